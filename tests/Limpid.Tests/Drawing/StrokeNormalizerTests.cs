using Limpid.Drawing;
using Limpid.Numerics;
using static Limpid.Tests.Drawing.Scribbles;

namespace Limpid.Tests.Drawing;

public class StrokeNormalizerTests
{
    /// <summary>Points on a fine grid, so that moving them by whole numbers is exact.</summary>
    private static readonly Gen<Stroke> OneStroke = Gen.Select(Gen.Int[0, 4000], Gen.Int[0, 4000])
        .Select((x, y) => new StrokePoint(x / 16.0, y / 16.0))
        .Array[1, 12]
        .Select(points => new Stroke(ImmutableSequence.Create<StrokePoint>(points)));

    private static readonly Gen<Stroke[]> Drawing = OneStroke.Array[1, 10];

    private static GrayImage Normal(params Stroke[] strokes) => StrokeNormalizer.Normalize(strokes).Picture;

    private static Stroke[] Moved(Stroke[] strokes, double scale, double right, double down) =>
        [
            .. strokes.Select(stroke => new Stroke(
                ImmutableSequence.From(
                    stroke.Points.Select(at => at with { X = at.X * scale + right, Y = at.Y * scale + down })
                )
            )),
        ];

    [Fact]
    public void Where_how_large_and_in_which_order_it_was_drawn_does_not_matter() =>
        Gen.Select(Drawing, Gen.Int[-20, 20], Gen.Int[-5000, 5000], Gen.Int[-5000, 5000])
            .Sample(
                (strokes, power, right, down) =>
                {
                    Assert.Equal(Normal(strokes), Normal(Moved(strokes, 1, right, down)));
                    Assert.Equal(Normal(strokes), Normal(Moved(strokes, Math.Pow(2, power), 0, 0)));
                    Assert.Equal(Normal(strokes), Normal([.. strokes.Reverse()]));
                    Assert.Equal(Normal(strokes), Normal([.. strokes, .. strokes]));
                },
                iter: 200
            );

    [Fact]
    public void The_drawn_picture_has_ink_just_where_a_line_is_no_further_than_the_pen_reaches() =>
        Gen.Select(Gen.Double[0, 30].Array[4], Gen.Double[0.6, 5])
            .Sample(
                (at, radius) =>
                {
                    var pen = new StrokeRasterizer(30, 24, radius);
                    pen.Line(at[0], at[1], at[2], at[3]);
                    for (int i = 0; i < 30 * 24; i++)
                    {
                        double distance = Distance(i % 30 + 0.5, i / 30 + 0.5, (at[0], at[1]), (at[2], at[3]));
                        if (Math.Abs(distance - radius) > 1e-9)
                            Assert.Equal(distance < radius ? 255 : 0, pen.Picture.Pixels.Span[i]);
                    }
                },
                iter: 300
            );

    [Fact]
    public void The_ink_fits_a_box_of_20_with_its_centre_of_mass_in_the_middle() =>
        Drawing
            .Where(strokes => strokes.SelectMany(stroke => stroke.Points).Distinct().Count() > 1)
            .Sample(
                strokes =>
                {
                    GrayImage picture = Normal(strokes);
                    PixelBox ink = PixelBox.Of(picture, 1, PixelBox.All(picture));
                    Assert.Equal(20, ink.LongSide);
                    long mass = 0,
                        x = 0,
                        y = 0;
                    for (int i = 0; i < 784; i++)
                        (mass, x, y) = (
                            mass + picture.Pixels.Span[i],
                            x + i % 28 * picture.Pixels.Span[i],
                            y + i / 28 * picture.Pixels.Span[i]
                        );
                    Assert.True(Math.Abs((double)x / mass - 14) <= 0.5 || ink.Left == 0 || ink.Left + ink.Width == 28);
                    Assert.True(Math.Abs((double)y / mass - 14) <= 0.5 || ink.Top == 0 || ink.Top + ink.Height == 28);
                },
                iter: 200
            );

