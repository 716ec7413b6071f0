using System.Text.Json;
using System.Text.Json.Nodes;
using Limpid.Augmentations;
using Limpid.Files;

namespace Limpid.Runs.Recipes;

/// <summary>What people may write shorter than the recipe has it.</summary>
internal static class Shorthand
{
    public const string Preset = "preset", Architecture = "architecture", Activation = "activation", Initializer = "initializer", Loss = "loss", Augmentations = "augmentations";

    private static readonly string[] Specs = [Loss, "optimizer", "schedule", Activation, Initializer];

    /// <summary>A layer in which <c>"loss": "x"</c> has become <c>"loss": {"type": "x"}</c>; likewise optimizer, schedule, activation and initializer. <c>"augmentations": "rotate10 shift2"</c> has become their list. The preset's name is taken out.</summary>
    public static RecipeLayer Expand(RecipeLayer layer)
    {
        JsonObject values = layer.Values.DeepClone().AsObject();
        values.Remove(Preset);
        foreach (string name in Specs)
            if (values[name] is JsonValue text && text.GetValueKind() == JsonValueKind.String) values[name] = new JsonObject { [KnownNames.TypeMember] = (string)text! };
        if (values[Augmentations] is JsonValue words && words.GetValueKind() == JsonValueKind.String) values[Augmentations] = Listed((string)words!, layer.Source);
        return layer with { Values = values };
    }

    private static JsonArray Listed(string words, string source)
    {
        try
        {
            return [.. Notation.ParseAugmentations(words).Select(LimpidJson.ToNode)];
        }
        catch (LimpidException wrong)
        {
            throw new LimpidException(wrong.Fault, $"{source}: {Augmentations}: {wrong.Message}", wrong);
        }
    }
}
