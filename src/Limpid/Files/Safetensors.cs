using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Limpid.Numerics;

namespace Limpid.Files;

/// <summary>A tensor of a safetensors file: float32 or float16, little-endian, row-major.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Dimensions">Its extents.</param>
/// <param name="Bytes">4 · product of the extents, or 2 · it.</param>
/// <param name="IsHalf">Whether the numbers are float16.</param>
public sealed record Tensor(
    string Name,
    ImmutableSequence<int> Dimensions,
    ReadOnlyMemory<byte> Bytes,
    bool IsHalf = false
)
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
    internal void CopyTo(Span<float> values, int from = 0)
    {
        int bytes = IsHalf ? Floats.HalfBytes : sizeof(float);
        Floats.Read(Bytes.Span.Slice(from * bytes, values.Length * bytes), IsHalf, values);
    }
}

/// <summary>
/// The safetensors container (Hugging Face, format 0.4): eight bytes of header length, a JSON header {name: {dtype,
/// shape, data_offsets}} with text
/// under <c>__metadata__</c>, then the tensors without gaps. The reader trusts nothing. What is written says the
/// checksum of its tensors (Fletcher 1982: of
/// words of 32 bits, a = Σ w, b = Σ a, both modulo 2³² − 1), under the metadata key <c>fletcher64</c>; where a file
/// says one, it is compared.
/// </summary>
public static class Safetensors
{
    /// <summary>The largest header that is read, in bytes, as in the format's own library; a checkpoint's holds a line
    /// for each of up to 100,000 epochs.</summary>
    public const int MaximumHeader = 100_000_000;

    private const string Metadata = "__metadata__",
        Checksum = "fletcher64",
        Single = "F32",
        Half = "F16";
    private const int LengthBytes = 8,
        Alignment = 8,
        MaximumDimensions = 8;
    private const int BlockBytes = 1 << 18; // of a checksum: no sum of so many words outgrows 64 bits

