using Limpid.Data;
using Limpid.Data.Corruptions;
using Limpid.Drawing;

namespace Limpid.Tests.Data;

public class SkeletonTests
{
    private const int Side = 28;

    [Fact]
    public void Paper_has_no_lines() => Assert.Empty(Skeleton.Of(new UnitImage(Side, Side)));

    [Fact]
    public void A_bar_has_one_line_and_it_runs_along_its_middle()
    {
        StrokePoint[] line = Assert.Single(Skeleton.Of(Drawn((x, y) => x is >= 12 and <= 15 && y is >= 4 and <= 23)));
        Assert.All(line, p => Assert.InRange(p.X, 12.5, 14.5));
        Assert.InRange(Math.Abs(line[^1].Y - line[0].Y), 15, 19.5);
    }

    [Fact]
    public void A_ring_has_one_line_that_closes_and_keeps_the_rings_radius()
    {
        StrokePoint[] line = Assert.Single(Skeleton.Of(Drawn((x, y) => Radius(x, y) is >= 6.5 and <= 9.5)));
        Assert.Equal(line[0], line[^1]);
        Assert.All(line, p => Assert.InRange(Radius(p.X, p.Y), 7, 9));
    }

    [Fact]
    public void A_cross_has_four_lines_that_meet_in_its_middle()
    {
        IReadOnlyList<StrokePoint[]> lines = Skeleton.Of(
            Drawn(
                (x, y) => (x is >= 13 and <= 14 || y is >= 13 and <= 14) && x is >= 3 and <= 24 && y is >= 3 and <= 24
            )
        );
        StrokePoint[][] arms = [.. lines.Where(line => line.Length > 10)];
        Assert.Equal(4, arms.Length);
        Assert.All(arms, line =>
            Assert.True(Math.Min(Radius(line[0].X, line[0].Y), Radius(line[^1].X, line[^1].Y)) < 2)
        );
    }

    [Fact]
    public void Every_point_of_a_digits_lines_lies_on_its_ink()
    {
        Dataset digits = SyntheticDigits.Draw(200, seed: 7);
        for (int i = 0; i < digits.Count; i++)
        {
            UnitImage digit = UnitImage.Of(new(Side, Side, digits.Picture(i).ToArray()));
            IReadOnlyList<StrokePoint[]> lines = Skeleton.Of(digit);
            Assert.NotEmpty(lines);
            StrokePoint[] points = [.. lines.SelectMany(line => line)];
            Assert.InRange(points.Count(p => digit.Between(p.X, p.Y) > 0.25), 0.97 * points.Length, points.Length);
        }
    }

    private static UnitImage Drawn(Func<double, double, bool> isInk) =>
        new UnitImage(Side, Side).Filled((x, y) => isInk(x, y) ? 1 : 0);

    private static double Radius(double x, double y) => Math.Sqrt((x - 13.5) * (x - 13.5) + (y - 13.5) * (y - 13.5));
}
