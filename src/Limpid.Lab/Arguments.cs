using System.Buffers.Binary;
using System.Text.Json;

namespace Limpid.Lab;

/// <summary>
/// The arguments of a call, as they cross from the page: four bytes, the length of what follows, the lowest first; that much JSON, an array of the arguments, in which
/// <c>{"bytes": n}</c> stands for n bytes; then those bytes, one run after the other. Nothing that a frame claims is believed before its bytes are there.
/// </summary>
public sealed class Arguments
{
    private const int Deepest = 4;
    private readonly string _call;
    private readonly List<object> _values = [];                              // JsonElement or ArraySegment<byte>

    private Arguments(string call) => _call = call;

    /// <summary>Reads a frame.</summary>
    /// <param name="call">Whose arguments they are, for messages.</param>
    /// <param name="frame">The bytes, which stay where they are.</param>
    /// <exception cref="LimpidException"><see cref="Fault.InvalidData"/>: not a frame.</exception>
    public static Arguments Read(string call, byte[] frame)
    {
        var arguments = new Arguments(call);
        int length = frame.Length >= sizeof(int) ? BinaryPrimitives.ReadInt32LittleEndian(frame) : -1, at = sizeof(int) + length;
        if (length < 0 || length > frame.Length - sizeof(int)) throw LimpidException.InvalidData($"{call}: expected the length of the arguments and then the arguments, but {frame.Length} bytes came.");
        foreach (JsonElement value in Elements(call, frame.AsMemory(sizeof(int), length)))
        {
            if (value.ValueKind != JsonValueKind.Object) arguments._values.Add(value);
            else
            {
                int count = value.TryGetProperty("bytes", out JsonElement n) && n.ValueKind == JsonValueKind.Number && n.TryGetInt32(out int whole) && whole >= 0 ? whole : -1;
                if (count < 0 || count > frame.Length - at) throw LimpidException.InvalidData($"{call}: expected {{\"bytes\": n}} and n bytes, but {value.GetRawText()} and {frame.Length - at} bytes came.");
                arguments._values.Add(new ArraySegment<byte>(frame, at, count));
                at += count;
            }
        }
        return arguments;
    }

    public int Whole(int place) => Element(place) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out int whole) ? whole : throw Wrong(place, "a whole number");

    public double Number(int place) => Element(place) is { ValueKind: JsonValueKind.Number } value && value.TryGetDouble(out double number) && double.IsFinite(number) ? number : throw Wrong(place, "a number");

    public string Text(int place) => Element(place) is { ValueKind: JsonValueKind.String } value ? value.GetString()! : throw Wrong(place, "a text");

    public ArraySegment<byte> Bytes(int place) => place < _values.Count && _values[place] is ArraySegment<byte> bytes ? bytes : throw Wrong(place, "bytes");

    public int[] Wholes(int place) => [.. Items(place).Select(item => item.ValueKind == JsonValueKind.Number && item.TryGetInt32(out int whole) ? whole : throw Wrong(place, "whole numbers"))];

    private JsonElement.ArrayEnumerator Items(int place) => Element(place) is { ValueKind: JsonValueKind.Array } value ? value.EnumerateArray() : throw Wrong(place, "an array");

    private JsonElement? Element(int place) => place < _values.Count && _values[place] is JsonElement value ? value : null;

    private LimpidException Wrong(int place, string expected) => LimpidException.Usage($"{_call}: argument {place + 1} must be {expected}.");

    private static JsonElement[] Elements(string call, ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new() { MaxDepth = Deepest });
            JsonElement root = document.RootElement.Clone();
            return root.ValueKind == JsonValueKind.Array ? [.. root.EnumerateArray()] : throw LimpidException.InvalidData($"{call}: expected the arguments as an array, but a {root.ValueKind} came.");
        }
        catch (JsonException wrong)
        {
            throw LimpidException.InvalidData($"{call}: expected the arguments as JSON: {wrong.Message}", wrong);
        }
    }
}
