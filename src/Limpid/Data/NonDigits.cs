using Limpid.Drawing;
using Limpid.Numerics;

namespace Limpid.Data;

/// <summary>Pictures that are no digits, 28 × 28: to measure what a model refuses. No training and no threshold ever
/// sees them.</summary>
public static class NonDigits
{
    /// <summary>How many of each kind are drawn to judge a model by, 100 of each letter, and from which seed.</summary>
    public const int UsualCount = 2_200,
        UsualSeed = 1;

    private const int Side = PictureNormalizer.Side;
    private const double Trembling = 0.04; // standard deviation of a point, in boxes
    private const int PiecesASpan = 8; // straight pieces between two points of a curve

    /// <summary>Draws each kind: blank paper, noise, single dots, letters, shapes.</summary>
    /// <param name="count">How many of each, from 1; of blank paper one.</param>
    /// <param name="seed">Another seed, other pictures.</param>
    public static IReadOnlyList<Dataset> Draw(int count, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        return
        [
            Kind("blank paper", 1, seed, ["blank"], (int _, ref RandomStream _) => new byte[Side * Side]),
            Kind("noise", count, seed, ["noise"], Noise),
            Kind("single dots", count, seed, ["dot", "blot"], Dot),
            Strokes("letters", count, seed, LetterStrokes.All),
            Strokes("shapes", count, seed, ShapeStrokes.All),
        ];
    }

    private delegate byte[] Drawer(int kind, ref RandomStream random);

    private static Dataset Kind(string name, int count, ulong seed, ImmutableSequence<string> classNames, Drawer draw)
    {
        byte[] pixels = new byte[count * Side * Side],
            labels = new byte[count];
        for (int i = 0; i < count; i++)
        {
            RandomStream random = RandomStream.Named(seed, name, i);
            labels[i] = (byte)(i % classNames.Count);
            draw(labels[i], ref random).CopyTo(pixels, i * Side * Side);
        }
        return new(name, new(1, Side, Side), pixels, labels, classNames);
    }

    private static Dataset Strokes(string name, int count, ulong seed, (string Name, double[][] Strokes)[] manners) =>
        Kind(
            name,
            count,
            seed,
            ImmutableSequence.From(manners.Select(manner => manner.Name)),
            (int kind, ref RandomStream random) => Written(manners[kind].Strokes, ref random)
        );

    private static byte[] Noise(int kind, ref RandomStream random)
    {
        var pixels = new byte[Side * Side];
        for (int i = 0; i < pixels.Length; i++)
            pixels[i] = (byte)random.Next(256);
        return pixels;
    }

    /// <summary>A disc where it lies; or, every other one, as large as the normalizer makes it.</summary>
    private static byte[] Dot(int kind, ref RandomStream random)
    {
        double centerX = Between(ref random, 4, 24),
            centerY = Between(ref random, 4, 24),
            radius = kind == 0 ? Between(ref random, 0.6, 3) : Between(ref random, 3, 10);
        if (kind == 1)
            (centerX, centerY) = ((Side - 1) / 2.0, (Side - 1) / 2.0);
        var pixels = new byte[Side * Side];
        for (int i = 0; i < pixels.Length; i++)
        {
            double x = i % Side - centerX,
                y = i / Side - centerY;
            pixels[i] = (byte)(255 * Math.Clamp(radius + 0.5 - Math.Sqrt(x * x + y * y), 0, 1) + 0.5);
        }
        return pixels;
    }

    /// <summary>Written by a hand of its own size, slant and thickness, and brought to 28 × 28 as MNIST was.</summary>
    private static byte[] Written(double[][] strokes, ref RandomStream random)
    {
        double width = Between(ref random, 11, 19),
            height = Between(ref random, 16, 21),
            slant = Between(ref random, -0.1, 0.3),
            pen = Between(ref random, 1.8, 3.2);
        var written = new List<Stroke>();
        foreach (double[] stroke in strokes)
        {
            var points = new StrokePoint[stroke.Length / 2];
            for (int i = 0; i < points.Length; i++)
            {
                double x = stroke[2 * i] - 0.5 + Trembling * random.NextNormal(),
                    y = stroke[2 * i + 1] - 0.5 + Trembling * random.NextNormal();
                points[i] = new(width * x - slant * height * y, height * y);
            }
            written.Add(new(Curve(points)));
        }
        return StrokeNormalizer.Normalize(written, 0, pen).Pixels.ToArray();
    }

    /// <summary>A smooth curve through the points (Catmull and Rom 1974).</summary>
    private static ImmutableSequence<StrokePoint> Curve(StrokePoint[] points)
    {
        List<StrokePoint> curve = [points[0]];
        for (int i = 0; i + 1 < points.Length; i++)
        {
            StrokePoint a = points[Math.Max(0, i - 1)],
                b = points[i],
                c = points[i + 1],
                d = points[Math.Min(points.Length - 1, i + 2)];
            for (int piece = 1; piece <= PiecesASpan; piece++)
            {
                double t = (double)piece / PiecesASpan;
                curve.Add(
                    new(SyntheticDigits.Spline(a.X, b.X, c.X, d.X, t), SyntheticDigits.Spline(a.Y, b.Y, c.Y, d.Y, t))
                );
            }
        }
        return ImmutableSequence.From(curve);
    }

    private static double Between(ref RandomStream random, double low, double high) =>
        low + (high - low) * random.NextDouble();
}
