using System.Buffers.Binary;
using System.Text;

namespace Limpid.Lab;

/// <summary>
/// The arguments of a call, as they cross from the page, one after the other: what it is in a byte, in four bytes the
/// length of what follows, and that: a number is a
/// float64, numbers are some, a text is UTF-8. All with the lowest byte first. Nothing that a frame claims is believed
/// before its bytes are there.
/// </summary>
public sealed class Arguments
{
    private const byte IsNumber = 0,
        IsNumbers = 1,
        IsText = 2,
        IsBytes = 3;
    private const int Head = 1 + sizeof(int);
    private readonly string _call;
    private readonly List<Argument> _values = [];

    private Arguments(string call) => _call = call;

    /// <summary>Reads a frame.</summary>
    /// <param name="call">Whose arguments they are, for messages.</param>
    /// <param name="frame">The bytes, which stay where they are.</param>
    /// <exception cref="LimpidException"><see cref="Fault.InvalidData"/>: not a frame.</exception>
    public static Arguments Read(string call, byte[] frame)
    {
        var arguments = new Arguments(call);
        for (int at = 0, length; at < frame.Length; at += Head + length)
        {
            int left = frame.Length - at - Head;
            length = left < 0 ? -1 : BinaryPrimitives.ReadInt32LittleEndian(frame.AsSpan(at + 1));
            if (length < 0 || length > left)
                throw LimpidException.InvalidData(
                    $"{call}: argument {arguments._values.Count + 1} is cut short: expected its kind, its "
                        + $"length and so many bytes, but {frame.Length - at} bytes came."
                );
            if (frame[at] > IsBytes)
                throw LimpidException.InvalidData(
                    $"{call}: argument {arguments._values.Count + 1} is of kind {frame[at]}; expected "
                        + $"{IsNumber} to {IsBytes}."
                );
            arguments._values.Add(new(frame[at], new(frame, at + Head, length)));
        }
        return arguments;
    }

    public int Whole(int place) => Whole(Number(place), place);

    public double Number(int place) =>
        Of(IsNumber, place, "a number") is { Count: sizeof(double) } bytes
        && Number(bytes) is var number
        && double.IsFinite(number)
            ? number
            : throw Wrong(place, "a number");

    public string Text(int place) => Encoding.UTF8.GetString(Of(IsText, place, "a text"));

    public ArraySegment<byte> Bytes(int place) => Of(IsBytes, place, "bytes");

    public int[] Wholes(int place)
    {
        ArraySegment<byte> bytes = Of(IsNumbers, place, "whole numbers");
        if (bytes.Count % sizeof(double) != 0)
            throw Wrong(place, "whole numbers");
        var wholes = new int[bytes.Count / sizeof(double)];
        for (int i = 0; i < wholes.Length; i++)
            wholes[i] = Whole(Number(bytes[(i * sizeof(double))..]), place);
        return wholes;
    }

    private ArraySegment<byte> Of(byte kind, int place, string expected) =>
        place < _values.Count && _values[place].Kind == kind ? _values[place].Bytes : throw Wrong(place, expected);

    private int Whole(double number, int place) =>
        number == Math.Floor(number) && Math.Abs(number) <= int.MaxValue
            ? (int)number
            : throw Wrong(place, "a whole number");

    private static double Number(ArraySegment<byte> bytes) => BinaryPrimitives.ReadDoubleLittleEndian(bytes);

    private LimpidException Wrong(int place, string expected) =>
        LimpidException.Usage($"{_call}: argument {place + 1} must be {expected}.");

    private readonly record struct Argument(byte Kind, ArraySegment<byte> Bytes);
}
