using Limpid.Data.Corruptions;
using Limpid.Drawing;

namespace Limpid.Data;

/// <summary>
/// Strokes of digits joined anew: ones, which are straight strokes, and halves of round digits, each stretched between two of nine points that lie three by
/// three. What comes out is mostly no digit, and of the same ink, pens and hands as digits.
/// </summary>
internal static class JoinedStrokes
{
    private const int Field = 40, Points = 9, Across = 3;                     // pixels; points in all, and in a row
    private const double Trembling = 1, PenWidth = 2.4;                      // pixels: a point's standard deviation; see StrokeNormalizer
    private static readonly int[] Straight = [1], Round = [0], Curved = [0, 0, 0, 2, 3, 3, 5, 6, 8, 9];

    /// <summary>Half of a nought, or two to five strokes; the larger part of them straight.</summary>
    public static Plane Draw(DigitHeap heap)
    {
        (double X, double Y)[] points = Grid(heap);
        double thin = heap.Between(0.9, 1.5);
        var joined = new Plane(Field, Field);
        int strokes = heap.Next(12) == 0 ? 1 : 2 + heap.Next(6) / 2 + heap.Next(4) / 3;
        if (strokes == 1) return Over(joined, Bent(HalfOf(heap.Pick(Round), heap), points[0], points[^1], heap));
        for (int from = heap.Next(Points); strokes > 0; strokes--)
        {
            int to = (from + 1 + heap.Next(Points - 1)) % Points;
            bool isBent = from / Across != to / Across && from % Across != to % Across && heap.Next(5) < 3;
            joined = Over(joined, isBent ? Bent(HalfOf(heap.Pick(Curved), heap), points[from], points[to], heap) : Along(heap.Pick(Straight), points[from], points[to], thin));
            from = heap.Next(5) < 2 ? to : heap.Next(Points);
        }
        return joined;
    }

    private static (double X, double Y)[] Grid(DigitHeap heap)
    {
        double wide = heap.Between(5, 9.5), high = heap.Between(6.5, 9.5), slant = heap.Between(-0.1, 0.35);
        return [.. Enumerable.Range(0, Points).Select(i =>
        {
            double x = (i % Across - 1) * wide + Trembling * heap.NextNormal(), y = (i / Across - 1) * high + Trembling * heap.NextNormal();
            return (x - slant * y, y);
        })];
    }

    /// <summary>A straight stroke laid from one point to another, so many times thinner.</summary>
    private static Func<double, double, double> Along(Plane stroke, (double X, double Y) from, (double X, double Y) to, double thin)
    {
        (double centerX, double centerY, double alongX, double alongY, double length) = Axis(stroke);
        double x = to.X - from.X, y = to.Y - from.Y, distance = Math.Sqrt(x * x + y * y) + 1e-6, stretch = length / (distance + PenWidth);
        (x, y) = (x / distance, y / distance);
        return (column, row) =>
        {
            column -= (from.X + to.X) / 2;
            row -= (from.Y + to.Y) / 2;
            double along = stretch * (column * x + row * y), aside = thin * (row * x - column * y);
            return stroke.Between(centerX + along * alongX - aside * alongY, centerY + along * alongY + aside * alongX);
        };
    }

    /// <summary>Where a stroke's middle is, whither it runs and how long it is: by its ink's moments, as of an even bar.</summary>
    private static (double X, double Y, double AlongX, double AlongY, double Length) Axis(Plane stroke)
    {
        double ink = 1e-6, x = 0, y = 0, xx = 0, xy = 0, yy = 0;
        for (int row = 0; row < stroke.Height; row++)
            for (int column = 0; column < stroke.Width; column++)
            {
                double light = stroke[column, row];
                (ink, x, y, xx, xy, yy) = (ink + light, x + light * column, y + light * row, xx + light * column * column, xy + light * column * row, yy + light * row * row);
            }
        (x, y) = (x / ink, y / ink);
        (xx, xy, yy) = (xx / ink - x * x, xy / ink - x * y, yy / ink - y * y);
        double difference = (yy - xx) / 2, spread = (xx + yy) / 2 + Math.Sqrt(difference * difference + xy * xy);
        double alongX = xy, alongY = spread - xx, norm = Math.Sqrt(alongX * alongX + alongY * alongY);
        return norm < 1e-6 ? (x, y, 1, 0, Math.Sqrt(12 * spread)) : (x, y, alongX / norm, alongY / norm, Math.Sqrt(12 * spread));
    }

    /// <summary>A piece laid into the box between two points, turned or mirrored by chance.</summary>
    private static Func<double, double, double> Bent(Plane piece, (double X, double Y) from, (double X, double Y) to, DigitHeap heap)
    {
        GrayImage image = piece.ToImage();
        PixelBox box = PixelBox.Of(image, 1, PixelBox.All(image));
        double centerX = box.Left + (box.Width - 1) / 2.0, centerY = box.Top + (box.Height - 1) / 2.0;
        double wide = Math.Abs(to.X - from.X) + PenWidth, high = Math.Abs(to.Y - from.Y) + PenWidth;
        int alongX = heap.Next(2) * 2 - 1, alongY = heap.Next(2) * 2 - 1;
        bool isTurned = heap.Next(2) == 0;
        return (column, row) =>
        {
            double x = alongX * (column - (from.X + to.X) / 2) / wide, y = alongY * (row - (from.Y + to.Y) / 2) / high;
            if (isTurned) (x, y) = (y, x);
            return Math.Abs(x) > 0.6 || Math.Abs(y) > 0.6 ? 0 : piece.Between(centerX + x * box.Width, centerY + y * box.Height);
        };
    }

    private static Plane HalfOf(Plane digit, DigitHeap heap)
    {
        const int half = PictureNormalizer.Side / 2;
        return heap.Next(4) switch
        {
            0 => digit.Filled((x, y) => y < half ? 0 : digit[x, y]),
            1 => digit.Filled((x, y) => y < half ? digit[x, y] : 0),
            2 => digit.Filled((x, y) => x < half ? 0 : digit[x, y]),
            _ => digit.Filled((x, y) => x < half ? digit[x, y] : 0),
        };
    }

    private static Plane Over(Plane one, Func<double, double, double> other) =>
        one.Filled((x, y) => Math.Max(one[x, y], other(x - one.CenterX, y - one.CenterY)));
}
