namespace Limpid.Drawing;

/// <summary>
/// Tells ink from paper by the frame: what the border shows, and what it shows drawn across the picture (Coons 1967),
/// is paper; ink departs from
/// it to one side. p(x, y) = (1 − u)·L(y) + u·R(y) + (1 − v)·T(x) + v·B(x) − the same of the four corners, and the sign
/// of Σ (f − p)³ decides. So light
/// that falls off towards a side, or towards all corners alike, is no ink.
/// </summary>
internal static class PolarityVote
{
    private const int MapSide = 128; // pixels of the longer side, on which is voted
    private const int Smoothing = 8; // border pixels are medians over 1/8 of their side: ink may touch it

    /// <summary>The polarity of a picture; one whose departures are even is decided by the brightness of its border,
    /// then of its pixels.</summary>
    public static Polarity Of(GrayImage image, Histogram histogram, int threshold)
    {
        double departures = Departures(
            Math.Max(image.Width, image.Height) > MapSide ? Scaling.ToLongSide(image, MapSide) : image
        );
        if (departures != 0)
            return departures > 0 ? Polarity.LightOnDark : Polarity.DarkOnLight;
        return ByBorder(image, histogram, threshold);
    }

    private static double Departures(GrayImage map)
    {
        int width = map.Width,
            height = map.Height,
            across = Math.Max(1, width - 1),
            down = Math.Max(1, height - 1);
        byte[] top = Smooth(map.Row(0)),
            bottom = Smooth(map.Row(height - 1)),
            left = Smooth(Column(map, 0)),
            right = Smooth(Column(map, width - 1));
        int topLeft = top[0] + left[0],
            topRight = top[^1] + right[0],
            bottomLeft = bottom[0] + left[^1],
            bottomRight = bottom[^1] + right[^1];
        double sum = 0; // corners are counted in halves: a negative departs exactly as its picture does
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                int u = across - x,
                    v = down - y;
                long sides = 2L * down * (u * left[y] + x * right[y]) + 2L * across * (v * top[x] + y * bottom[x]);
                long corners = (long)v * (u * topLeft + x * topRight) + (long)y * (u * bottomLeft + x * bottomRight);
                double departure =
                    (double)(map.Row(y)[x] * 2L * across * down - (sides - corners)) / (2L * across * down);
                sum += departure * departure * departure;
            }
        }
        return sum;
    }

    private static byte[] Smooth(ReadOnlySpan<byte> line)
    {
        var smooth = new byte[line.Length];
        int reach = line.Length / (2 * Smoothing);
        Span<byte> window = stackalloc byte[2 * MapSide];
        for (int i = 0; i < line.Length; i++)
        {
            // an odd number, so that there is one in the middle
            int radius = Math.Min(reach, Math.Min(i, line.Length - 1 - i));
            Span<byte> around = window[..(2 * radius + 1)];
            line.Slice(i - radius, around.Length).CopyTo(around);
            around.Sort();
            smooth[i] = around[radius];
        }
        return smooth;
    }

    private static byte[] Column(GrayImage map, int x)
    {
        var column = new byte[map.Height];
        for (int y = 0; y < column.Length; y++)
            column[y] = map.Row(y)[x];
        return column;
    }

    private static Polarity ByBorder(GrayImage image, Histogram histogram, int threshold)
    {
        long bright = 0,
            all = 2L * (image.Width + image.Height);
        foreach (byte pixel in image.Row(0))
            bright += pixel > threshold ? 1 : 0;
        foreach (byte pixel in image.Row(image.Height - 1))
            bright += pixel > threshold ? 1 : 0;
        for (int y = 0; y < image.Height; y++)
        {
            ReadOnlySpan<byte> row = image.Row(y);
            bright += (row[0] > threshold ? 1 : 0) + (row[^1] > threshold ? 1 : 0);
        }
        if (2 * bright == all)
            (bright, all) = (histogram.Count(threshold + 1, Histogram.Levels - 1), histogram.Pixels);
        return 2 * bright >= all ? Polarity.DarkOnLight : Polarity.LightOnDark;
    }
}
