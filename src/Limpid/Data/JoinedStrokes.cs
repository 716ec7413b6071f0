using Limpid.Data.Corruptions;
using Limpid.Drawing;
using Limpid.Numerics;

namespace Limpid.Data;

/// <summary>
/// Strokes of digits joined anew: the lines through the middle of their ink, cut into pieces, laid between nine points
/// that lie three by three or to a digit that
/// is left whole, and drawn with one pen. What comes out is mostly no digit. Noughts are opened too, and digits drawn
/// anew as they were, so that
/// the pen betrays nothing.
/// </summary>
internal static class JoinedStrokes
{
    private const int Points = 9,
        Across = 3;
    private const double Trembling = 0.07; // a point's standard deviation; a picture is 1 high
    private const double ThinnestPen = 1.6,
        WidestPen = 3.4; // pixels: nearly all of MNIST's are between, see StrokeNormalizer

    // a piece whose ends are nearer, as a part of its length, is laid by its box
    private const double Straightest = 0.35;
    private const double LeastOpened = 0.42,
        MostJoined = 0.65,
        MostOpened = 0.72; // of a nought's line: one more nearly closed is a nought still
    private const int LeastLine = 12; // points, two a pixel
    private static readonly int[] Straight = [1],
        Round = [0],
        Curved = [0, 0, 2, 3, 3, 5, 6, 8, 9],
        Patient = [0, 0, 2, 3, 3, 3, 5, 6, 8, 9];

    /// <summary>A digit as it is, drawn anew; one whose ink has no line stays as it was.</summary>
    public static GrayImage Again(DigitPool heap, GrayImage digit)
    {
        IReadOnlyList<StrokePoint[]> lines = Skeleton.Of(UnitImage.Of(digit));
        return lines.Any(line => line.Length >= LeastLine) ? Drawn(heap, lines) : digit;
    }

    /// <summary>A picture of what is mostly no digit, 28 × 28 as MNIST's lie: strokes alone, or an opened nought or a
    /// whole digit and a stroke or more.</summary>
    public static GrayImage Draw(DigitPool heap)
    {
        (List<StrokePoint[]> lines, int strokes) = heap.Next(9) switch
        {
            < 5 => ([], 2 + heap.Next(3)),
            5 => ([], 5 + heap.Next(12)), // a scribble
            < 8 => (Opened(heap), heap.Next(2)),
            _ => (ToUnit(Skeleton.Of(heap.Pick(Patient))), 1),
        };
        StrokePoint[] points = Grid(heap);
        for (int from = heap.Next(Points); strokes > 0; strokes--)
        {
            int to = (from + 1 + heap.Next(Points - 1)) % Points;
            bool isBar = strokes == 1 && lines.Count > 1 && heap.Next(2) == 0;
            lines.Add(
                isBar
                    ? Bar(heap, lines[^2], lines[^1])
                    : Laid(
                        heap,
                        points[from],
                        points[to],
                        hasBox: from / Across != to / Across && from % Across != to % Across
                    )
            );
            from = heap.Next(2) == 0 ? to : heap.Next(Points);
        }
        return Drawn(heap, lines);
    }

    /// <summary>A straight stroke from one line to another, as in A and H.</summary>
    private static StrokePoint[] Bar(DigitPool heap, StrokePoint[] from, StrokePoint[] to) =>
        Between(
            Skeleton.Longest(heap.Pick(Straight)),
            from[(int)(from.Length * heap.Between(0.3, 0.7))],
            to[(int)(to.Length * heap.Between(0.3, 0.7))],
            bulge: 1
        );

    private static GrayImage Drawn(DigitPool heap, IEnumerable<StrokePoint[]> lines) =>
        StrokeNormalizer
            .Normalize(
                [.. lines.Select(line => new Stroke(ImmutableSequence.From(line)))],
                0,
                heap.Between(ThinnestPen, WidestPen)
            )
            .Picture;

    private static StrokePoint[] Grid(DigitPool heap)
    {
        double wide = heap.Between(0.45, 1),
            slant = heap.Between(-0.1, 0.35);
        return
        [
            .. Enumerable
                .Range(0, Points)
                .Select(i =>
                {
                    double x = wide * (i % Across - 1) / 2 + Trembling * heap.NextNormal(),
                        y = (i / Across - 1) / 2.0 + Trembling * heap.NextNormal();
                    return new StrokePoint(x - slant * y, y);
                }),
        ];
    }

