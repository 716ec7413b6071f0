using System.Text.Json;
using Limpid.Numerics;

namespace Limpid.Files;

/// <summary>The JSON header of a safetensors file: {name: {dtype, shape, data_offsets}}, with text under
/// <c>__metadata__</c>.</summary>
internal static class SafetensorsHeader
{
    /// <summary>The metadata key of the checksum.</summary>
    public const string Checksum = "fletcher64";

    private const string Metadata = "__metadata__",
        Single = "F32",
        Half = "F16";
    private const int Alignment = 8,
        MaximumDimensions = 8;

    /// <summary>Writes a header, padded with spaces to the alignment.</summary>
    public static byte[] Write(IReadOnlyDictionary<string, string> metadata, IReadOnlyList<Tensor> tensors)
    {
        var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartObject(Metadata);
            foreach ((string key, string value) in metadata)
                json.WriteString(key, value);
            json.WriteString(Checksum, Fletcher64.Of(tensors));
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

    /// <summary>Reads a header. It uses loops instead of LINQ: the page waits for this code first, and in the browser
    /// code that runs for the first time is slow.</summary>
    public static (Dictionary<string, string> Metadata, List<Tensor> Tensors) Parse(
        ReadOnlyMemory<byte> header,
        ReadOnlyMemory<byte> data,
        string where
    )
    {
        // checking for duplicates here would load the cryptography library
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

    /// <summary>A name, shortened to fit in a message.</summary>
    public static string Shorten(string name) => name.Length <= 64 ? name : string.Concat(name.AsSpan(0, 64), "…");
}