    [Fact]
    public void A_dot_stays_a_dot_and_a_straight_line_a_line()
    {
        double dot = Math.PI * StrokeNormalizer.PenWidth * StrokeNormalizer.PenWidth / 4 * 255;
        Assert.InRange(Normal(new Stroke([new(3, 4)])).Pixels.ToArray().Sum(pixel => pixel), 0.9 * dot, 1.1 * dot);
        Assert.Equal(Normal(new Stroke([new(3, 4)])), Normal(new Stroke([new(7, 7), new(7, 7)])));
        Assert.Equal(
            Normal(new Stroke([new(3, 4)])),
            StrokeNormalizer.Normalize([new([new(7, 7), new(7.5, 7)])], smallest: 1).Picture
        );
        GrayImage one = Normal(new Stroke([new(100, 5), new(100, 95)]));
        PixelBox box = PixelBox.Of(one, 1, PixelBox.All(one));
        Assert.InRange(box.Width, 3, 4);
        Assert.Equal(20, box.Height);
    }

    [Theory]
    [InlineData(1.6)]
    [InlineData(2.4)]
    [InlineData(4.0)]
    public void The_width_of_the_pen_is_measured_in_the_result(double width)
    {
        Stroke[] zigzag = [new([new(0, 0), new(100, 30), new(0, 60), new(100, 100)])];
        Assert.InRange(StrokeWidth.Of(StrokeNormalizer.Normalize(zigzag, 0, width).Picture), 0.9 * width, 1.1 * width);
    }

    [Fact]
    public void Nothing_drawn_is_blank()
    {
        Assert.All(
            [
                [],
                new Stroke[] { new([]) },
            ],
            strokes =>
            {
                NormalizedPicture blank = StrokeNormalizer.Normalize(strokes);
                Assert.True(blank.IsBlank);
                Assert.Equal(Fill(28, 28, (_, _) => 0), blank.Picture);
            }
        );
    }

    [Theory]
    [InlineData(double.NaN, 0)]
    [InlineData(0, double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity, double.NaN)]
    [InlineData(1e301, 0)]
    public void A_point_that_is_no_place_is_refused_by_its_number(double x, double y)
    {
        LimpidException fault = Assert.Throws<LimpidException>(() =>
            Normal(new Stroke([new(0, 0)]), new Stroke([new(1, 1), new(2, 2), new(x, y)]))
        );
        Assert.Equal(Fault.InvalidData, fault.Fault);
        Assert.StartsWith("Stroke 1, point 2 ", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_largest_and_the_smallest_drawings_are_digits_too()
    {
        GrayImage z = Normal(new Stroke([new(0, 0), new(1, 0), new(0, 1), new(1, 1)]));
        foreach (double size in new[] { 1e-300, 1e-30, 1e30, 1e300 })
            Assert.Equal(z, Normal(new Stroke([new(0, 0), new(size, 0), new(0, size), new(size, size)])));
        Assert.Equal(
            z,
            Normal(new Stroke([new(-1e300, -1e300), new(1e300, -1e300), new(-1e300, 1e300), new(1e300, 1e300)]))
        );
    }

    [Fact]
    public void Two_hundred_thousand_points_take_no_more_memory_than_two()
    {
        var random = new Random(1);
        Stroke[] many =
        [
            new(
                ImmutableSequence.From(
                    Enumerable.Range(0, 200_000).Select(_ => new StrokePoint(random.NextDouble(), random.NextDouble()))
                )
            ),
        ];
        StrokeNormalizer.Normalize(many);
        long before = GC.GetAllocatedBytesForCurrentThread();
        StrokeNormalizer.Normalize(many);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 65_536);
    }

    [Fact]
    public void Every_step_is_kept_in_order()
    {
        NormalizedPicture picture = StrokeNormalizer.Normalize([OneStroke.Single()]);
        Assert.Equal(["drawn", "scaled", "centered"], picture.Stages.Select(stage => stage.Name));
        Assert.Equal(picture.Picture, picture.Stages[^1].Image);
    }
}