    /// <summary>A part of a nought's line, of one in four the ends joined by a straight stroke.</summary>
    private static List<StrokePoint[]> Opened(DigitPool heap)
    {
        StrokePoint[] ring = Skeleton.Longest(heap.Pick(Round));
        bool isJoined = heap.Next(4) == 0;
        int kept = Math.Max(2, (int)(ring.Length * heap.Between(LeastOpened, isJoined ? MostJoined : MostOpened))),
            begin = heap.Next(ring.Length);
        double wide = heap.Between(0.3, 0.5);
        StrokePoint[] open = Within(
            [.. Enumerable.Range(begin, kept).Select(i => ring[i % ring.Length])],
            new(-wide, -0.5),
            new(wide, 0.5)
        );
        return isJoined ? [open, Between(Skeleton.Longest(heap.Pick(Straight)), open[0], open[^1], 1)] : [open];
    }

    /// <summary>A piece of a stroke between two points: three of five straight.</summary>
    private static StrokePoint[] Laid(DigitPool heap, StrokePoint from, StrokePoint to, bool hasBox)
    {
        if (heap.Next(5) < 3)
            return Between(Skeleton.Longest(heap.Pick(Straight)), from, to, 1);
        StrokePoint[] line = Skeleton.Longest(heap.Pick(Curved));
        int kept = Math.Max(2, (int)(line.Length * heap.Between(0.3, 1))),
            begin = heap.Next(Math.Max(1, line.Length - kept + 1));
        StrokePoint[] piece = line[begin..Math.Min(line.Length, begin + kept)];
        bool isBent = Distance(piece[0], piece[^1]) > Straightest * piece.Zip(piece.Skip(1), Distance).Sum();
        if (hasBox && (!isBent || heap.Next(3) == 0))
            return Within(piece, from, to);
        return isBent
            ? Between(piece, from, to, (heap.Next(2) * 2 - 1) * heap.Between(0.6, 1.6))
            : Between(Skeleton.Longest(heap.Pick(Straight)), from, to, 1);
    }

    private static double Distance(StrokePoint a, StrokePoint b) =>
        Math.Sqrt((a.X - b.X) * (a.X - b.X) + (a.Y - b.Y) * (a.Y - b.Y));

    /// <summary>Laid so that its ends are two points, and so many times further from the straight way between
    /// them.</summary>
    private static StrokePoint[] Between(StrokePoint[] line, StrokePoint from, StrokePoint to, double bulge)
    {
        StrokePoint first = line[0];
        double x = line[^1].X - first.X,
            y = line[^1].Y - first.Y,
            square = x * x + y * y,
            wayX = to.X - from.X,
            wayY = to.Y - from.Y;
        if (square == 0)
            return [from, to];
        return
        [
            .. line.Select(p =>
            {
                double along = ((p.X - first.X) * x + (p.Y - first.Y) * y) / square,
                    aside = bulge * ((p.X - first.X) * y - (p.Y - first.Y) * x) / square;
                return new StrokePoint(from.X + along * wayX + aside * wayY, from.Y + along * wayY - aside * wayX);
            }),
        ];
    }

    /// <summary>Laid so that it fills the box between two corners.</summary>
    private static StrokePoint[] Within(StrokePoint[] line, StrokePoint corner, StrokePoint other)
    {
        double left = line.Min(p => p.X),
            top = line.Min(p => p.Y),
            wide = Math.Max(1, line.Max(p => p.X) - left),
            high = Math.Max(1, line.Max(p => p.Y) - top);
        return
        [
            .. line.Select(p => new StrokePoint(
                corner.X + (p.X - left) / wide * (other.X - corner.X),
                corner.Y + (p.Y - top) / high * (other.Y - corner.Y)
            )),
        ];
    }

    /// <summary>A digit's lines, its middle at 0, its box 1 high.</summary>
    private static List<StrokePoint[]> ToUnit(IReadOnlyList<StrokePoint[]> lines)
    {
        if (lines.Count == 0)
            return [];
        StrokePoint[] all = [.. lines.SelectMany(line => line)];
        double left = all.Min(p => p.X),
            right = all.Max(p => p.X),
            top = all.Min(p => p.Y),
            high = Math.Max(1, all.Max(p => p.Y) - top);
        return
        [
            .. lines.Select(line =>
                line.Select(p => new StrokePoint((p.X - (left + right) / 2) / high, (p.Y - top) / high - 0.5)).ToArray()
            ),
        ];
    }
}
