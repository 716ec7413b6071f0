namespace Limpid.Drawing;

/// <summary>
/// Lays a small picture of ink into a larger field by whole pixels so that its centre of mass, Σ v·i / Σ v for pixel i
/// at coordinate i, falls
/// within half a pixel of coordinate side/2 each way. MNIST's own digits keep exactly this law (14 ± 0.5 over columns
/// and over rows).
/// </summary>
internal static class Centering
{
    /// <summary>The field, side × side, 0 where there is no ink. No ink is lost: it is moved only as far as all of it
    /// stays inside.</summary>
    public static GrayImage ByMass(GrayImage ink, int side)
    {
        (int left, int top) = Place(ink, side);
        return ink.Laid(side, side, left, top);
    }

    private static (int Left, int Top) Place(GrayImage ink, int side)
    {
        long mass = 0,
            massX = 0,
            massY = 0;
        for (int y = 0; y < ink.Height; y++)
        {
            ReadOnlySpan<byte> row = ink.Row(y);
            for (int x = 0; x < row.Length; x++)
                (mass, massX, massY) = (mass + row[x], massX + x * row[x], massY + y * row[x]);
        }
        return (Offset(massX, mass, side, ink.Width), Offset(massY, mass, side, ink.Height));
    }

    /// <summary>⌊side/2 − centre + ½⌋, kept within the field.</summary>
    private static int Offset(long moment, long mass, int side, int length)
    {
        if (mass == 0)
            return (side - length) / 2;
        long offset = (mass * (side + 1) - 2 * moment) / (2 * mass); // below 0 it is clamped, however it was rounded
        return (int)Math.Clamp(offset, 0, side - length);
    }
}
