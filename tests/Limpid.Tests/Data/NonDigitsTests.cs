using Limpid.Data;

namespace Limpid.Tests.Data;

public class NonDigitsTests
{
    [Fact]
    public void Every_kind_has_its_pictures_and_fewer_are_the_first_of_more()
    {
        foreach ((Dataset few, Dataset many) in NonDigits.Draw(5, 1).Zip(NonDigits.Draw(30, 1)))
        {
            Assert.Equal((784, few.Name), (few.Item.Count, many.Name));
            for (int i = 0; i < few.Count; i++)
                Assert.Equal(many.Picture(i).ToArray(), few.Picture(i).ToArray());
        }
        Assert.Equal(
            ["blank paper", "noise", "single dots", "letters", "shapes"],
            NonDigits.Draw(1, 1).Select(kind => kind.Name)
        );
    }

    [Fact]
    public void All_but_blank_paper_has_ink_and_letters_lie_as_digits_do()
    {
        Dataset[] kinds = [.. NonDigits.Draw(100, 7)];
        Assert.True(!kinds[0].Picture(0).ContainsAnyExcept((byte)0), "blank paper has ink");
        foreach (Dataset kind in kinds[1..])
            for (int i = 0; i < kind.Count; i++)
                Assert.True(kind.Picture(i).ContainsAnyExcept((byte)0), $"{kind.Name} {i} is blank");
        for (int i = 0; i < 100; i++)
            Assert.InRange(Ink(kinds[3].Picture(i)), 30, 330);
    }

    [Fact]
    public void Mangled_digits_come_in_pairs_on_any_number_of_threads_and_use_only_the_chosen()
    {
        Dataset digits = SyntheticDigits.Draw(300, 1);
        int[] chosen = [.. Enumerable.Range(100, 150)];
        using Workers one = new(1),
            three = new(3);
        Dataset pairs = MangledDigits.Draw(digits, chosen, 4, one);
        Assert.Equal(pairs.Sha256, MangledDigits.Draw(digits, chosen, 4, three).Sha256);
        int asTheyWere = 0;
        double own = 0,
            others = 0;
        for (int i = 0; i < chosen.Length; i++)
        {
            Assert.Equal((1, 0), (pairs.Labels[2 * i], pairs.Labels[2 * i + 1]));
            if (pairs.Picture(2 * i).SequenceEqual(digits.Picture(chosen[i])))
                asTheyWere++;
            else
                (own, others) = (
                    own + Likeness(digits.Picture(chosen[i]), pairs.Picture(2 * i)),
                    others + Likeness(digits.Picture(chosen[(i + 1) % chosen.Length]), pairs.Picture(2 * i))
                );
        }
        Assert.True(own > 1.3 * others, $"digits drawn anew: {own} like what they were, {others} like other digits");
        Assert.InRange(asTheyWere, 0.5 * chosen.Length, 0.8 * chosen.Length);
        Dataset changed = Replaced(digits, index: 10);
        Assert.Equal(pairs.Sha256, MangledDigits.Draw(changed, chosen, 4, one).Sha256);
        Assert.NotEqual(pairs.Sha256, MangledDigits.Draw(Replaced(digits, index: 120), chosen, 4, one).Sha256);
    }

    private static Dataset Replaced(Dataset digits, int index)
    {
        byte[] pixels = [.. Enumerable.Range(0, digits.Count).SelectMany(i => digits.Picture(i).ToArray())];
        pixels.AsSpan(index * 784, 784).Reverse();
        return new(digits.Name, digits.Item, pixels, digits.Labels.ToArray(), digits.ClassNames);
    }

    /// <summary>The cosine between two pictures.</summary>
    private static double Likeness(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        double ab = 0,
            aa = 0,
            bb = 0;
        for (int i = 0; i < a.Length; i++)
            (ab, aa, bb) = (ab + a[i] * b[i], aa + a[i] * a[i], bb + b[i] * b[i]);
        return ab / Math.Sqrt(aa * bb);
    }

    private static double Ink(ReadOnlySpan<byte> picture)
    {
        double ink = 0;
        foreach (byte pixel in picture)
            ink += pixel / 255.0;
        return ink;
    }
}
