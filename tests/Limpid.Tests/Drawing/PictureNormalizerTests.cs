using Limpid.Drawing;
using static Limpid.Tests.Drawing.Scribbles;

namespace Limpid.Tests.Drawing;

public class PictureNormalizerTests
{
    private static GrayImage Normal(GrayImage image) => PictureNormalizer.Normalize(image).Picture;

    private static readonly Gen<GrayImage> AnyPicture =
        from width in Gen.Int[1, 60]
        from height in Gen.Int[1, 60]
        from darkest in Gen.Byte
        from brightest in Gen.Byte
        from pixels in Gen.Byte[Math.Min(darkest, brightest), Math.Max(darkest, brightest)].Array[width * height]
        select new GrayImage(width, height, pixels);

    [Fact]
    public void Where_on_the_paper_the_digit_stands_does_not_matter() =>
        Gen.Select(Any, Gen.Int[0, 50], Gen.Int[0, 50])
            .Sample(
                (scribble, left, top) =>
                    Assert.Equal(Normal(Lay(scribble, 120, 120, 0, 0)), Normal(Lay(scribble, 120, 120, left, top))),
                iter: 300
            );

    [Fact]
    public void A_larger_paper_does_not_matter_to_a_clean_drawing() =>
        Gen.Select(Any, Gen.Int[70, 300])
            .Sample(
                (scribble, side) =>
                {
                    NormalizedPicture small = PictureNormalizer.Normalize(scribble),
                        large = PictureNormalizer.Normalize(Lay(scribble, side, side, 0, 0));
                    // Otsu's threshold sees the paper's share; the digit hardly does
                    Assert.InRange(Far(small.Picture, large.Picture), 0, 24);
                },
                iter: 200
            );

    [Fact]
    public void A_digit_enlarged_by_a_whole_factor_is_the_same_digit() =>
        Gen.Select(Any, Gen.Int[2, 5])
            .Sample(
                (scribble, factor) => Assert.InRange(Far(Normal(scribble), Normal(Repeat(scribble, factor))), 0, 70),
                iter: 100
            ); // 9 in the median, 46 in 99 of 100, 59 at worst of 2,500

    [Fact]
    public void Chalk_on_a_blackboard_reads_as_ink_on_paper() =>
        Any.Sample(
            scribble =>
            {
                NormalizedPicture chalk = PictureNormalizer.Normalize(scribble),
                    ink = PictureNormalizer.Normalize(Negative(scribble));
                Assert.Equal((Polarity.LightOnDark, Polarity.DarkOnLight), (chalk.Polarity, ink.Polarity));
                Assert.Equal(chalk.Picture, ink.Picture);
            },
            iter: 300
        );

    [Fact]
    public void The_negative_of_any_picture_with_a_border_of_paper_is_the_same_digit() =>
        AnyPicture.Sample(
            picture =>
            {
                GrayImage framed = Lay(picture, picture.Width + 2, picture.Height + 2, 1, 1);
                Assert.Equal(Normal(framed), Normal(Negative(framed)));
            },
            iter: 500
        );

    [Fact]
    public void The_centre_of_mass_is_within_half_a_pixel_of_14_14_or_the_ink_touches_the_edge() =>
        Any.Sample(
            scribble =>
            {
                GrayImage picture = Normal(scribble);
                (double x, double y) = CentreOfMass(picture);
                PixelBox box = InkOf(picture);
                Assert.True(Math.Abs(x - 14) <= 0.5 || box.Left == 0 || box.Left + box.Width == 28, $"x is {x}");
                Assert.True(Math.Abs(y - 14) <= 0.5 || box.Top == 0 || box.Top + box.Height == 28, $"y is {y}");
            },
            iter: 300
        );

    [Fact]
    public void The_ink_fills_a_box_of_20_and_keeps_its_shape() =>
        Any.Sample(
            scribble =>
            {
                NormalizedPicture picture = PictureNormalizer.Normalize(scribble);
                GrayImage scaled = picture.Stages.Single(stage => stage.Name == PictureNormalizer.Scaled).Image;
                Assert.Equal(20, Math.Max(scaled.Width, scaled.Height));
                // a widened stroke widens a narrow digit
                double wider = picture.Stages.Any(stage => stage.Name == PictureNormalizer.Evened) ? 3 : 1;
                Assert.InRange(scaled.Width - 20.0 * picture.InkBox.Width / picture.InkBox.LongSide, -wider, wider);
                Assert.InRange(scaled.Height - 20.0 * picture.InkBox.Height / picture.InkBox.LongSide, -wider, wider);
                Assert.InRange(InkOf(picture.Picture).LongSide, 19, 20);
            },
            iter: 200
        );

    [Fact]
    public void What_is_normal_stays_as_it_is() =>
        Any.Sample(scribble => Assert.Equal(Normal(scribble), Normal(Normal(scribble))), iter: 200);

    [Fact]
    public void A_picture_of_28x28_is_taken_as_it_is_but_for_its_polarity()
    {
        GrayImage corner = Fill(28, 28, (x, y) => (byte)(x is 2 or 3 && y is > 2 and < 9 ? 200 : 7));
        Assert.Equal(corner, Normal(corner));
        Assert.Equal(corner, Normal(Negative(corner)));
    }

