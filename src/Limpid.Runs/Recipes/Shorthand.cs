using System.Text.Json;
using System.Text.Json.Nodes;
using Limpid.Files;

namespace Limpid.Runs.Recipes;

/// <summary>What people may write shorter than the recipe has it.</summary>
internal static class Shorthand
{
    public const string Preset = "preset",
        Architecture = "architecture",
        Activation = "activation",
        Initializer = "initializer",
        Loss = "loss",
        Augmentations = "augmentations",
        Averaging = "averaging";

    private static readonly string[] Specs = [Loss, "optimizer", "schedule", Activation, Initializer];

    /// <summary>
    /// A layer in which <c>"loss": "x"</c> has become <c>"loss": {"type": "x"}</c>; likewise optimizer, schedule,
    /// activation and initializer. What is written in
    /// notation, <c>"augmentations": "rotate10 shift2"</c> and <c>"averaging": "ema0.999"</c>, stands in full. The
    /// preset's name is taken out.
    /// </summary>
    public static RecipeSource Expand(RecipeSource layer)
    {
        JsonObject values = layer.Values.DeepClone().AsObject();
        values.Remove(Preset);
        foreach (string name in Specs)
            if (Text(values, name) is { } kind)
                values[name] = new JsonObject { [KnownNames.TypeMember] = kind };
        if (Text(values, Augmentations) is { } words)
            values[Augmentations] = Told(layer.Source, Augmentations, () =>
                new JsonArray([.. Notation.ParseAugmentations(words).Select(LimpidJson.ToNode)])
            );
        if (Text(values, Averaging) is { } word)
            values[Averaging] = Told(layer.Source, Averaging, () =>
                Notation.ParseAveraging(word) is { } averaging ? LimpidJson.ToNode(averaging) : null
            );
        return layer with { Values = values };
    }

    private static string? Text(JsonObject values, string name) =>
        values[name] is JsonValue text && text.GetValueKind() == JsonValueKind.String ? (string)text! : null;

    private static JsonNode? Told(string source, string member, Func<JsonNode?> read)
    {
        try
        {
            return read();
        }
        catch (LimpidException exception)
        {
            throw new LimpidException(exception.Fault, $"{source}: {member}: {exception.Message}", exception);
        }
    }
}
