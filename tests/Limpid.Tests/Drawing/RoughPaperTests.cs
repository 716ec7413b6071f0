using Limpid.Data;
using Limpid.Drawing;
using Limpid.Numerics;
using static Limpid.Tests.Drawing.Scribbles;

namespace Limpid.Tests.Drawing;

/// <summary>A digit photographed on rough paper comes out near the same digit drawn with a pen.</summary>
public class RoughPaperTests
{
    private const int Side = 240;

    [Theory]
    [InlineData(0.2)]
    [InlineData(0.5)]
    [InlineData(0.95)]
    public void On_clean_paper_however_large_it_stands(double size) => AreNear(size, size * 24, (_, _, _) => 0);

    [Theory]
    [InlineData(0.012)]
    [InlineData(0.05)]
    [InlineData(0.14)]
    public void With_a_thin_pen_and_with_a_thick_one(double pen) => AreNear(0.7, pen * 0.7 * Side, (_, _, _) => 0);

    [Fact]
    public void In_light_that_falls_off_to_one_side() => AreNear(0.6, 13, (x, y, _) => 0.5 * x / Side + 0.2 * y / Side);

    [Fact]
    public void On_grainy_paper() => AreNear(0.6, 13, (_, _, random) => 0.12 * (random.NextDouble() - 0.5));

    [Fact]
    public void On_squared_paper() => AreNear(0.6, 13, (x, y, _) => (x + 11) % 40 == 0 || (y + 17) % 40 == 0 ? 0.5 : 0);

    [Fact]
    public void Empty_paper_is_blank_however_faintly_grained_or_lit() =>
        Gen.Select(
                Gen.OneOf(Gen.Int[20, 300], Gen.Const(PictureNormalizer.Side)),
                Gen.Int[0, 4],
                Gen.Double[0, 0.4],
                Gen.Int
            )
            .Sample(
                (side, grain, slope, seed) =>
                {
                    var random = new Random(seed);
                    GrayImage paper = Fill(side, side, (x, _) =>
                        (byte)(230 * (1 - (side < 64 ? 0 : slope) * x / side) + random.Next(-grain, grain + 1))
                    );
                    Assert.True(PictureNormalizer.Normalize(paper).IsBlank);
                },
                iter: 60
            );

    /// <summary>The ten digits, dark on light and light on dark, are on average nearer than 45 levels; two different
    /// digits lie some 80 apart.</summary>
    private static void AreNear(double size, double pen, Func<int, int, Random, double> shade)
    {
        Assert.InRange(
            Enumerable
                .Range(0, 20)
                .Average(i => Apart(Written(DigitStrokes.Of(i / 2)[0]), size, pen, i % 2 == 0, shade, new Random(i))),
            0,
            45
        );
    }

    private static double Apart(
        Stroke[] strokes,
        double size,
        double pen,
        bool isDark,
        Func<int, int, Random, double> shade,
        Random random
    )
    {
        GrayImage ink = Draw(strokes, size * Side - pen, pen, random).Ink;
        GrayImage photo = Fill(Side, Side, (x, y) =>
        {
            double paper = isDark ? 235 : 60,
                full = isDark ? 60 : 235,
                share = At(ink, x, y) / 255.0;
            return (byte)Math.Round((paper + (full - paper) * share) * (1 - shade(x, y, random)));
        });
        GrayImage drawn = StrokeNormalizer.Normalize(strokes).Picture.Framed(1),
            read = PictureNormalizer.Normalize(photo).Picture;
        // the centre of mass goes by whole pixels
        return Enumerable.Range(0, 9).Min(shift => Far(drawn.Crop(new(shift % 3, shift / 3, 28, 28)), read));
    }

    private static double Far(GrayImage a, GrayImage b) =>
        Math.Sqrt(Enumerable.Range(0, 784).Average(i => Math.Pow(a.Pixels.Span[i] - b.Pixels.Span[i], 2)));

    private static (GrayImage Ink, double Scale) Draw(Stroke[] strokes, double longSide, double width, Random random)
    {
        StrokeBounds bounds = StrokeBounds.Of(strokes)!.Value;
        double scale = longSide / bounds.LongSide;
        double left = width / 2 + random.NextDouble() * (Side - width - scale * (bounds.Right - bounds.Left)),
            top = width / 2 + random.NextDouble() * (Side - width - scale * (bounds.Bottom - bounds.Top));
        var pen = new StrokeRasterizer(4 * Side, 4 * Side, 2 * width);
        foreach (Stroke stroke in strokes)
        {
            (double X, double Y)[] at =
            [
                .. stroke.Points.Select(p =>
                    (4 * (left + scale * (p.X - bounds.Left)), 4 * (top + scale * (p.Y - bounds.Top)))
                ),
            ];
            for (int i = 1; i < at.Length; i++)
                pen.Line(at[i - 1].X, at[i - 1].Y, at[i].X, at[i].Y);
        }
        return (Scaling.AreaAverage(pen.Picture, Side, Side), scale);
    }

    private static Stroke[] Written(double[][] strokes) =>
        [
            .. strokes.Select(stroke => new Stroke(
                ImmutableSequence.From(stroke.Chunk(2).Select(at => new StrokePoint(0.65 * at[0], at[1])))
            )),
        ];
}
