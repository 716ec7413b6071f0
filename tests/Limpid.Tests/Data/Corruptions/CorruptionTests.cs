using System.Security.Cryptography;
using Limpid.Data;
using Limpid.Data.Corruptions;
using Limpid.Drawing;
using Limpid.Numerics;

namespace Limpid.Tests.Data.Corruptions;

/// <summary>Laws of every corruption, and of each what its name promises.</summary>
public class CorruptionTests
{
    private static readonly Dataset Digits = SyntheticDigits.Draw(40, seed: 6);
    private static readonly string[] WithoutChance = ["brightness", "canny-edges"];

    public static TheoryData<string> Names => [.. Corruption.All.Select(kind => kind.Name)];

    [Fact]
    public void The_list_holds_every_kind_once()
    {
        Type[] kinds =
        [
            .. typeof(Corruption)
                .Assembly.GetTypes()
                .Where(type => type.IsSubclassOf(typeof(Corruption)) && !type.IsAbstract),
        ];
        Assert.Equal(
            kinds.OrderBy(type => type.Name),
            Corruption.All.Select(kind => kind.GetType()).OrderBy(type => type.Name)
        );
        Assert.Equal(15, Corruption.All.Select(kind => kind.Name).Distinct().Count());
        Assert.All(Corruption.All, kind => Assert.Matches("^[a-z]+(-[a-z]+)*$", kind.Name));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void It_depends_on_picture_seed_and_index_alone_and_leaves_the_picture_as_it_was(string name)
    {
        Corruption kind = Corruption.Find(name);
        GrayImage picture = Picture(3),
            before = new(28, 28, picture.Pixels.ToArray());
        GrayImage spoilt = kind.Apply(picture, 5, 7);
        Assert.Equal((spoilt, before), (kind.Apply(picture, 5, 7), picture));
        Assert.NotEqual(picture, spoilt);
        Assert.Equal((28, 28), (spoilt.Width, spoilt.Height));
        if (WithoutChance.Contains(name))
            return;
        Assert.True(
            Enumerable.Range(8, 5).Any(index => !kind.Apply(picture, 5, index).Equals(spoilt)),
            "every index has the same chances"
        );
        Assert.True(
            Enumerable.Range(8, 5).Any(seed => !kind.Apply(picture, (ulong)seed, 7).Equals(spoilt)),
            "every seed has the same chances"
        );
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_set_is_spoilt_picture_by_picture_however_many_threads_share_the_work(string name)
    {
        using Workers one = new(1),
            three = new(3);
        Corruption kind = Corruption.Find(name);
        int[] chosen = [.. Enumerable.Range(0, 350).Select(i => i * 7 % Digits.Count)];
        Dataset spoilt = kind.Apply(Digits, chosen, 2, one);
        Assert.Equal(spoilt.Sha256, kind.Apply(Digits, chosen, 2, three).Sha256);
        for (int row = 0; row < chosen.Length; row += 13)
        {
            Assert.Equal(Digits.Labels[chosen[row]], spoilt.Labels[row]);
            Assert.Equal(
                kind.Apply(Picture(chosen[row]), 2, chosen[row]).Pixels.ToArray(),
                spoilt.Picture(row).ToArray()
            );
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Pictures_of_any_size_are_borne(string name)
    {
        foreach ((int width, int height) in new[] { (1, 1), (3, 2), (8, 8), (40, 17) })
            Assert.Equal(
                (width, height),
                Size(
                    Corruption
                        .Find(name)
                        .Apply(new(width, height, Enumerable.Repeat((byte)200, width * height).ToArray()), 1, 1)
                )
            );
    }

    [Fact]
    public void The_same_seed_spoils_to_the_same_bits_everywhere()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (Corruption kind in Corruption.All)
            for (int i = 0; i < 10; i++)
                hash.AppendData(kind.Apply(Picture(i), 1, i).Pixels.Span);
        Assert.Equal(
            "1c47c69e52330fd7da7590384d8f3ad50418f7bba291e5306bab0db89e87aa05",
            Convert.ToHexStringLower(hash.GetHashAndReset())
        ); // spoilt on x86-64; any machine must agree
    }

    [Fact]
    public void Brightness_adds_the_same_light_everywhere()
    {
        GrayImage picture = Picture(2),
            bright = Apply("brightness", 2);
        Assert.All(picture.Pixels.ToArray().Zip(bright.Pixels.ToArray()), pixel =>
            Assert.InRange(pixel.Second - Math.Min(255, pixel.First + 127.5), -0.5, 0.5)
        );
    }

    [Fact]
    public void Lines_and_drops_only_ever_add_ink()
    {
        foreach (string name in new[] { "dotted-line", "zigzag", "spatter" })
            for (int i = 0; i < 40; i++)
                Assert.All(Picture(i).Pixels.ToArray().Zip(Apply(name, i).Pixels.ToArray()), pixel =>
                    Assert.True(pixel.Second >= pixel.First, $"{name} took ink away from picture {i}")
                );
    }

    [Fact]
    public void A_stripe_turns_one_quarter_of_the_columns_round_and_leaves_the_others()
    {
        for (int i = 0; i < 40; i++)
        {
            GrayImage picture = Picture(i),
                striped = Apply("stripe", i);
            bool[] turned =
            [
                .. Enumerable
                    .Range(0, 28)
                    .Select(x => Enumerable.Range(0, 28).All(y => striped.Row(y)[x] == 255 - picture.Row(y)[x])),
            ];
            Assert.Equal(7, turned.Count(t => t));
            Assert.Equal(6, Array.LastIndexOf(turned, true) - Array.IndexOf(turned, true));
            Assert.All(Enumerable.Range(0, 28).Where(x => !turned[x]), x =>
                Assert.All(Enumerable.Range(0, 28), y => Assert.Equal(picture.Row(y)[x], striped.Row(y)[x]))
            );
        }
    }

    [Fact]
    public void Translation_moves_every_pixel_the_same_way()
    {
        var picture = new GrayImage(
            28,
            28,
            new byte[784]
                .Select((_, i) => (byte)(i == 14 * 28 + 14 ? 255 : 0))
                .ToArray()
        );
        int at = Corruption.Find("translate").Apply(picture, 1, 1).Pixels.Span.IndexOf((byte)255),
            along = at % 28 - 14,
            down = at / 28 - 14;
        Assert.True(Math.Abs(along) is >= 3 and <= 5 && Math.Abs(down) is >= 3 and <= 5, $"moved by {along}, {down}");
    }

    [Theory]
    [InlineData("shear", 1)]
    [InlineData("rotate", 1)]
    [InlineData("motion-blur", 1)]
    [InlineData("glass-blur", 1)]
    [InlineData("scale", 0.36)]
    public void Ink_is_moved_but_not_made(string name, double expected)
    {
        double before = 0,
            after = 0;
        for (int i = 0; i < 40; i++)
            (before, after) = (before + Ink(Picture(i)), after + Ink(Apply(name, i)));
        Assert.Equal(expected, after / before, 0.05);
    }

    [Fact]
    public void Shot_noise_is_right_on_the_average_and_impulses_strike_their_share()
    {
        var gray = new GrayImage(200, 200, Enumerable.Repeat((byte)60, 40_000).ToArray());
        Assert.Equal(60, Corruption.Find("shot-noise").Apply(gray, 1, 1).Pixels.ToArray().Average(p => p), 1.5);
        byte[] struck = Corruption.Find("impulse-noise").Apply(gray, 1, 1).Pixels.ToArray();
        Assert.Equal(0.085, struck.Count(p => p == 255) / 40_000.0, 0.01);
        Assert.Equal(0.085, struck.Count(p => p == 0) / 40_000.0, 0.01);
    }

    [Fact]
    public void Edges_of_a_bar_are_two_thin_lines()
    {
        var bar = new GrayImage(
            28,
            28,
            new byte[784]
                .Select((_, i) => (byte)(i % 28 is >= 10 and < 18 ? 255 : 0))
                .ToArray()
        );
        byte[] row = Corruption.Find("canny-edges").Apply(bar, 1, 1).Row(14).ToArray();
        Assert.Equal(2, row.Count(p => p == 255));
        Assert.Equal(26, row.Count(p => p == 0));
    }

    [Fact]
    public void What_is_no_corruption_or_no_grey_picture_is_refused()
    {
        LimpidException unknown = Assert.Throws<LimpidException>(() => Corruption.Find("rain"));
        Assert.Equal(Fault.Usage, unknown.Fault);
        Assert.Contains("shot-noise, impulse-noise", unknown.Message);
        using var one = new Workers(1);
        Assert.Equal(
            Fault.Mismatch,
            Assert.Throws<LimpidException>(() => Corruption.All[0].Apply(Of(new(3, 4, 4)), new[] { 0 }, 1, one)).Fault
        );
        Assert.Equal(1, Corruption.All[0].Apply(Of(new(16)), new[] { 0 }, 1, one).Count);
    }

    private static Dataset Of(Shape item) => new("made", item, new byte[item.Count], new byte[1], ["0"]);

    private static GrayImage Picture(int i) => new(28, 28, Digits.Picture(i).ToArray());

    private static GrayImage Apply(string name, int i) => Corruption.Find(name).Apply(Picture(i), 1, i);

    private static (int, int) Size(GrayImage image) => (image.Width, image.Height);

    private static double Ink(GrayImage image) => image.Pixels.ToArray().Sum(p => p / 255.0);
}
