namespace Limpid.Drawing;

/// <summary>
/// Grey opening by a square: whatever is bright and narrower than the square is cut down to its surroundings; what is
/// wider stays, slopes
/// too. open(v) = max over the square of (min over the square of v); beyond the edge, the edge. Serra, "Image Analysis
/// and Mathematical Morphology" (1982).
/// </summary>
/// <remarks>Minima over 2ᵏ pixels come from two over 2ᵏ⁻¹: time goes by pixels · log(radius).</remarks>
internal static class GrayOpening
{
    /// <summary>The opened picture, of the same size.</summary>
    /// <param name="image">Ink is bright.</param>
    /// <param name="radius">The square's side is 2 · radius + 1 pixels.</param>
    public static GrayImage Of(GrayImage image, int radius)
    {
        int side = 2 * radius + 1;
        GrayImage low = Minima(Minima(Pad(image, 2 * radius), side), side); // turned twice: upright again
        return Minima(Minima(low.Inverted(), side), side).Inverted();
    }

    private static GrayImage Pad(GrayImage image, int margin)
    {
        int width = image.Width + 2 * margin,
            height = image.Height + 2 * margin;
        var pixels = new byte[width * height];
        for (int y = 0; y < height; y++)
        {
            ReadOnlySpan<byte> row = image.Row(Math.Clamp(y - margin, 0, image.Height - 1));
            Span<byte> wide = pixels.AsSpan(y * width, width);
            wide[..margin].Fill(row[0]);
            row.CopyTo(wide[margin..]);
            wide[(margin + image.Width)..].Fill(row[^1]);
        }
        return new(width, height, pixels);
    }

    /// <summary>y[x, j] = min of v[j, x .. x + length − 1]: shorter by length − 1, and rows become columns.</summary>
    private static GrayImage Minima(GrayImage image, int length)
    {
        int width = image.Width - length + 1;
        var pixels = new byte[width * image.Height];
        var line = new byte[image.Width];
        for (int y = 0; y < image.Height; y++)
        {
            image.Row(y).CopyTo(line);
            int reach = 1;
            for (; 2 * reach <= length; reach *= 2)
                Lower(line, reach);
            if (reach < length)
                Lower(line, length - reach);
            for (int x = 0; x < width; x++)
                pixels[x * image.Height + y] = line[x];
        }
        return new(image.Height, width, pixels);
    }

    private static void Lower(Span<byte> line, int by)
    {
        for (int x = 0; x + by < line.Length; x++)
            line[x] = Math.Min(line[x], line[x + by]);
    }
}
