using Limpid.Drawing;

namespace Limpid.Tests.Drawing;

/// <summary>Pictures like handwriting: a few thick strokes with grey edges, light on dark, with nothing but paper
/// around.</summary>
internal static class Scribbles
{
    /// <summary>Scribbles whose strokes span at least 24 pixels, on a paper with 3 pixels of margin.</summary>
    public static readonly Gen<GrayImage> Any =
        from width in Gen.Int[30, 70]
        from height in Gen.Int[30, 70]
        from radius in Gen.Double[1.0, 4.0]
        from points in Gen.Select(Gen.Double[0, 1], Gen.Double[0, 1]).Array[1, 6]
        select Draw(width, height, radius, [(0, 0.2), .. points, (1, 0.9)]);

    /// <summary>Lays a picture onto a larger paper of one level.</summary>
    public static GrayImage Lay(GrayImage image, int width, int height, int left, int top, byte paper = 0)
    {
        var pixels = new byte[width * height];
        pixels.AsSpan().Fill(paper);
        for (int y = 0; y < image.Height; y++)
            image.Row(y).CopyTo(pixels.AsSpan((top + y) * width + left));
        return new(width, height, pixels);
    }

    /// <summary>Every pixel becomes factor × factor pixels.</summary>
    public static GrayImage Repeat(GrayImage image, int factor) =>
        Fill(image.Width * factor, image.Height * factor, (x, y) => At(image, x / factor, y / factor));

    /// <summary>Black for white.</summary>
    public static GrayImage Negative(GrayImage image) =>
        Fill(image.Width, image.Height, (x, y) => (byte)(255 - At(image, x, y)));

    public static byte At(GrayImage image, int x, int y) => image.Row(y)[x];

    public static GrayImage Fill(int width, int height, Func<int, int, byte> pixel)
    {
        var pixels = new byte[width * height];
        for (int i = 0; i < pixels.Length; i++)
            pixels[i] = pixel(i % width, i / width);
        return new(width, height, pixels);
    }

    private static GrayImage Draw(int width, int height, double radius, (double X, double Y)[] points)
    {
        double margin = radius + 4;
        (double X, double Y)[] at =
        [
            .. points.Select(p => (margin + p.X * (width - 1 - 2 * margin), margin + p.Y * (height - 1 - 2 * margin))),
        ];
        return Fill(width, height, (x, y) =>
        {
            double distance = Enumerable.Range(0, at.Length - 1).Min(i => Distance(x, y, at[i], at[i + 1]));
            return (byte)Math.Round(255 * Math.Clamp(radius + 0.5 - distance, 0, 1));
        });
    }

    public static double Distance(double x, double y, (double X, double Y) a, (double X, double Y) b)
    {
        double dx = b.X - a.X,
            dy = b.Y - a.Y,
            length = dx * dx + dy * dy;
        double t = length == 0 ? 0 : Math.Clamp(((x - a.X) * dx + (y - a.Y) * dy) / length, 0, 1);
        double ex = x - a.X - t * dx,
            ey = y - a.Y - t * dy;
        return Math.Sqrt(ex * ex + ey * ey);
    }
}
