namespace Limpid.Drawing;

/// <summary>Widens or thins strokes evenly: each pixel becomes the brightest (or darkest) within a disc around it.
/// Serra 1982.</summary>
internal static class DiscMorphology
{
    /// <summary>Every edge moves outward by a radius; the picture grows by as much on each side.</summary>
    public static GrayImage Widen(GrayImage ink, int radius)
    {
        GrayImage field = ink.Framed(radius);
        var pixels = new byte[field.Pixels.Length];
        for (int dy = -radius; dy <= radius; dy++)
        {
            int half = HalfWidth(radius, dy);
            for (int y = 0; y < ink.Height; y++)
                Raise(pixels.AsSpan((y + radius + dy) * field.Width, field.Width), ink.Row(y), radius, half);
        }
        return new(field.Width, field.Height, pixels);
    }

    /// <summary>Every edge moves inward by a radius.</summary>
    public static GrayImage Thin(GrayImage ink, int radius) =>
        Widen(ink.Framed(1).Inverted(), radius).Inverted().Crop(new(radius + 1, radius + 1, ink.Width, ink.Height));

    private static void Raise(Span<byte> line, ReadOnlySpan<byte> row, int radius, int half)
    {
        for (int x = 0; x < row.Length; x++)
        {
            byte ink = row[x];
            if (ink == 0)
                continue;
            foreach (ref byte pixel in line.Slice(x + radius - half, 2 * half + 1))
                pixel = Math.Max(pixel, ink);
        }
    }

    /// <summary>⌊√(r² − dy²)⌋, in whole numbers.</summary>
    private static int HalfWidth(int radius, int dy)
    {
        int half = radius;
        while (half * half + dy * dy > radius * radius)
            half--;
        return half;
    }
}