    /// <summary>Writes a file.</summary>
    public static void Write(Stream stream, IReadOnlyDictionary<string, string> metadata, IReadOnlyList<Tensor> tensors)
    {
        byte[] header = Header(metadata, tensors);
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
            (Dictionary<string, string> metadata, List<Tensor> tensors) = Parse(
                file.Slice(LengthBytes, (int)length),
                data,
                where
            );
            if (metadata.TryGetValue(Checksum, out string? said) && Sum(tensors) is var found && found != said)
                throw LimpidException.InvalidData(
                    $"{where}: its tensors have the checksum {found}, but it says {Shorten(said)}: the file "
                        + "is damaged. Take it from where it came once more."
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

    private static string Sum(IReadOnlyList<Tensor> tensors)
    {
        ulong a = 0,
            b = 0;
        foreach (Tensor tensor in tensors)
            for (ReadOnlySpan<byte> bytes = tensor.Bytes.Span, block; bytes.Length > 0; bytes = bytes[block.Length..])
            {
                block = bytes[..Math.Min(bytes.Length, BlockBytes)];
                foreach (uint word in MemoryMarshal.Cast<byte, uint>(block))
                    b += a += BitConverter.IsLittleEndian ? word : BinaryPrimitives.ReverseEndianness(word);
                foreach (byte last in block[(block.Length / sizeof(uint) * sizeof(uint))..])
                    b += a += last;
                (a, b) = (a % uint.MaxValue, b % uint.MaxValue);
            }
        return $"{b:x8}{a:x8}";
    }

    private static byte[] Header(IReadOnlyDictionary<string, string> metadata, IReadOnlyList<Tensor> tensors)
    {
        var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartObject(Metadata);
            foreach ((string key, string value) in metadata)
                json.WriteString(key, value);
            json.WriteString(Checksum, Sum(tensors));
            json.WriteEndObject();
            long offset = 0;
            foreach (Tensor tensor in tensors)
            {
                json.WriteStartObject(tensor.Name);
                json.WriteString("dtype", tensor.IsHalf ? Half : Single);
                json.WriteStartArray("shape");
                foreach (int extent in tensor.Dimensions)
                    json.WriteNumberValue(extent);
                json.WriteEndArray();
                json.WriteStartArray("data_offsets");
                json.WriteNumberValue(offset);
                json.WriteNumberValue(offset += tensor.Bytes.Length);
                json.WriteEndArray();
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }
        while (buffer.Length % Alignment != 0)
            buffer.WriteByte((byte)' ');
        return buffer.ToArray();
    }

    // Loops where a query would be shorter: in a browser, code that runs for the first time takes longest of all, and
    // this is the first that a page waits for.
    private static (Dictionary<string, string> Metadata, List<Tensor> Tensors) Parse(
        ReadOnlyMemory<byte> header,
        ReadOnlyMemory<byte> data,
        string where
    )
    {
        // asked to look for duplicates, it would bind the library of cryptography first
        using var json = JsonDocument.Parse(header, new JsonDocumentOptions { MaxDepth = 4 });
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        var names = new HashSet<string>(StringComparer.Ordinal);
        var placed = new List<Placed>();
        foreach (JsonProperty entry in json.RootElement.EnumerateObject())
        {
            if (!names.Add(entry.Name))
                throw new FormatException($"Duplicate tensor {Shorten(entry.Name)}");
            if (entry.Name == Metadata)
            {
                foreach (JsonProperty text in entry.Value.EnumerateObject())
                    metadata.Add(
                        text.Name,
                        text.Value.GetString() ?? throw new FormatException($"metadata {text.Name} is null")
                    );
            }
            else
                placed.Add(Place(entry, data, where));
        }
        placed.Sort((a, b) => a.Begin.CompareTo(b.Begin));
        var tensors = new List<Tensor>(placed.Count);
        long end = 0;
        foreach (Placed place in placed)
        {
            if (place.Begin != end)
                throw LimpidException.InvalidData(
                    $"{where}: tensor {place.Tensor.Name} begins at byte {place.Begin:N0} of the data, but "
                        + $"the one before ends at {end:N0}: "
                        + $"{(place.Begin > end ? "a hole" : "an overlap")}."
                );
            end = place.Begin + place.Tensor.Bytes.Length;
            tensors.Add(place.Tensor);
        }
        if (end != data.Length)
            throw LimpidException.InvalidData(
                $"{where}: its tensors end at byte {end:N0}, but there are {data.Length:N0} bytes of data: "
                    + "bytes that belong to nothing."
            );
        return (metadata, tensors);
    }

    private static Placed Place(JsonProperty entry, ReadOnlyMemory<byte> data, string where)
    {
        string name = Shorten(entry.Name);
        if (entry.Value.GetPropertyCount() != 3)
            throw new FormatException($"tensor {name} must have dtype, shape and data_offsets, and nothing else");
        string? type = entry.Value.GetProperty("dtype").GetString();
        if (type is not (Single or Half))
            throw LimpidException.InvalidData(
                $"{where}: tensor {name} is of type {Shorten(type ?? "null")}; Limpid reads F32 and F16 "
                    + "(floats of 32 and 16 bits). Convert it first."
            );
        (JsonElement extents, JsonElement offsets) = (
            entry.Value.GetProperty("shape"),
            entry.Value.GetProperty("data_offsets")
        );
        if (extents.GetArrayLength() > MaximumDimensions || offsets.GetArrayLength() != 2)
            throw new FormatException(
                $"tensor {name} must have at most {MaximumDimensions} extents and two data_offsets"
            );
        var shape = new int[extents.GetArrayLength()];
        for (int i = 0; i < shape.Length; i++)
            shape[i] = extents[i].GetInt32();
        (long begin, long end) = (offsets[0].GetInt64(), offsets[1].GetInt64());
        long bytes = type == Half ? Floats.HalfBytes : sizeof(float);
        foreach (int extent in shape)
            bytes =
                extent > 0 && bytes <= int.MaxValue / extent
                    ? bytes * extent
                    : throw LimpidException.InvalidData(
                        $"{where}: tensor {name} has shape [{string.Join(", ", shape)}], which is no size "
                            + "that this file could hold."
                    );
        if (begin < 0 || end > data.Length || end - begin != bytes)
            throw LimpidException.InvalidData(
                $"{where}: tensor {name} needs {bytes:N0} bytes and claims bytes {begin:N0} to {end:N0} of "
                    + $"{data.Length:N0}: cut short, or damaged."
            );
        return new(
            begin,
            new(entry.Name, ImmutableSequence.Create<int>(shape), data.Slice((int)begin, (int)bytes), type == Half)
        );
    }

    private sealed record Placed(long Begin, Tensor Tensor);

    private static string Shorten(string name) => name.Length <= 64 ? name : string.Concat(name.AsSpan(0, 64), "…");
}
