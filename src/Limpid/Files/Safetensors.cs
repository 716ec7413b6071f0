using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json;
using Limpid.Numerics;

namespace Limpid.Files;

/// <summary>A tensor of a safetensors file: float32 or float16, little-endian, row-major.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Dimensions">Its extents.</param>
/// <param name="Bytes">4 · product of the extents, or 2 · it.</param>
/// <param name="IsHalf">Whether the numbers are float16.</param>
public sealed record Tensor(string Name, ImmutableSequence<int> Dimensions, ReadOnlyMemory<byte> Bytes, bool IsHalf = false)
{
    /// <summary>How many numbers it holds.</summary>
    public int Count => Bytes.Length / (IsHalf ? Floats.HalfBytes : sizeof(float));

    /// <summary>The numbers.</summary>
    public float[] ToFloats()
    {
        var values = new float[Count];
        CopyTo(values);
        return values;
    }

    /// <summary>Fills a span with some of the numbers.</summary>
    /// <param name="values">Where they go.</param>
    /// <param name="from">Which is the first.</param>
    public void CopyTo(Span<float> values, int from = 0)
    {
        int bytes = IsHalf ? Floats.HalfBytes : sizeof(float);
        Floats.Read(Bytes.Span.Slice(from * bytes, values.Length * bytes), IsHalf, values);
    }
}

/// <summary>
/// The safetensors container (Hugging Face, format 0.4): eight bytes of header length, a JSON header {name: {dtype, shape, data_offsets}} with text
/// under <c>__metadata__</c>, then the tensors without gaps. The reader trusts nothing. What is written says the checksum of its tensors, CRC-32C
/// (Castagnoli 1993, as in RFC 3720), under the metadata key <c>crc32c</c>; where a file says one, it is compared.
/// </summary>
public static class Safetensors
{
    /// <summary>The largest header that is read, in bytes, as in the format's own library; a checkpoint's holds a line for each of up to 100,000 epochs.</summary>
    public const int MaximumHeader = 100_000_000;

    private const string Metadata = "__metadata__", Checksum = "crc32c", Single = "F32", Half = "F16";
    private const int LengthBytes = 8, Alignment = 8, MaximumDimensions = 8;

    /// <summary>Writes a file.</summary>
    public static void Write(Stream stream, IReadOnlyDictionary<string, string> metadata, IReadOnlyList<Tensor> tensors)
    {
        byte[] header = Header(metadata, tensors);
        Span<byte> length = stackalloc byte[LengthBytes];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        stream.Write(length);
        stream.Write(header);
        foreach (Tensor tensor in tensors) stream.Write(tensor.Bytes.Span);
    }

    /// <summary>Reads a file.</summary>
    /// <param name="stream">The file, from its first byte to its last.</param>
    /// <param name="where">What it is, for messages.</param>
    /// <exception cref="LimpidException"><see cref="Fault.InvalidData"/>: it is not a whole and sound file of float32 or float16 tensors.</exception>
    public static (Dictionary<string, string> Metadata, List<Tensor> Tensors) Read(Stream stream, string where) => Read(WholeStream.Read(stream, where), where);

    /// <summary>Reads a file that lies in memory; the tensors are views of it.</summary>
    internal static (Dictionary<string, string> Metadata, List<Tensor> Tensors) Read(ReadOnlyMemory<byte> file, string where)
    {
        if (file.Length < LengthBytes) throw LimpidException.InvalidData($"{where}: a safetensors file begins with eight bytes of header length, but this one has {file.Length} bytes.");
        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(file.Span);
        if (length is < 2 or > MaximumHeader) throw LimpidException.InvalidData($"{where}: not a safetensors model: it claims a header of {length:N0} bytes, where 2 to {MaximumHeader:N0} are allowed.");
        if ((ulong)(file.Length - LengthBytes) < length) throw LimpidException.InvalidData($"{where}: cut short: its header has {length:N0} bytes, but only {file.Length - LengthBytes:N0} are there.");
        ReadOnlyMemory<byte> data = file[(LengthBytes + (int)length)..];
        try
        {
            (Dictionary<string, string> metadata, List<Tensor> tensors) = Parse(file.Slice(LengthBytes, (int)length), data, where);
            if (metadata.TryGetValue(Checksum, out string? said) && Sum(tensors) is var found && found != said)
                throw LimpidException.InvalidData($"{where}: its tensors have the checksum {found}, but it says {Shorten(said)}: the file is damaged. Take it from where it came once more.");
            return (metadata, tensors);
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException or FormatException or ArgumentException or KeyNotFoundException)
        {
            throw LimpidException.InvalidData($"{where}: its header is not the JSON of a safetensors file: {wrong.Message}", wrong);
        }
    }

