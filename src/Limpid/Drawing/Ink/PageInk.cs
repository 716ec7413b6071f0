namespace Limpid.Drawing;

/// <summary>Tells ink from paper on a page, where ink is little: often under a hundredth of the pixels, too little for
/// a vote.</summary>
internal static class PageInk
{
    private const int GrainDeviations = 4; // so far above paper reaches its grain
    private const int LeastContrast = 24; // levels between paper and what may be ink
    private const int FewestPixels = 16;
    private const int InkPercent = 75,
        ThresholdPercent = 35;
    private const int LookSide = 512; // pixels of the longer side, on which polarity is told
    private const int LookRadius = 12;

    /// <summary>
    /// Which of the two is the brighter: ink stands out further from what is around it than paper does, so Σ (v − mean
    /// around)³ has ink's sign. A
    /// dark table around a light page does not deceive it, as a vote of the border would be.
    /// </summary>
    public static Polarity Polarity(GrayImage image)
    {
        GrayImage look =
            image.Width > LookSide || image.Height > LookSide ? Scaling.ToLongSide(image, LookSide) : image;
        int[] levels = [.. look.Pixels.ToArray().Select(level => (int)level)];
        var sums = new IntegralImage(look.Width, look.Height, levels);
        double skewness = 0;
        for (int i = 0; i < levels.Length; i++)
        {
            PixelBox around = new PixelBox(i % look.Width, i / look.Width, 1, 1).Grow(LookRadius, look);
            double apart = levels[i] - (double)sums.Sum(around) / (around.Width * around.Height);
            skewness += apart * apart * apart;
        }
        return skewness > 0 ? Drawing.Polarity.LightOnDark : Drawing.Polarity.DarkOnLight;
    }

    /// <summary>The darkest level that is ink on a levelled page, or null where nothing stands out from the
    /// paper.</summary>
    /// <remarks>Paper's grain is measured below its median, where no ink is, and taken to reach as far above
    /// it.</remarks>
    public static int? Threshold(GrayImage levelled)
    {
        Histogram histogram = Histogram.Of(levelled);
        int paper = histogram.Quantile(0, Histogram.Levels - 1, 50);
        long below = 0;
        double square = 0;
        for (int level = 0; level < paper; level++)
        {
            below += histogram[level];
            square += (double)histogram[level] * (paper - level) * (paper - level);
        }
        double grain = below == 0 ? 0 : GrainDeviations * Math.Sqrt(square / below);
        int clear = paper + Math.Max(LeastContrast, (int)grain);
        if (clear >= Histogram.Levels - 1 || histogram.Count(clear + 1, Histogram.Levels - 1) < FewestPixels)
            return null;
        int ink = histogram.Quantile(clear + 1, Histogram.Levels - 1, InkPercent);
        return Math.Max(clear, paper + (ink - paper) * ThresholdPercent / 100);
    }
}