    [Fact]
    public void Grain_and_greyness_of_the_paper_leave_no_trace_around_the_digit() =>
        Gen.Select(Any, Gen.Int[60, 100], Gen.Int[5, 25], Gen.Int)
            .Sample(
                (scribble, ink, grain, seed) =>
                {
                    var random = new Random(seed);
                    GrayImage photo = Fill(scribble.Width, scribble.Height, (x, y) =>
                        (byte)(200 - At(scribble, x, y) * (200 - ink) / 255 + random.Next(-grain, grain + 1))
                    );
                    GrayImage read = Normal(photo);
                    // a box one old pixel wider moves the edges a little; two digits lie 100 apart
                    Assert.InRange(Far(Normal(scribble), read), 0, 90);
                },
                iter: 200
            );

    [Fact]
    public void One_colour_is_blank() =>
        Gen.Select(Gen.Int[1, 60], Gen.Int[1, 60], Gen.Byte)
            .Sample(
                (width, height, level) =>
                {
                    NormalizedPicture blank = PictureNormalizer.Normalize(Fill(width, height, (_, _) => level));
                    Assert.True(blank.IsBlank);
                    Assert.Equal(Fill(28, 28, (_, _) => 0), blank.Picture);
                },
                iter: 200
            );

    [Theory, InlineData(100), InlineData(150), InlineData(190)]
    public void A_rule_of_squared_paper_goes_though_a_stroke_lies_along_it(int length)
    {
        const int side = 320,
            distance = 22;
        bool IsInk(int x, int y) =>
            (x is >= 146 and < 164 && y >= 60 && y < 60 + length) || (y is >= 60 and < 78 && x is >= 110 and < 200);
        GrayImage plain = Fill(side, side, (x, y) => (byte)(IsInk(x, y) ? 60 : 235));
        GrayImage squared = Fill(side, side, (x, y) => (byte)(
                IsInk(x, y) ? 60
                : x % distance < 2 || y % distance < 2 ? 140
                : 235
            ));
        Assert.InRange(Far(Normal(plain), Normal(squared)), 0, 24);
    }

    [Fact]
    public void Any_picture_is_read_within_bounded_memory() => AnyPicture.Sample(ReadsWithinItsBound, iter: 3000);

    [Theory]
    [InlineData(40_000, 1)]
    [InlineData(1, 40_000)]
    [InlineData(40_000, 200)]
    [InlineData(2, 1)]
    [InlineData(28, 1)]
    public void Extreme_shapes_are_read_too(int width, int height)
    {
        ReadsWithinItsBound(Fill(width, height, (x, y) => (byte)((x * 7 + y * 13) % 11 == 0 ? 20 : 240)));
        ReadsWithinItsBound(Fill(width, height, (x, y) => (byte)(x == 0 && y == 0 ? 255 : 0)));
    }

    [Fact]
    public void Every_step_is_kept_in_order()
    {
        NormalizedPicture picture = PictureNormalizer.Normalize(Any.Single());
        string[] order =
        [
            "given",
            "reduced",
            "turned",
            "levelled",
            "cleaned",
            "unruled",
            "unspecked",
            "cropped",
            "evened",
            "scaled",
            "centered",
        ];
        string[] names = [.. picture.Stages.Select(stage => stage.Name)];
        Assert.Equal(order.Where(names.Contains), names);
        Assert.Superset(
            new HashSet<string>(["given", "turned", "cleaned", "cropped", "scaled", "centered"]),
            new HashSet<string>(names)
        );
        Assert.Equal(picture.Picture, picture.Stages[^1].Image);
    }

    private static void ReadsWithinItsBound(GrayImage image)
    {
        const long fixedBytes = 8 << 20,
            mostPixels = 1 << 20;
        long before = GC.GetAllocatedBytesForCurrentThread();
        NormalizedPicture picture = PictureNormalizer.Normalize(image);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.InRange(allocated, 0, 64 * Math.Min(mostPixels, image.Pixels.Length) + fixedBytes);
        Assert.Equal((28, 28), (picture.Picture.Width, picture.Picture.Height));
    }

    private static PixelBox InkOf(GrayImage image) => PixelBox.Of(image, 1, PixelBox.All(image));

    private static (double X, double Y) CentreOfMass(GrayImage image)
    {
        double mass = 0,
            x = 0,
            y = 0;
        for (int i = 0; i < image.Pixels.Length; i++)
            (mass, x, y) = (
                mass + image.Pixels.Span[i],
                x + image.Pixels.Span[i] * (i % image.Width),
                y + image.Pixels.Span[i] * (i / image.Width)
            );
        return (x / mass, y / mass);
    }

    /// <summary>How far apart two pictures of one size are, in levels: the root of the mean of squares.</summary>
    private static double Far(GrayImage a, GrayImage b) =>
        Math.Sqrt(Enumerable.Range(0, a.Pixels.Length).Average(i => Math.Pow(a.Pixels.Span[i] - b.Pixels.Span[i], 2)));
}
