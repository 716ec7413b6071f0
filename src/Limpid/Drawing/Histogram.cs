namespace Limpid.Drawing;

/// <summary>How many pixels of a picture have each of the 256 levels.</summary>
internal sealed class Histogram
{
    public const int Levels = 256;
    private readonly long[] _counts = new long[Levels];

    private Histogram() { }

    public static Histogram Of(GrayImage image)
    {
        var histogram = new Histogram { Pixels = image.Pixels.Length };
        foreach (byte level in image.Pixels.Span) histogram._counts[level]++;
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
        for (int level = 0; level < Levels; level++) inverted._counts[level] = _counts[Levels - 1 - level];
        return inverted;
    }

    /// <summary>How many pixels have a level from first up to last, both counted.</summary>
    public long Count(int first, int last)
    {
        long count = 0;
        for (int level = first; level <= last; level++) count += _counts[level];
        return count;
    }

    /// <summary>The lowest level q in first..last such that at least this fraction of the pixels between first and last is not above q.</summary>
    /// <param name="first">The lowest level that counts.</param>
    /// <param name="last">The highest level that counts.</param>
    /// <param name="percent">0 to 100.</param>
    public int Quantile(int first, int last, int percent)
    {
        long wanted = Count(first, last) * percent, seen = 0;
        for (int level = first; level < last; level++)
        {
            seen += 100 * _counts[level];
            if (seen > 0 && seen >= wanted) return level;
        }
        return last;
    }
}
