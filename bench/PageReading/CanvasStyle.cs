using Limpid.Drawing;
using Limpid.Numerics;

namespace PageReadingBench;

/// <summary>How one digit stands on a canvas, and how the canvas is lit and photographed.</summary>
internal sealed record CanvasStyle
{
    public (int Width, int Height) Canvas { get; init; } = (320, 320);

    // the digit's longer side, by the canvas's shorter one
    public (double Least, double Most) Size { get; init; } = (0.6, 0.6);

    // by the digit's longer side; of a print it is what it is
    public (double Least, double Most) Pen { get; init; } = (0.08, 0.1);

    public bool IsCentered { get; init; }

    public bool IsLightOnDark { get; init; }

    public double Ink { get; init; } = 0.75; // the share of light that it takes

    public double Shade { get; init; } // of the light, from the brightest side to the darkest

    public double Noise { get; init; } // standard deviation in levels

    public double Rules { get; init; } // the distance of ruled lines, by the canvas's height

    public bool IsSquared { get; init; } // lines down as well

    public double Slant { get; init; } // degrees, one way or the other

    /// <summary>A photo of it; of the empty canvas, where there is no digit.</summary>
    public GrayImage Photograph(Written? digit, ulong seed)
    {
        RandomStream random = RandomStream.Named(seed, "canvas");
        int longSide = Math.Max(2, (int)(Within(ref random, Size) * Math.Min(Canvas.Width, Canvas.Height)));
        double pen = Within(ref random, Pen),
            angle = (random.Next(2) * 2 - 1) * Slant * Math.PI / 180,
            across = random.NextDouble(),
            down = random.NextDouble(),
            towards = random.NextDouble() * 2 * Math.PI,
            first = random.NextDouble();
        GrayImage ink = digit is null ? new(1, 1, new byte[1]) : Turned(digit.Ink(longSide, pen), angle);
        (int left, int top) = IsCentered
            ? ((Canvas.Width - ink.Width) / 2, (Canvas.Height - ink.Height) / 2)
            : ((int)(across * (Canvas.Width - ink.Width)), (int)(down * (Canvas.Height - ink.Height)));
        var pixels = new byte[Canvas.Width * Canvas.Height];
        for (int i = 0; i < pixels.Length; i++)
        {
            (int x, int y) = (i % Canvas.Width, i / Canvas.Width);
            double lit =
                0.5
                + ((double)x / Canvas.Width - 0.5) * Math.Cos(towards) / 1.5
                + ((double)y / Canvas.Height - 0.5) * Math.Sin(towards) / 1.5;
            double covered = At(ink, x - left, y - top) / 255.0;
            double level =
                235
                * (1 - Shade * Math.Clamp(lit, 0, 1))
                * (1 - Ink * covered)
                * (1 - 0.4 * Ruled(x, y, first) * (1 - covered));
            if (IsLightOnDark)
                level = 255 - level;
            pixels[i] = (byte)Math.Clamp(level + (Noise == 0 ? 0 : Noise * random.NextNormal()), 0, 255);
        }
        return new(Canvas.Width, Canvas.Height, pixels);
    }

    private double Ruled(int x, int y, double first)
    {
        if (Rules == 0)
            return 0;
        double distance = Rules * Canvas.Height,
            thickness = Math.Max(1, Canvas.Height / 200.0);
        bool On(double at) => (at + first * distance) % distance < thickness;
        return On(y) || (IsSquared && On(x)) ? 1 : 0;
    }

    private static double Within(ref RandomStream random, (double Least, double Most) range) =>
        range.Least + (range.Most - range.Least) * random.NextDouble();

    private static GrayImage Turned(GrayImage ink, double angle)
    {
        if (angle == 0)
            return ink;
        GrayImage framed = ink.Framed(Math.Max(ink.Width, ink.Height) / 4);
        GrayImage turned = new Rotation(framed.Width, framed.Height, Math.Tan(angle)).Turn(framed, 0);
        return turned.Crop(PixelBox.Of(turned, 64, PixelBox.All(turned)));
    }

    private static byte At(GrayImage image, int x, int y) =>
        x < 0 || y < 0 || x >= image.Width || y >= image.Height ? (byte)0 : image.Row(y)[x];
}
