using Limpid.Numerics;

namespace Limpid.Data;

/// <summary>
/// Drawn digits, for tests and demonstrations where MNIST is not at hand: 28 × 28, white ink on black, every digit in
/// several manners
/// with its own size, slant, place, thickness and trembling of the hand. Only + − × ÷ and √ make them: the bits are the
/// same everywhere.
/// </summary>
public static class SyntheticDigits
{
    private const int Side = 28; // pixels
    private const int Classes = 10;
    private const int PiecesASpan = 6; // straight pieces between two points of a curve
    private const double Trembling = 0.05; // standard deviation of a point, in boxes

    /// <summary>The names of the classes: 0 to 9.</summary>
    public static ImmutableSequence<string> ClassNames { get; } = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

    /// <summary>Draws digits: picture i shows i mod 10, and depends on the seed and i alone, so that fewer are the
    /// first of more.</summary>
    /// <param name="count">How many, from 1.</param>
    /// <param name="seed">Another seed, another writer.</param>
    /// <exception cref="LimpidException"><see cref="Fault.Usage"/>: no digits, or more than fit into one
    /// array.</exception>
    public static Dataset Draw(int count, ulong seed)
    {
        if (count < 1 || count > Array.MaxLength / (Side * Side))
            throw LimpidException.Usage(
                $"Drawn digits: expected a count from 1 to {Array.MaxLength / (Side * Side)}, but got {count}."
            );
        byte[] pixels = new byte[count * Side * Side],
            labels = new byte[count];
        double[] distances = new double[Side * Side];
        for (int i = 0; i < count; i++)
        {
            labels[i] = (byte)(i % Classes);
            RandomStream random = RandomStream.Named(seed, "synthetic digits", i);
            Draw(labels[i], ref random, distances, pixels.AsSpan(i * Side * Side, Side * Side));
        }
        return new("synthetic", new(1, Side, Side), pixels, labels, ClassNames);
    }

    private static void Draw(int digit, ref RandomStream random, Span<double> distances, Span<byte> picture)
    {
        double[][][] manners = DigitStrokes.Of(digit);
        var hand = Hand.Of(ref random);
        distances.Fill(Side * Side);
        foreach (double[] stroke in manners[random.Next(manners.Length)])
            Trace(hand.Write(stroke, ref random), hand.Radius, distances);
        for (int i = 0; i < picture.Length; i++)
            picture[i] = (byte)(hand.Ink * Math.Clamp(hand.Radius + 0.5 - Math.Sqrt(distances[i]), 0, 1) + 0.5);
    }

    /// <summary>Lowers the squared distances to a curve through the points (Catmull and Rom 1974), piece by straight
    /// piece.</summary>
    private static void Trace(ReadOnlySpan<Point> points, double radius, Span<double> distances)
    {
        for (int i = 0; i + 1 < points.Length; i++)
        {
            Point a = points[Math.Max(0, i - 1)],
                b = points[i],
                c = points[i + 1],
                d = points[Math.Min(points.Length - 1, i + 2)],
                from = b;
            for (int piece = 1; piece <= PiecesASpan; piece++)
            {
                double t = (double)piece / PiecesASpan;
                var to = new Point(Spline(a.X, b.X, c.X, d.X, t), Spline(a.Y, b.Y, c.Y, d.Y, t));
                Approach(from, to, radius + 1, distances);
                from = to;
            }
        }
    }

    internal static double Spline(double a, double b, double c, double d, double t) =>
        b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));

    /// <summary>Lowers each pixel's squared distance to that of the segment, for the pixels within reach.</summary>
    private static void Approach(Point from, Point to, double reach, Span<double> distances)
    {
        double dx = to.X - from.X,
            dy = to.Y - from.Y,
            length = Math.Max(dx * dx + dy * dy, 1e-12);
        int top = Pixel(Math.Min(from.Y, to.Y) - reach),
            bottom = Pixel(Math.Max(from.Y, to.Y) + reach);
        int left = Pixel(Math.Min(from.X, to.X) - reach),
            right = Pixel(Math.Max(from.X, to.X) + reach);
        for (int row = top; row <= bottom; row++)
        {
            for (int column = left; column <= right; column++)
            {
                double x = column - from.X,
                    y = row - from.Y,
                    t = Math.Clamp((x * dx + y * dy) / length, 0, 1);
                x -= t * dx;
                y -= t * dy;
                ref double distance = ref distances[row * Side + column];
                distance = Math.Min(distance, x * x + y * y);
            }
        }
    }

    private static int Pixel(double place) => (int)Math.Clamp(place, 0, Side - 1);

    private readonly record struct Point(double X, double Y);

    /// <summary>One writer's manner for one picture; lengths in pixels, ink in grey levels.</summary>
    private readonly record struct Hand(
        Point Center,
        double Width,
        double Height,
        double Slant,
        double Radius,
        double Ink
    )
    {
        public static Hand Of(ref RandomStream random) =>
            new(
                Center: new(Between(ref random, 12, 15), Between(ref random, 12, 15)),
                Width: Between(ref random, 9, 16),
                Height: Between(ref random, 16, 21),
                Slant: Between(ref random, -0.15, 0.45),
                Radius: Between(ref random, 0.7, 1.6),
                Ink: Between(ref random, 200, 255)
            );

        public Point[] Write(double[] stroke, ref RandomStream random)
        {
            var points = new Point[stroke.Length / 2];
            for (int i = 0; i < points.Length; i++)
            {
                double x = stroke[2 * i] - 0.5 + Trembling * random.NextNormal(),
                    y = stroke[2 * i + 1] - 0.5 + Trembling * random.NextNormal();
                points[i] = new(Center.X + Width * x - Slant * Height * y, Center.Y + Height * y);
            }
            return points;
        }

        private static double Between(ref RandomStream random, double low, double high) =>
            low + (high - low) * random.NextDouble();
    }
}
