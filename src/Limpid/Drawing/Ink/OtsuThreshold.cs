namespace Limpid.Drawing;

/// <summary>
/// The level that parts the pixels into two classes with the most variance between them:
/// t = argmax (μ_T·ω(t) − μ(t))² / (ω(t)·(1 − ω(t))), ω(t) the share of pixels up to level t and μ(t) the sum of level
/// · share up to t.
/// The first of equals counts. Otsu, "A threshold selection method from gray-level histograms", IEEE Trans. SMC 9
/// (1979), equation 18.
/// </summary>
/// <remarks>
/// Counted in whole numbers up to the last division, so that a picture and its negative agree. It parts ink from paper
/// well while ink is
/// more than about a hundredth of a noisy picture; of a clean one any share will do.
/// </remarks>
internal static class OtsuThreshold
{
    /// <summary>The threshold of a picture with at least two levels; pixels above it are the bright class.</summary>
    public static int Of(Histogram histogram)
    {
        long pixels = histogram.Pixels,
            sum = 0;
        for (int level = 0; level < Histogram.Levels; level++)
            sum += level * histogram[level];
        long dark = 0,
            darkSum = 0;
        int best = 0;
        double most = -1;
        for (int level = 0; level < Histogram.Levels - 1; level++)
        {
            dark += histogram[level];
            darkSum += level * histogram[level];
            if (dark == 0 || dark == pixels)
                continue;
            double apart = (double)((Int128)sum * dark - (Int128)darkSum * pixels);
            double between = apart * apart / ((double)dark * (pixels - dark));
            if (between > most)
                (most, best) = (between, level);
        }
        return best;
    }
}
