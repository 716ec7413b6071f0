namespace Limpid.Drawing;

/// <summary>
/// Turns a picture about its centre so that lines of a slope become level: (x, y) of the turned picture is looked up at
/// (x·c − y·s, x·s + y·c) of the given one, from the centres, with s/c the slope and c² + s² = 1; between four
/// neighbours.
/// </summary>
/// <param name="width">Columns of the given picture.</param>
/// <param name="height">Rows of the given picture.</param>
/// <param name="slope">How far lines sink a column, between −1 and 1; 0 turns nothing.</param>
internal sealed class Rotation(int width, int height, double slope)
{
    private const int Unit = 1 << 8; // steps between two pixels
    private readonly double _cosine = 1 / Math.Sqrt(1 + slope * slope),
        _sine = slope / Math.Sqrt(1 + slope * slope);

    /// <summary>Columns of the turned picture, which holds all of the given one.</summary>
    public int Width => (int)Math.Ceiling(width * _cosine + height * Math.Abs(_sine));

    /// <summary>Rows of the turned picture.</summary>
    public int Height => (int)Math.Ceiling(height * _cosine + width * Math.Abs(_sine));

    /// <summary>Where a point of the turned picture lies on the given one. A pixel's centre is half a pixel from its
    /// corner.</summary>
    public (double X, double Y) Back(double x, double y)
    {
        (double fromX, double fromY) = (x - Width / 2.0, y - Height / 2.0);
        return (fromX * _cosine - fromY * _sine + width / 2.0, fromX * _sine + fromY * _cosine + height / 2.0);
    }

    /// <summary>The turned picture; beyond the edge of the given one lies paper.</summary>
    public GrayImage Turn(GrayImage image, byte paper)
    {
        if (slope == 0)
            return image;
        var pixels = new byte[Width * Height];
        ReadOnlySpan<byte> given = image.Pixels.Span;
        for (int y = 0, i = 0; y < Height; y++)
        {
            (double startX, double startY) = Back(0.5, y + 0.5);
            for (int x = 0; x < Width; x++, i++)
                pixels[i] = Sample(
                    given,
                    (int)((startX + x * _cosine - 0.5) * Unit + Unit) - Unit,
                    (int)((startY + x * _sine - 0.5) * Unit + Unit) - Unit,
                    paper
                );
        }
        return new(Width, Height, pixels);
    }

    private byte Sample(ReadOnlySpan<byte> given, int x, int y, byte paper)
    {
        int left = x >> 8,
            top = y >> 8,
            right = x & (Unit - 1),
            below = y & (Unit - 1);
        if (left < 0 || top < 0 || left >= width - 1 || top >= height - 1)
            return paper;
        int at = top * width + left;
        int upper = given[at] * (Unit - right) + given[at + 1] * right,
            lower = given[at + width] * (Unit - right) + given[at + width + 1] * right;
        return (byte)((upper * (Unit - below) + lower * below + Unit * Unit / 2) / (Unit * Unit));
    }
}
