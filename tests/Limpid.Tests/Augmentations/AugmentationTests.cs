using Limpid.Augmentations;
using Limpid.Data;
using Limpid.Files;
using Limpid.Numerics;

namespace Limpid.Tests.Augmentations;

public class AugmentationTests
{
    private const int Side = 28;
    private static readonly Dataset Digits = SyntheticDigits.Draw(60, seed: 3);

    public static TheoryData<string> Kinds => [.. TheList.Names<Augmentation>()];

    /// <summary>Those that need no other picture.</summary>
    public static TheoryData<string> KindsOfOne =>
        [.. TheList.Names<Augmentation>().Where(kind => !ByName(kind).Blends)];

    [Fact]
    public void Every_kind_is_in_the_list() => TheList.HoldsEveryKind<Augmentation>();

    [Fact]
    public void Names_are_kebab_case() => TheList.NamesAreKebabCase<Augmentation>();

    [Theory, MemberData(nameof(Kinds))]
    public void Its_name_alone_makes_a_valid_one_that_survives_json_and_notation(string kind)
    {
        Augmentation augmentation = ByName(kind);
        augmentation.Validate();
        TheList.SurvivesJson(augmentation);
        Assert.Equal([augmentation], Notation.ParseAugmentations(kind));
        Assert.Equal([augmentation], Notation.ParseAugmentations(Notation.WriteAugmentations([augmentation])));
    }

