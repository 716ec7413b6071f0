using Limpid.Drawing;
using SkiaSharp;

namespace Limpid.Imaging;

/// <summary>
/// Turns a picture as its EXIF orientation asks (Exif 2.32, tag 274). The names say where the stored first row and
/// first column belong:
/// <c>RightTop</c> means that the first row is the right side and the first column the top.
/// </summary>
internal static class Upright
{
    /// <summary>The picture with its first row at the top and its first column at the left.</summary>
    public static GrayImage Turn(GrayImage image, SKEncodedOrigin origin)
    {
        int width = image.Width,
            last = image.Pixels.Length - 1,
            lastRow = last - (width - 1),
            lastColumn = width - 1;
        return origin switch
        {
            SKEncodedOrigin.TopRight => Gather(image, lastColumn, -1, width),
            SKEncodedOrigin.BottomRight => Gather(image, last, -1, -width),
            SKEncodedOrigin.BottomLeft => Gather(image, lastRow, 1, -width),
            SKEncodedOrigin.LeftTop => Gather(Sideways(image), 0, width, 1),
            SKEncodedOrigin.RightTop => Gather(Sideways(image), lastRow, -width, 1),
            SKEncodedOrigin.RightBottom => Gather(Sideways(image), last, -width, -1),
            SKEncodedOrigin.LeftBottom => Gather(Sideways(image), lastColumn, width, -1),
            _ => image,
        };
    }

    /// <summary>The same bytes with the sides' lengths changed over.</summary>
    private static GrayImage Sideways(GrayImage image) => new(image.Height, image.Width, image.Pixels);

    /// <summary>y[row, column] = x[first + column · across + row · down], over the bytes as they are stored.</summary>
    private static GrayImage Gather(GrayImage image, int first, int across, int down)
    {
        ReadOnlySpan<byte> stored = image.Pixels.Span;
        var pixels = new byte[stored.Length];
        for (int i = 0, row = 0; row < image.Height; row++)
        {
            for (int column = 0; column < image.Width; column++, i++)
                pixels[i] = stored[first + column * across + row * down];
        }
        return new(image.Width, image.Height, pixels);
    }
}
