using Limpid.Numerics;

namespace Limpid.Drawing;

/// <summary>How many pixels of a picture have each of the 256 levels.</summary>
internal sealed class Histogram
{
    public const int Levels = 256;
    private const double Cleanest = 0.01;
    private readonly long[] _counts = new long[Levels];

    private Histogram() { }

    public static Histogram Of(GrayImage image)
    {
        var histogram = new Histogram { Pixels = image.Pixels.Length };
        foreach (byte level in image.Pixels.Span)
            histogram._counts[level]++;
        return histogram;
    }

    public long Pixels { get; private init; }

    public long this[int level] => _counts[level];

    /// <summary>True for a picture of one colour.</summary>
    public bool IsOneLevel => _counts.AsSpan().Contains(Pixels);

    /// <summary>The histogram of the inverted picture.</summary>
    public Histogram Inverted()
    {
        var inverted = new Histogram { Pixels = Pixels };
        for (int level = 0; level < Levels; level++)
            inverted._counts[level] = _counts[Levels - 1 - level];
        return inverted;
    }

    /// <summary>How many pixels have a level from first up to last, both counted.</summary>
    public long Count(int first, int last)
    {
        long count = 0;
        for (int level = first; level <= last; level++)
            count += _counts[level];
        return count;
    }

    /// <summary>The lowest level q in first..last such that at least this fraction of the pixels between first and last
    /// is not above q.</summary>
    /// <param name="first">The lowest level that counts.</param>
    /// <param name="last">The highest level that counts.</param>
    /// <param name="percent">0 to 100.</param>
    public int Quantile(int first, int last, int percent)
    {
        long wanted = Count(first, last) * percent,
            seen = 0;
        for (int level = first; level < last; level++)
        {
            seen += 100 * _counts[level];
            if (seen > 0 && seen >= wanted)
                return level;
        }
        return last;
    }

    /// <summary>
    /// How far paper's grain reaches from its median among the pixels up to a level, in 99 of 100: 2.33 standard
    /// deviations of normal grain. It is seen on the side
    /// away from ink; where that is cut off at level 0, the share p that lies there tells it: σ = Q(q) / (z(p) + z(1 −
    /// q)), q = (1 + p) / 2.
    /// </summary>
    /// <param name="last">The highest level that counts.</param>
    public int Grain(int last)
    {
        double clipped = (double)_counts[0] / Math.Max(1, Count(0, last));
        if (clipped is <= Cleanest or >= 0.5)
            return Quantile(0, last, 50) - Quantile(0, last, (int)(100 * Cleanest));
        int percent = (int)(50 * (1 + clipped));
        return (int)(
            Quantile(0, last, percent) * Deviations(Cleanest) / (Deviations(clipped) + Deviations(1 - percent / 100.0))
        );
    }

    /// <summary>How many standard deviations from its mean a normal distribution leaves a share p ≤ ½ outside: Hastings
    /// 1955, sheet 67; within 0.003.</summary>
    private static double Deviations(double p)
    {
        double t = Math.Sqrt(-2 * Elementary.Log(p));
        return t - (2.30753 + 0.27061 * t) / (1 + t * (0.99229 + 0.04481 * t));
    }
}
