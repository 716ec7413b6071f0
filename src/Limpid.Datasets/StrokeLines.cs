using System.Globalization;
using System.Text.Json;
using Limpid.Data;
using Limpid.Drawing;
using Limpid.Numerics;

namespace Limpid.Datasets;

/// <summary>
/// Labelled strokes in JSON lines, a digit a line: <c>{"label": 3, "strokes": [[[x, y], [x, y, t, pressure], ...],
/// ...]}</c>, y downward, in any
/// unit. The label may be text ("3"); time and pressure may be missing; other members are passed over, and empty lines
/// too.
/// </summary>
internal static class StrokeLines
{
    private const int Side = PictureNormalizer.Side;
    private const string Form = """{"label": 3, "strokes": [[[x, y], ...], ...]}""";

    /// <summary>Reads a whole stream.</summary>
    /// <param name="name">What to call it in messages.</param>
    /// <param name="stream">Raw or packed by gzip; stays open.</param>
    /// <param name="stop">Stops between two lines.</param>
    /// <exception cref="LimpidException"><see cref="Fault.InvalidData"/>, with the line.</exception>
    public static NumberedPictures Read(string name, Stream stream, CancellationToken stop = default)
    {
        try
        {
            using Stream raw = GzipDetection.Open(stream);
            return Read(name, new LineReader(name, raw), stop);
        }
        catch (InvalidDataException damage)
        {
            throw LimpidException.InvalidData(
                $"{name}: the gzip packing is damaged ({damage.Message}). Fetch the file again.",
                damage
            );
        }
    }

    private static NumberedPictures Read(string name, LineReader lines, CancellationToken stop)
    {
        var labels = new List<byte>();
        using var pixels = new MemoryStream();
        while (lines.Next())
        {
            stop.ThrowIfCancellationRequested();
            try
            {
                (byte label, GrayImage picture) = Digit(lines.Current);
                labels.Add(label);
                pixels.Write(picture.Pixels.Span);
            }
            catch (Exception exception) when (exception is LimpidException or JsonException)
            {
                throw LimpidException.InvalidData(
                    $"{name}, line {lines.Number}: "
                        + $"{(exception is JsonException ? $"expected {Form}, but this is no JSON: {exception.Message}" : exception.Message)}",
                    exception
                );
            }
        }
        if (labels.Count == 0)
            throw LimpidException.InvalidData($"{name}: expected a digit a line, {Form}, but found none.");
        return new(new Shape(1, Side, Side), pixels.ToArray(), labels.ToArray());
    }

    private static (byte Label, GrayImage Picture) Digit(ReadOnlyMemory<byte> line)
    {
        using var json = JsonDocument.Parse(line);
        byte label = Label(Member(json.RootElement, "label"));
        List<Stroke> strokes = [.. Items(Member(json.RootElement, "strokes"), "strokes").Select(ToStroke)];
        NormalizedPicture normalized = StrokeNormalizer.Normalize(strokes);
        return normalized.IsBlank
            ? throw Wrong("at least one point", "strokes without any")
            : (label, normalized.Picture);
    }

    private static JsonElement Member(JsonElement digit, string name) =>
        digit.ValueKind == JsonValueKind.Object && digit.TryGetProperty(name, out JsonElement member)
            ? member
            : throw Wrong(Form, $"no '{name}'");

    private static byte Label(JsonElement label)
    {
        string text = label.ValueKind == JsonValueKind.String ? label.GetString()! : label.GetRawText();
        return byte.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out byte number)
            ? number
            : throw Wrong("a label from 0 to 255", $"'{(text.Length > 20 ? text[..20] : text)}'");
    }

    private static Stroke ToStroke(JsonElement stroke) =>
        new(ImmutableSequence.From(Items(stroke, "a stroke").Select(ToPoint)));

    private static StrokePoint ToPoint(JsonElement point)
    {
        double[] numbers = [.. Items(point, "a point").Select(Number)];
        return numbers.Length is >= 2 and <= 4
            ? new(numbers[0], numbers[1], numbers.ElementAtOrDefault(2), numbers.Length > 3 ? numbers[3] : 1)
            : throw Wrong("points of 2 to 4 numbers: x, y, time, pressure", $"{numbers.Length}");
    }

    private static double Number(JsonElement number) =>
        number.ValueKind == JsonValueKind.Number
            ? number.GetDouble()
            : throw Wrong("numbers in a point", $"{number.ValueKind}");

    private static JsonElement.ArrayEnumerator Items(JsonElement list, string what) =>
        list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray()
            : throw Wrong($"{what} as a list", $"{list.ValueKind}");

    private static LimpidException Wrong(string expected, string came) =>
        LimpidException.InvalidData($"expected {expected}, but got {came}. Correct or remove the line.");
}