    private static string Sum(IReadOnlyList<Tensor> tensors)
    {
        uint crc = uint.MaxValue;
        foreach (Tensor tensor in tensors)
        {
            ReadOnlySpan<byte> bytes = tensor.Bytes.Span;
            for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..]) crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            foreach (byte last in bytes) crc = BitOperations.Crc32C(crc, last);
        }
        return (~crc).ToString("x8", CultureInfo.InvariantCulture);
    }

    private static byte[] Header(IReadOnlyDictionary<string, string> metadata, IReadOnlyList<Tensor> tensors)
    {
        var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartObject(Metadata);
            foreach ((string key, string value) in metadata) json.WriteString(key, value);
            json.WriteString(Checksum, Sum(tensors));
            json.WriteEndObject();
            long offset = 0;
            foreach (Tensor tensor in tensors)
            {
                json.WriteStartObject(tensor.Name);
                json.WriteString("dtype", tensor.IsHalf ? Half : Single);
                json.WriteStartArray("shape");
                foreach (int extent in tensor.Dimensions) json.WriteNumberValue(extent);
                json.WriteEndArray();
                json.WriteStartArray("data_offsets");
                json.WriteNumberValue(offset);
                json.WriteNumberValue(offset += tensor.Bytes.Length);
                json.WriteEndArray();
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }
        while (buffer.Length % Alignment != 0) buffer.WriteByte((byte)' ');
        return buffer.ToArray();
    }

    private static (Dictionary<string, string> Metadata, List<Tensor> Tensors) Parse(ReadOnlyMemory<byte> header, ReadOnlyMemory<byte> data, string where)
    {
        using var json = JsonDocument.Parse(header, new JsonDocumentOptions { MaxDepth = 4 });   // asked to look for duplicates, it would bind the library of cryptography first
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        var placed = new List<(long Begin, long End, Tensor Tensor)>();
        foreach (JsonProperty entry in json.RootElement.EnumerateObject())
        {
            if (entry.NameEquals(Metadata))
            {
                foreach (JsonProperty text in entry.Value.EnumerateObject()) metadata.Add(text.Name, text.Value.GetString() ?? throw new FormatException($"metadata {text.Name} is null"));
            }
            else placed.Add(Place(entry, data, where));
        }
        if (Duplicate(placed.Select(p => p.Tensor.Name)) is { } twice) throw new FormatException($"Duplicate tensor {Shorten(twice)}");
        placed.Sort((a, b) => a.Begin.CompareTo(b.Begin));
        long end = 0;
        foreach ((long begin, long next, Tensor tensor) in placed)
        {
            if (begin != end) throw LimpidException.InvalidData($"{where}: tensor {tensor.Name} begins at byte {begin:N0} of the data, but the one before ends at {end:N0}: {(begin > end ? "a hole" : "an overlap")}.");
            end = next;
        }
        if (end != data.Length) throw LimpidException.InvalidData($"{where}: its tensors end at byte {end:N0}, but there are {data.Length:N0} bytes of data: bytes that belong to nothing.");
        return (metadata, [.. placed.Select(p => p.Tensor)]);
    }

    private static string? Duplicate(IEnumerable<string> names)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        return names.FirstOrDefault(name => !known.Add(name));
    }

    private static (long Begin, long End, Tensor Tensor) Place(JsonProperty entry, ReadOnlyMemory<byte> data, string where)
    {
        if (entry.Value.EnumerateObject().Count() != 3) throw new FormatException($"tensor {Shorten(entry.Name)} must have dtype, shape and data_offsets, and nothing else");
        string? type = entry.Value.GetProperty("dtype").GetString();
        if (type is not (Single or Half)) throw LimpidException.InvalidData($"{where}: tensor {Shorten(entry.Name)} is of type {Shorten(type ?? "null")}; Limpid reads F32 and F16 (floats of 32 and 16 bits). Convert it first.");
        int[] shape = [.. entry.Value.GetProperty("shape").EnumerateArray().Take(MaximumDimensions + 1).Select(extent => extent.GetInt32())];
        long[] offsets = [.. entry.Value.GetProperty("data_offsets").EnumerateArray().Take(3).Select(offset => offset.GetInt64())];
        if (shape.Length > MaximumDimensions || offsets.Length != 2) throw new FormatException($"tensor {Shorten(entry.Name)} must have at most {MaximumDimensions} extents and two data_offsets");
        long bytes = type == Half ? Floats.HalfBytes : sizeof(float);
        foreach (int extent in shape)
            bytes = extent > 0 && bytes <= int.MaxValue / extent ? bytes * extent : throw LimpidException.InvalidData($"{where}: tensor {Shorten(entry.Name)} has shape [{string.Join(", ", shape)}], which is no size that this file could hold.");
        if (offsets[0] < 0 || offsets[1] > data.Length || offsets[1] - offsets[0] != bytes)
            throw LimpidException.InvalidData($"{where}: tensor {Shorten(entry.Name)} needs {bytes:N0} bytes and claims bytes {offsets[0]:N0} to {offsets[1]:N0} of {data.Length:N0}: cut short, or damaged.");
        return (offsets[0], offsets[1], new(entry.Name, ImmutableSequence.Create<int>(shape), data.Slice((int)offsets[0], (int)bytes), type == Half));
    }

    private static string Shorten(string name) => name.Length <= 64 ? name : string.Concat(name.AsSpan(0, 64), "…");
}
