namespace Limpid.Drawing;

/// <summary>
/// Where paper ends and ink is full, in a picture whose ink is bright. Below <see cref="Floor"/> all is paper (exactly
/// 0); from there a pixel v
/// becomes 255 · (v − Paper) / (Ink − Paper), so that the grey edge of a stroke keeps its share of ink, and at most
/// 255.
/// </summary>
/// <param name="Paper">The level of the paper: the median of the pixels up to the threshold.</param>
/// <param name="Floor">The lowest level that is not paper.</param>
/// <param name="Ink">The level of full ink: nine tenths of the pixels above the threshold are not above it.</param>
public readonly record struct InkLevels(int Paper, int Floor, int Ink)
{
    private const int FullInkPercent = 90;
    private const int FaintestShare = 8; // an edge of less than 1/8 ink is paper

    /// <summary>
    /// Reads the levels from a histogram. Paper's grain is taken to reach as far towards ink as away from it
    /// (<see cref="Histogram.Grain"/>); a pixel above the threshold is never paper.
    /// </summary>
    internal static InkLevels Of(Histogram histogram, int threshold)
    {
        int paper = histogram.Quantile(0, threshold, 50);
        int grain = histogram.Grain(threshold);
        int ink = histogram.Quantile(threshold + 1, Histogram.Levels - 1, FullInkPercent);
        int faintest = (ink - paper + FaintestShare - 1) / FaintestShare;
        return new(paper, Math.Min(threshold + 1, paper + Math.Max(grain + 1, faintest)), ink);
    }

    /// <summary>The picture with its paper at 0 and its ink at 255.</summary>
    internal GrayImage Apply(GrayImage image)
    {
        Span<byte> map = stackalloc byte[Histogram.Levels];
        for (int level = 0; level < Histogram.Levels; level++)
            map[level] = OfLevel(level);
        return image.Map(map);
    }

    /// <summary>What a level becomes.</summary>
    internal byte OfLevel(int level)
    {
        int range = Ink - Paper;
        return level < Floor ? (byte)0 : (byte)Math.Min(255, (255 * (level - Paper) + range / 2) / range);
    }
}