    [Theory, MemberData(nameof(KindsOfOne))]
    public void A_picture_depends_on_seed_and_row_alone(string kind)
    {
        ImmutableSequence<Augmentation> list = [ByName(kind)];
        Augmenter one = new(list, Digits.Item),
            other = new(list, Digits.Item);
        Draw(other, 5, seed: 99, row: 1);
        Assert.Equal(Draw(one, 0, seed: 7, row: 3), Draw(other, 0, seed: 7, row: 3));
        float[] still = Draw(one, 0, seed: 7, row: 3);
        Assert.Contains(Enumerable.Range(4, 20), row => !Draw(one, 0, seed: 7, row).AsSpan().SequenceEqual(still));
        Assert.Contains(Enumerable.Range(8, 20), seed =>
            !Draw(one, 0, (ulong)seed, row: 3).AsSpan().SequenceEqual(still)
        );
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Pixels_stay_between_paper_and_ink(string kind)
    {
        var augmenter = new Augmenter([ByName(kind)], Digits.Item);
        for (int i = 0; i < Digits.Count; i++)
            Assert.All(Draw(augmenter, i, 1, i), pixel => Assert.InRange(pixel, 0f, 1f));
    }

    [Theory]
    [
        InlineData("shift0"),
        InlineData("rotate0"),
        InlineData("scale0"),
        InlineData("shear0"),
        InlineData("elastic0"),
        InlineData("thickness0"),
        InlineData("erase0"),
        InlineData("shift0 rotate0 scale0 shear0 elastic0 elastic0s2 thickness0 erase0")
    ]
    public void Nothing_asked_is_nothing_changed_to_the_bit(string words)
    {
        var augmenter = new Augmenter(Notation.ParseAugmentations(words), Digits.Item);
        for (int i = 0; i < 10; i++)
            Assert.Equal(Plain(i), Draw(augmenter, i, 1, i));
    }

    [Theory, InlineData(3, -2), InlineData(0, 5), InlineData(-28, 0), InlineData(-100, 1000), InlineData(27, 27)]
    public void A_shift_by_whole_pixels_moves_bytes(int right, int down)
    {
        var warp = new Warp(Digits.Item);
        warp.Then(1, 0, 0, 1, -right, -down);
        float[] moved = Resample(warp, 2),
            plain = Plain(2);
        for (int r = 0; r < Side; r++)
        for (int c = 0; c < Side; c++)
        {
            (int row, int column) = (r - down, c - right);
            bool inside = row is >= 0 and < Side && column is >= 0 and < Side;
            Assert.Equal(inside ? plain[row * Side + column] : 0, moved[r * Side + c]);
        }
    }

    [Fact]
    public void A_quarter_turn_moves_bytes_counter_clockwise_and_a_whole_one_none()
    {
        Warp quarter = new(Digits.Item),
            whole = new(Digits.Item);
        Rotate.Turn(quarter, 90);
        for (int i = 0; i < 24; i++)
            Rotate.Turn(whole, 15);
        float[] turned = Resample(quarter, 4),
            still = Resample(whole, 4),
            plain = Plain(4);
        for (int r = 0; r < Side; r++)
        for (int c = 0; c < Side; c++)
        {
            Assert.Equal(plain[c * Side + Side - 1 - r], turned[r * Side + c], 1e-4f);
            Assert.Equal(plain[r * Side + c], still[r * Side + c], 1e-4f);
        }
    }

    [Fact]
    public void Steps_in_a_row_are_one_map()
    {
        Warp both = new(Digits.Item),
            expected = new(Digits.Item);
        both.Then(1, 0, 0, 1, -3, -1); // moved by (3, 1), then twice as large about the middle:
        both.Then(0.5, 0, 0, 0.5, 0, 0);
        expected.Then(0.5, 0, 0, 0.5, -3, -1); // what was moved by 3 is now 6 away
        Assert.Equal(Resample(expected, 1), Resample(both, 1));
    }

    [
        Theory,
        InlineData("rotate20"),
        InlineData("shift2"),
        InlineData("shear0.3"),
        InlineData("elastic34s4"),
        InlineData("scale0.1"),
        InlineData("scale0a0.2"),
        InlineData("rotate10 shift2 scale0.1 shear0.1 elastic")
    ]
    public void Ink_is_kept_on_the_whole(string words)
    {
        var augmenter = new Augmenter(Notation.ParseAugmentations(words), Digits.Item);
        double before = 0,
            after = 0;
        for (int i = 0; i < 20 * Digits.Count; i++)
            (before, after) = (
                before + Plain(i % Digits.Count).Sum(),
                after + Draw(augmenter, i % Digits.Count, 1, i).Sum()
            );
        Assert.InRange(after / before, 0.96, 1.04);
    }

    [Fact]
    public void Planes_of_a_picture_are_changed_alike()
    {
        byte[] gray = Digits.Picture(8).ToArray();
        var three = new Augmenter(Notation.ParseAugmentations("rotate30 shift3 elastic"), new(3, Side, Side));
        float[] colors = new float[3 * gray.Length],
            one = Draw(new(Notation.ParseAugmentations("rotate30 shift3 elastic"), Digits.Item), 8, 4, 2);
        three.Draw([.. gray, .. gray, .. gray], 4, 2, colors);
        Assert.Equal([.. one, .. one, .. one], colors);
    }

    [Theory, InlineData(1, 1), InlineData(1, 7), InlineData(5, 1), InlineData(3, 17), InlineData(64, 33)]
    public void Any_shape_will_do(int height, int width)
    {
        byte[] picture = [.. Enumerable.Range(0, height * width).Select(i => (byte)(i * 37))];
        var y = new float[picture.Length];
        new Augmenter(
            Notation.ParseAugmentations(
                "rotate360 shift9 scale0.9a0.9 shear4 elastic1000s0.5 elastic100s9 thickness9 erase1"
            ),
            new(1, height, width)
        ).Draw(picture, 1, 1, y);
        Assert.All(y, pixel => Assert.InRange(pixel, 0f, 1f));
    }

    [Theory]
    [
        InlineData("shift2000", "Pixels"),
        InlineData("rotate361", "Degrees"),
        InlineData("scale1", "Share"),
        InlineData("scale0a1", "Axis"),
        InlineData("shear5", "Slant")
    ]
    [InlineData("elastic1s0", "Sigma"), InlineData("elastic10000000", "Alpha")]
    public void What_cannot_be_meant_is_refused(string words, string member) =>
        TheList.Refuses(() => _ = new Augmenter(Notation.ParseAugmentations(words), Digits.Item), member);

    [
        Theory,
        InlineData("rotat10", "one of the augmentations"),
        InlineData("rotate10x3", "without further letters"),
        InlineData("shift2 none", "one of the augmentations"),
        InlineData("scale0.1b2", "a (axis)")
    ]
    public void A_word_that_is_none_is_told(string words, string expected) =>
        Assert.Contains(expected, Assert.Throws<LimpidException>(() => Notation.ParseAugmentations(words)).Message);

    [Fact]
    public void None_is_no_augmentation()
    {
        Assert.Empty(Notation.ParseAugmentations("none"));
        Assert.Equal("none", Notation.WriteAugmentations([]));
    }

    private static Augmentation ByName(string kind) => TheList.Read<Augmentation>($$"""{"type":"{{kind}}"}""");

    private static float[] Draw(Augmenter augmenter, int index, ulong seed, int row)
    {
        var y = new float[Digits.Item.Count];
        augmenter.Draw(Digits.Picture(index), seed, row, y);
        return y;
    }

    private static float[] Plain(int index) => Draw(new([], Digits.Item), index, 0, 0);

    private static float[] Resample(Warp warp, int index)
    {
        var y = new float[Digits.Item.Count];
        warp.Resample(Digits.Picture(index), y);
        return y;
    }
}
