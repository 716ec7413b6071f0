using System.Buffers.Binary;
using System.Text;
using SkiaSharp;

namespace Limpid.Imaging;

/// <summary>What a file's own bytes say of it, beside its pixels.</summary>
internal static class FileSignature
{
    private const int Shown = 16; // bytes quoted to people
    private static ReadOnlySpan<byte> PngEnd =>
        [0, 0, 0, 0, (byte)'I', (byte)'E', (byte)'N', (byte)'D', 0xAE, 0x42, 0x60, 0x82];

    /// <summary>
    /// False where the decoder would not notice that the end is missing: a PNG without its last chunk (PNG 1.2, section
    /// 4.1.4), a WebP
    /// shorter than its RIFF header says.
    /// </summary>
    public static bool IsWhole(ReadOnlySpan<byte> file, SKEncodedImageFormat format) =>
        format switch
        {
            SKEncodedImageFormat.Png => file.IndexOf(PngEnd) >= 0,
            SKEncodedImageFormat.Webp => file.Length >= 8
                && file.Length - 8 >= BinaryPrimitives.ReadUInt32LittleEndian(file[4..]),
            _ => true,
        };

    /// <summary>Names a file that is no picture: nothing, text, or its first bytes.</summary>
    public static string Describe(ReadOnlySpan<byte> file)
    {
        if (file.IsEmpty)
            return "an empty file";
        ReadOnlySpan<byte> start = file[..Math.Min(Shown, file.Length)];
        return start.ContainsAnyExceptInRange((byte)' ', (byte)'~')
            ? $"{file.Length} bytes that begin with {Convert.ToHexString(start)}"
            : $"text that begins with \"{Encoding.ASCII.GetString(start)}\"";
    }
}
