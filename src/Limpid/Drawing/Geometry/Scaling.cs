namespace Limpid.Drawing;

/// <summary>Pictures to another size, in whole numbers throughout: the same bits on every machine, in time linear in
/// the larger picture.</summary>
internal static class Scaling
{
    /// <summary>Scales so that the longer side becomes <paramref name="longSide"/> and the shape stays; no side falls
    /// below 1.</summary>
    public static GrayImage ToLongSide(GrayImage image, int longSide)
    {
        int from = Math.Max(image.Width, image.Height);
        int width = Math.Max(1, RoundedRatio(image.Width * (long)longSide, from));
        int height = Math.Max(1, RoundedRatio(image.Height * (long)longSide, from));
        return from > longSide ? AreaAverage(image, width, height) : Bilinear(image, width, height);
    }

    /// <summary>
    /// Scales ink so that its longer side becomes <paramref name="longSide"/>, with its shape exactly kept: the shorter
    /// side is filled up with paper on
    /// both sides to whole new pixels, so that a thin 1 is neither blown up nor squeezed.
    /// </summary>
    public static GrayImage ToBox(GrayImage ink, int longSide)
    {
        int from = Math.Max(ink.Width, ink.Height);
        if (from <= longSide)
            return ToLongSide(ink, longSide);
        int width = Filled(ink.Width, from, longSide),
            height = Filled(ink.Height, from, longSide);
        return ToLongSide(ink.Laid(width, height, (width - ink.Width) / 2, (height - ink.Height) / 2), longSide);
    }

    /// <summary>The least length ≥ length that becomes a whole number of new pixels, or all but whole.</summary>
    private static int Filled(int length, int from, int longSide)
    {
        long whole = ((long)length * longSide + from - 1) / from;
        return (int)Math.Max(length, (whole * from + longSide / 2) / longSide);
    }

    /// <summary>
    /// Down: every new pixel is the mean of the area that it covers, pixels that it shares counted by their share. In
    /// units of 1/width' and
    /// 1/height' of an old pixel all shares are whole.
    /// </summary>
    public static GrayImage AreaAverage(GrayImage image, int width, int height)
    {
        var pixels = new byte[width * height];
        var line = new long[width];
        var sums = new long[width];
        long area = (long)image.Width * image.Height;
        int row = 0;
        for (int y = 0; y < image.Height; y++)
        {
            AverageRow(image.Row(y), line);
            int remaining = height; // of this old row, in units of 1/height
            while (remaining > 0)
            {
                int share = (int)Math.Min(remaining, (row + 1L) * image.Height - ((y + 1L) * height - remaining));
                for (int i = 0; i < width; i++)
                    sums[i] += share * line[i];
                remaining -= share;
                if ((y + 1L) * height - remaining < (row + 1L) * image.Height)
                    continue;
                for (int i = 0; i < width; i++)
                    pixels[row * width + i] = (byte)RoundedRatio(sums[i], area);
                Array.Clear(sums);
                row++;
            }
        }
        return new(width, height, pixels);
    }

    /// <summary>line[i] = Σ over old pixels x of row[x] · the share of x within new pixel i, in units of
    /// 1/line.Length.</summary>
    private static void AverageRow(ReadOnlySpan<byte> row, Span<long> line)
    {
        line.Clear();
        int i = 0;
        for (int x = 0; x < row.Length; x++)
        {
            long start = (long)x * line.Length,
                end = start + line.Length;
            while (start < end)
            {
                long stop = Math.Min(end, (i + 1L) * row.Length);
                line[i] += row[x] * (stop - start);
                start = stop;
                if (start == (i + 1L) * row.Length)
                    i++;
            }
        }
    }

    /// <summary>Up: new pixel i looks at old position (i + ½)·w/w' − ½, between its two neighbours each way; beyond the
    /// edge, the edge.</summary>
    public static GrayImage Bilinear(GrayImage image, int width, int height)
    {
        var pixels = new byte[width * height];
        long whole = 4L * width * height;
        for (int y = 0; y < height; y++)
        {
            (int above, int below, long down) = Neighbors(y, image.Height, height);
            ReadOnlySpan<byte> upper = image.Row(above),
                lower = image.Row(below);
            for (int x = 0; x < width; x++)
            {
                (int left, int right, long across) = Neighbors(x, image.Width, width);
                long top = upper[left] * (2L * width - across) + upper[right] * across;
                long bottom = lower[left] * (2L * width - across) + lower[right] * across;
                pixels[y * width + x] = (byte)RoundedRatio(top * (2L * height - down) + bottom * down, whole);
            }
        }
        return new(width, height, pixels);
    }

    /// <summary>The two old pixels around new pixel i, and the second's share in units of 1/(2·to).</summary>
    private static (int First, int Second, long Share) Neighbors(int i, int from, int to)
    {
        long position = Math.Clamp((2L * i + 1) * from - to, 0, (from - 1L) * 2 * to);
        int first = (int)(position / (2L * to));
        return (first, Math.Min(first + 1, from - 1), position % (2L * to));
    }

    /// <summary>a / b to the nearest whole number, halves up; a ≥ 0, b > 0.</summary>
    private static int RoundedRatio(long a, long b) => (int)((a + b / 2) / b);
}
