namespace Limpid.Data;

/// <summary>The first four bytes of an IDX file, and what other files open with: so that a wrong file is called by its
/// name.</summary>
internal static class IdxMagic
{
    private const byte UnsignedByte = 0x08;

    /// <summary>The number of dimensions that a magic number promises.</summary>
    /// <exception cref="LimpidException">It is not the opening of an IDX file of unsigned bytes.</exception>
    public static int Dimensions(ReadOnlySpan<byte> magic, int most)
    {
        if (magic.Length < 4)
            throw LimpidException.InvalidData(
                $"IDX: expected a magic number of 4 bytes, but the file has {magic.Length}. Fetch it again."
            );
        if (magic is not [0, 0, var code, var dimensions])
            throw LimpidException.InvalidData(
                $"IDX: expected 00 00 08 and the number of dimensions, but got {Convert.ToHexString(magic)}: "
                    + $"{Opening(magic)}. Give an IDX file such as train-images-idx3-ubyte, packed or not."
            );
        if (code != UnsignedByte)
            throw LimpidException.InvalidData(
                $"IDX: expected unsigned bytes (type code 08), but got code {code:X2}: {ValueType(code)}. "
                    + "Convert the values to bytes first."
            );
        if (dimensions < 1 || dimensions > most)
            throw LimpidException.InvalidData(
                $"IDX: expected 1 to {most} dimensions, but the magic number says {dimensions}."
            );
        return dimensions;
    }

    private static string Opening(ReadOnlySpan<byte> magic) =>
        magic switch
        {
            [0x89, (byte)'P', (byte)'N', (byte)'G'] => "a PNG picture",
            [0xFF, 0xD8, 0xFF, _] => "a JPEG picture",
            [(byte)'R', (byte)'I', (byte)'F', (byte)'F'] => "a WebP picture or another RIFF file",
            [(byte)'G', (byte)'I', (byte)'F', (byte)'8'] => "a GIF picture",
            [(byte)'P', (byte)'K', 3, 4] => "a ZIP archive (unpack it)",
            [0x1F, 0x8B, ..] => "a gzip file inside a gzip file (unpack it once)",
            [0x93, (byte)'N', (byte)'U', (byte)'M'] => "a NumPy array",
            [0xFD, (byte)'7', (byte)'z', (byte)'X'] => "an xz file (unpack it)",
            [(byte)'B', (byte)'Z', (byte)'h', _] => "a bzip2 file (unpack it)",
            [(byte)'<', ..] => "an HTML or XML page (an error page of the server, perhaps)",
            [(byte)'%', (byte)'P', (byte)'D', (byte)'F'] => "a PDF",
            _ when magic.IndexOfAnyExceptInRange((byte)' ', (byte)'~') < 0 => "a text, perhaps a CSV file",
            _ => "another kind of file",
        };

    private static string ValueType(byte code) =>
        code switch
        {
            0x09 => "signed bytes",
            0x0B => "16-bit integers",
            0x0C => "32-bit integers",
            0x0D => "32-bit floats",
            0x0E => "64-bit floats",
            _ => "no type of this format",
        };
}
