namespace Limpid.Drawing;

/// <summary>Takes away the light on a picture of one digit where it is uneven; where it is even the picture stays as it
/// is, to the bit.</summary>
internal static class IlluminationCorrection
{
    private const int WidestStroke = 3; // a third of the longer side: what is wider is paper in another light
    private const int Uneven = 5; // the border's light varies by more than 1/5 of the contrast
    private const int Percent = 5; // of the border at each end that may be ink or an accident
    private const int SmallestSide = 64; // pixels: light does not fall off across a thumbnail
    private const int LeastVariation = 6; // levels

    /// <summary>The picture with its paper at one level, or the picture itself.</summary>
    /// <param name="turned">Ink is bright.</param>
    /// <param name="polarity">How it was before.</param>
    /// <param name="histogram">Of the picture.</param>
    public static GrayImage Level(GrayImage turned, Polarity polarity, Histogram histogram)
    {
        if (Math.Min(turned.Width, turned.Height) < SmallestSide)
            return turned;
        int widest = Math.Max(turned.Width, turned.Height) / WidestStroke,
            threshold = OtsuThreshold.Of(histogram);
        int contrast =
            histogram.Quantile(threshold + 1, Histogram.Levels - 1, 50) - histogram.Quantile(0, threshold, 50);
        int variation = Variation(AdaptiveThreshold.Paper(turned, polarity, widest));
        return variation >= LeastVariation && Uneven * variation > contrast
            ? AdaptiveThreshold.Level(turned, polarity, widest)
            : turned;
    }

    private static int Variation(GrayImage paper)
    {
        var frame = new List<byte>([.. paper.Row(0), .. paper.Row(paper.Height - 1)]);
        for (int y = 0; y < paper.Height; y++)
            frame.AddRange([paper.Row(y)[0], paper.Row(y)[^1]]);
        frame.Sort();
        int end = frame.Count * Percent / 100;
        return frame[^(end + 1)] - frame[end];
    }
}
