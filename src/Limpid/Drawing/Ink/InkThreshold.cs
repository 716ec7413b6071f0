namespace Limpid.Drawing;

/// <summary>
/// The level that parts ink from paper, or none on blank paper. Otsu's, where it leaves ink that stands far out of the
/// paper's grain; where it does
/// not, ink is too little for it and it has cut the grain in two: then ink is what reaches beyond all grain, and the
/// level is halfway up to it.
/// </summary>
internal static class InkThreshold
{
    /// <summary>Ink that stands out of evenly lit paper by less is not seen.</summary>
    public const int FaintestInk = 8; // levels of 255

    /// <summary>Nor does ink in uneven light that stands out by less: what is left of the light may be as
    /// much.</summary>
    public const int FaintestInUnevenLight = 20;

    private const int FullInkPercent = 90;

    /// <summary>The threshold; null where there is no ink.</summary>
    /// <param name="histogram">Of a picture whose ink is bright.</param>
    /// <param name="faintest">Levels by which ink stands out at least.</param>
    public static int? Of(Histogram histogram, int faintest = FaintestInk)
    {
        const int brightest = Histogram.Levels - 1;
        if (histogram.IsOneLevel)
            return null;
        int otsu = OtsuThreshold.Of(histogram),
            paper = histogram.Quantile(0, otsu, 50),
            grain = histogram.Grain(otsu);
        int contrast = histogram.Quantile(otsu + 1, brightest, FullInkPercent) - paper;
        if (contrast >= 3 * grain)
            return contrast >= faintest ? otsu : null;
        paper = histogram.Quantile(0, brightest, 50);
        grain = histogram.Grain(brightest);
        int beyond = Math.Max(paper + 2 * grain, paper + faintest); // 4.7 standard deviations: a pixel in a million
        if (beyond > brightest || histogram.Count(beyond, brightest) == 0)
            return null;
        int ink = histogram.Quantile(beyond, brightest, FullInkPercent);
        return Math.Max(beyond - 1, (paper + ink) / 2);
    }
}
