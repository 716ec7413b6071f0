using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Limpid.Augmentations;
using Limpid.Layers;
using Limpid.Numerics;
using Limpid.Training;

namespace Limpid.Files;

/// <summary>
/// Architectures as a line of text: the input shape, then the layers, e.g. <c>28x28 dense16 sigmoid dense10
/// sigmoid</c>. A layer is the name that
/// JSON knows it by, its first number, then each further number behind the first letter of its name; layers inside
/// stand in parentheses, and what no
/// number can say in braces as JSON. Names and letters come from the one list of layers; this code names none. What is
/// usual is left out. Augmentations are written alike.
/// </summary>
public static class Notation
{
    private const string Nothing = "none";

    /// <summary>Writes an architecture. <see cref="Parse"/> gives it back.</summary>
    public static string Write(Architecture architecture) =>
        $"{architecture.Input} {WriteAll(architecture.Body.Layers)}";

    /// <summary>Reads an architecture.</summary>
    /// <param name="text">For instance <c>28x28 dense16 sigmoid dense10 sigmoid</c>.</param>
    /// <exception cref="LimpidException"><see cref="Fault.Usage"/>: says at which word, what was expected and what
    /// came.</exception>
    public static Architecture Parse(string text)
    {
        int space = text.AsSpan().Trim().IndexOf(' ');
        string trimmed = text.Trim(),
            input = space < 0 ? trimmed : trimmed[..space];
        Shape shape = ParseShape(input, text);
        JsonArray layers = NotationReader
            .Of<LayerSpec>(space < 0 ? "" : trimmed[space..], "architecture", "a layer", "layers")
            .Read();
        if (layers.Count == 0)
            throw LimpidException.Usage(
                $"The architecture \"{text}\" has no layers. Write for instance 784-16-16-10, or 28x28 "
                    + "dense16 sigmoid dense10 sigmoid."
            );
        return new(
            shape,
            new Sequential(
                ImmutableSequence.From(
                    layers.Select(layer => LimpidJson.Read<LayerSpec>(layer, $"architecture \"{text}\""))
                )
            )
        );
    }

    /// <summary>Writes augmentations, each as a layer is written: <c>rotate10 shift2 elastic34</c>; none as
    /// <c>none</c>.</summary>
    public static string WriteAugmentations(ImmutableSequence<Augmentation> augmentations) =>
        augmentations.Count == 0 ? Nothing : WriteAll(augmentations);

    /// <summary>Reads augmentations.</summary>
    /// <param name="text">For instance <c>rotate10 shift2 scale0.1a0.05 elastic</c>; <c>none</c> for none.</param>
    /// <exception cref="LimpidException"><see cref="Fault.Usage"/>: says at which word, what was expected and what
    /// came.</exception>
    public static ImmutableSequence<Augmentation> ParseAugmentations(string text)
    {
        JsonArray words =
            text.Trim() == Nothing
                ? []
                : NotationReader
                    .Of<Augmentation>(text, "list of augmentations", "an augmentation", "augmentations")
                    .Read();
        return ImmutableSequence.From(
            words.Select(word => LimpidJson.Read<Augmentation>(word, $"augmentations \"{text}\""))
        );
    }

    /// <summary>Reads one averaging of weights: <c>ema0.999</c>; null for <c>none</c>.</summary>
    /// <param name="text">One word.</param>
    /// <exception cref="LimpidException"><see cref="Fault.Usage"/>: says what was expected and what came.</exception>
    public static Averaging? ParseAveraging(string text)
    {
        if (text.Trim() == Nothing)
            return null;
        JsonArray words = NotationReader
            .Of<Averaging>(text, "averaging of weights", "an averaging", "averagings")
            .Read();
        return words.Count == 1
            ? LimpidJson.Read<Averaging>(words[0], $"averaging \"{text}\"")
            : throw LimpidException.Usage(
                $"Expected one averaging of weights, such as ema0.999, or none, but \"{text}\" has {words.Count} words."
            );
    }

    /// <summary>True for the short form of a plain network, <c>784-16-16-10</c>; its numbers.</summary>
    public static bool TryPlain(string text, out int[] sizes)
    {
        string[] parts = text.Split('-');
        sizes = new int[parts.Length];
        for (int i = 0; i < parts.Length; i++)
            if (!int.TryParse(parts[i], System.Globalization.NumberStyles.None, null, out sizes[i]))
                return false;
        return parts.Length >= 2;
    }

    internal static Shape ParseShape(string word, string text)
    {
        int[] extents =
        [
            .. word.Split('x')
                .Select(part => int.TryParse(part, System.Globalization.NumberStyles.None, null, out int n) ? n : 0),
        ];
        Shape shape = extents.Length switch
        {
            1 => new(extents[0]),
            2 => new(1, extents[0], extents[1]),
            3 => new(extents[0], extents[1], extents[2]),
            _ => default,
        };
        return shape.IsValid
            ? shape
            : throw LimpidException.Usage(
                $"The architecture \"{text}\" must begin with its input's shape, such as 784, 28x28 or "
                    + $"3x32x32, but begins with \"{word}\"."
            );
    }

    private static string WriteAll<T>(IEnumerable<T> specs)
        where T : class => string.Join(' ', specs.Select(WriteOne));

    private static string WriteOne<T>(T spec)
        where T : class
    {
        SpecForm form = SpecForms<T>.Of(spec);
        JsonElement json = LimpidJson.ToElement(spec);
        string Text(string name) => json.GetProperty(name).GetRawText();
        string Object(IEnumerable<string> names) =>
            $"{{{string.Join(',', names.Select(name => $"\"{name}\":{Text(name)}"))}}}";
        JsonElement usual = LimpidJson.ToElement(LimpidJson.Read<T>(Object(["type", .. form.Needed]), form.Word));
        bool IsSaid(JsonProperty member) =>
            form.Needed.Contains(member.Name)
            || !usual.TryGetProperty(member.Name, out JsonElement value)
            || value.GetRawText() != member.Value.GetRawText();
        string[] said = [.. json.EnumerateObject().Where(IsSaid).Select(member => member.Name)];
        string letters = string.Concat(
            form.Letters.Where(l => said.Contains(l.Value)).Select(l => $"{l.Key}{Text(l.Value)}")
        );
        var text = new StringBuilder(form.Word);
        if (form.First is { } first && (said.Contains(first) || letters.Length > 0))
            text.Append(Text(first));
        text.Append(letters);
        foreach (string inner in form.Inner.Where(said.Contains))
            text.Append('(')
                .AppendJoin(
                    ' ',
                    json.GetProperty(inner)
                        .EnumerateArray()
                        .Select(within => WriteOne(LimpidJson.Read<T>(within.GetRawText(), form.Word)))
                )
                .Append(')');
        string[] rest =
        [
            .. said.Where(name =>
                name != "type"
                && name != form.First
                && !form.Letters.Values.Contains(name)
                && !form.Inner.Contains(name)
            ),
        ];
        return rest.Length == 0 ? text.ToString() : text.Append(Object(rest)).ToString();
    }
}
