namespace Limpid.Drawing;

/// <summary>Which of the two, ink or paper, is the brighter.</summary>
public enum Polarity
{
    /// <summary>Dark ink on light paper, as people write.</summary>
    DarkOnLight,

    /// <summary>Light ink on dark paper, as MNIST and blackboards are.</summary>
    LightOnDark,
}

/// <summary>Tells the polarity by a vote: paper is what the picture's border mostly is; where that is a draw, what the whole mostly is.</summary>
internal static class PolarityVote
{
    /// <summary>The polarity of a picture whose bright pixels are those above a threshold.</summary>
    public static Polarity Of(GrayImage image, Histogram histogram, int threshold)
    {
        long bright = 0, all = 2L * (image.Width + image.Height);
        foreach (byte pixel in image.Row(0)) bright += pixel > threshold ? 1 : 0;
        foreach (byte pixel in image.Row(image.Height - 1)) bright += pixel > threshold ? 1 : 0;
        for (int y = 0; y < image.Height; y++)
        {
            ReadOnlySpan<byte> row = image.Row(y);
            bright += (row[0] > threshold ? 1 : 0) + (row[^1] > threshold ? 1 : 0);
        }
        if (2 * bright == all) (bright, all) = (histogram.Count(threshold + 1, Histogram.Levels - 1), histogram.Pixels);
        return 2 * bright >= all ? Polarity.DarkOnLight : Polarity.LightOnDark;
    }
}
