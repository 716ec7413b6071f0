using System.Buffers.Binary;
using System.Text.Json;

namespace Limpid.Files;

/// <summary>
/// The safetensors container (Hugging Face, format 0.4): eight bytes of header length, a JSON header {name: {dtype,
/// shape, data_offsets}} with text under <c>__metadata__</c>, then the tensors without gaps. The reader validates
/// everything. The writer adds a Fletcher-64 checksum of the tensors under the metadata key <c>fletcher64</c>; the
/// reader compares it where a file has one.
/// </summary>
public static class Safetensors
{
    /// <summary>The largest header that is read, in bytes, as in the format's reference library. A checkpoint's has a
    /// line for each of up to 100,000 epochs.</summary>
    public const int MaximumHeader = 100_000_000;

    private const int LengthBytes = 8;

    /// <summary>Writes a file.</summary>
    public static void Write(Stream stream, IReadOnlyDictionary<string, string> metadata, IReadOnlyList<Tensor> tensors)
    {
        byte[] header = SafetensorsHeader.Write(metadata, tensors);
        Span<byte> length = stackalloc byte[LengthBytes];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        stream.Write(length);
        stream.Write(header);
        foreach (Tensor tensor in tensors)
            stream.Write(tensor.Bytes.Span);
    }

    /// <summary>Reads a file.</summary>
    /// <param name="stream">The file, from its first byte to its last.</param>
    /// <param name="where">What it is, for messages.</param>
    /// <exception cref="LimpidException"><see cref="Fault.InvalidData"/>: it is not a whole and sound file of float32
    /// or float16 tensors.</exception>
    public static (Dictionary<string, string> Metadata, List<Tensor> Tensors) Read(Stream stream, string where) =>
        Read(WholeStream.Read(stream, where), where);

    /// <summary>Reads a file that lies in memory; the tensors are views of it.</summary>
    internal static (Dictionary<string, string> Metadata, List<Tensor> Tensors) Read(
        ReadOnlyMemory<byte> file,
        string where
    )
    {
        if (file.Length < LengthBytes)
            throw LimpidException.InvalidData(
                $"{where}: a safetensors file begins with eight bytes of header length, but this one has "
                    + $"{file.Length} bytes."
            );
        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(file.Span);
        if (length is < 2 or > MaximumHeader)
            throw LimpidException.InvalidData(
                $"{where}: not a safetensors model: it claims a header of {length:N0} bytes, where 2 to "
                    + $"{MaximumHeader:N0} are allowed."
            );
        if ((ulong)(file.Length - LengthBytes) < length)
            throw LimpidException.InvalidData(
                $"{where}: cut short: its header has {length:N0} bytes, but only "
                    + $"{file.Length - LengthBytes:N0} are there."
            );
        ReadOnlyMemory<byte> data = file[(LengthBytes + (int)length)..];
        try
        {
            (Dictionary<string, string> metadata, List<Tensor> tensors) = SafetensorsHeader.Parse(
                file.Slice(LengthBytes, (int)length),
                data,
                where
            );
            if (
                metadata.TryGetValue(SafetensorsHeader.Checksum, out string? said)
                && Fletcher64.Of(tensors) is var found
                && found != said
            )
                throw LimpidException.InvalidData(
                    $"{where}: its tensors have the checksum {found}, but it says {SafetensorsHeader.Shorten(said)}: "
                        + "the file is damaged. Take it from where it came once more."
                );
            return (metadata, tensors);
        }
        catch (Exception exception)
            when (exception
                    is JsonException
                        or InvalidOperationException
                        or FormatException
                        or ArgumentException
                        or KeyNotFoundException
            )
        {
            throw LimpidException.InvalidData(
                $"{where}: its header is not the JSON of a safetensors file: {exception.Message}",
                exception
            );
        }
    }
}
