using System.Text;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Limpid.Layers;
using Limpid.Numerics;

namespace Limpid.Files;

/// <summary>
/// Architectures as a line of text: the input shape, then the layers, e.g. <c>28x28 dense16 sigmoid dense10 sigmoid</c>. A layer is the name that
/// JSON knows it by, its first number, then each further number behind the first letter of its name; layers inside stand in parentheses, and what no
/// number can say in braces as JSON. What is usual is left out. Names and letters come from the one list of layers; this code names none.
/// </summary>
public static class Notation
{
    /// <summary>Writes an architecture. <see cref="Parse"/> gives it back.</summary>
    public static string Write(Architecture architecture) => $"{architecture.Input} {Write(architecture.Body.Layers)}";

    /// <summary>Reads an architecture.</summary>
    /// <param name="text">For instance <c>28x28 dense16 sigmoid dense10 sigmoid</c>.</param>
    /// <exception cref="LimpidException"><see cref="Fault.Usage"/>: says at which word, what was expected and what came.</exception>
    public static Architecture Parse(string text)
    {
        int space = text.AsSpan().Trim().IndexOf(' ');
        string trimmed = text.Trim(), input = space < 0 ? trimmed : trimmed[..space];
        Shape shape = ParseShape(input, text);
        JsonArray layers = new NotationReader(space < 0 ? "" : trimmed[space..]).Read();
        if (layers.Count == 0) throw LimpidException.Usage($"The architecture \"{text}\" has no layers. Write for instance 784-16-16-10, or 28x28 dense16 sigmoid dense10 sigmoid.");
        return new(shape, new Sequential(ImmutableSequence.From(layers.Select(layer => LimpidJson.Read<LayerSpec>(layer, $"architecture \"{text}\"")))));
    }

    /// <summary>True for the short form of a plain network, <c>784-16-16-10</c>; its numbers.</summary>
    public static bool TryPlain(string text, out int[] sizes)
    {
        string[] parts = text.Split('-');
        sizes = new int[parts.Length];
        for (int i = 0; i < parts.Length; i++)
            if (!int.TryParse(parts[i], System.Globalization.NumberStyles.None, null, out sizes[i])) return false;
        return parts.Length >= 2;
    }

    internal static Shape ParseShape(string word, string text)
    {
        int[] extents = [.. word.Split('x').Select(part => int.TryParse(part, System.Globalization.NumberStyles.None, null, out int n) ? n : 0)];
        Shape shape = extents.Length switch { 1 => new(extents[0]), 2 => new(1, extents[0], extents[1]), 3 => new(extents[0], extents[1], extents[2]), _ => default };
        return shape.IsValid ? shape : throw LimpidException.Usage($"The architecture \"{text}\" must begin with its input's shape, such as 784, 28x28 or 3x32x32, but begins with \"{word}\".");
    }

    private static string Write(IEnumerable<LayerSpec> layers) => string.Join(' ', layers.Select(Write));

    private static string Write(LayerSpec spec)
    {
        JsonObject json = LimpidJson.ToNode(spec).AsObject();
        LayerForm form = LayerForm.Of(spec);
        var least = new JsonObject { ["type"] = form.Word };
        foreach (string needed in form.Needed) least[needed] = json[needed]!.DeepClone();
        JsonObject usual = LimpidJson.ToNode(LimpidJson.Read<LayerSpec>(least, "layer")).AsObject();
        string[] said = [.. json.Where(member => !JsonNode.DeepEquals(member.Value, usual[member.Key])).Select(member => member.Key)];
        string letters = string.Concat(form.Letters.Where(l => said.Contains(l.Value) || form.Needed.Contains(l.Value)).Select(l => $"{l.Key}{json[l.Value]!.ToJsonString()}"));
        var text = new StringBuilder(form.Word);
        if (form.First is { } first && (form.Needed.Contains(first) || said.Contains(first) || letters.Length > 0)) text.Append(json[first]!.ToJsonString());
        text.Append(letters);
        foreach (string inner in form.Inner.Where(name => form.Needed.Contains(name) || said.Contains(name)))
            text.Append('(').AppendJoin(' ', json[inner]!.AsArray().Select(layer => Write(LimpidJson.Read<LayerSpec>(layer, "layer")))).Append(')');
        var rest = new JsonObject(said.Where(name => name != form.First && !form.Letters.Values.Contains(name) && !form.Inner.Contains(name)).Select(name => KeyValuePair.Create(name, json[name]?.DeepClone())));
        return rest.Count == 0 ? text.ToString() : text.Append(rest.ToJsonString()).ToString();
    }
}

/// <summary>How one kind of layer is written, read off its JSON form.</summary>
internal sealed record LayerForm(string Word, string? First, IReadOnlyList<string> Inner, IReadOnlyDictionary<char, string> Letters, IReadOnlyList<string> Needed)
{
    public static IReadOnlyDictionary<string, LayerForm> All { get; } =
        LimpidJson.Info<LayerSpec>().PolymorphismOptions!.DerivedTypes.Select(Make).ToDictionary(f => f.Word, StringComparer.Ordinal);

    private static readonly Dictionary<Type, string> Words =
        LimpidJson.Info<LayerSpec>().PolymorphismOptions!.DerivedTypes.ToDictionary(d => d.DerivedType, d => (string)d.TypeDiscriminator!);

    public static LayerForm Of(LayerSpec spec) => All[Words[spec.GetType()]];

    private static LayerForm Make(JsonDerivedType kind)
    {
        JsonPropertyInfo[] members = [.. LimpidJson.Info(kind.DerivedType).Properties.Where(p => p.Get is not null).OrderBy(p => p.AssociatedParameter?.Position)];
        JsonPropertyInfo? first = Array.Find(members, p => p.AssociatedParameter?.Position == 0 && IsNumber(p));
        string[] inner = [.. members.Where(p => p.PropertyType == typeof(ImmutableSequence<LayerSpec>)).Select(p => p.Name)];
        Dictionary<char, string> letters = members.Where(p => p != first && IsNumber(p)).ToDictionary(p => p.Name[0], p => p.Name);
        return new((string)kind.TypeDiscriminator!, first?.Name, inner, letters, [.. members.Where(p => p.AssociatedParameter is { HasDefaultValue: false }).Select(p => p.Name)]);
    }

    private static bool IsNumber(JsonPropertyInfo member) => member.PropertyType == typeof(int) || member.PropertyType == typeof(int?) || member.PropertyType == typeof(double);
}
