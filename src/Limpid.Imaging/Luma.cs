namespace Limpid.Imaging;

/// <summary>
/// Y = 0.299 R + 0.587 G + 0.114 B (ITU-R BT.601), laid on white paper by its opacity: (α·Y + (255 − α)·255) / 255. In
/// whole numbers, rounded
/// once.
/// </summary>
internal static class Luma
{
    private const int Red = 299,
        Green = 587,
        Blue = 114,
        Whole = Red + Green + Blue;
    private const int White = 255,
        Opaque = 255;

    /// <summary>Pixels of red, green, blue and opacity, a byte each, to grey.</summary>
    public static byte[] OnWhite(ReadOnlySpan<byte> rgba)
    {
        var gray = new byte[rgba.Length / 4];
        for (int i = 0; i < gray.Length; i++)
        {
            ReadOnlySpan<byte> pixel = rgba.Slice(4 * i, 4);
            int luma = Red * pixel[0] + Green * pixel[1] + Blue * pixel[2],
                opacity = pixel[3];
            gray[i] = (byte)(
                (luma * opacity + Whole * White * (Opaque - opacity) + Whole * Opaque / 2) / (Whole * Opaque)
            );
        }
        return gray;
    }
}
