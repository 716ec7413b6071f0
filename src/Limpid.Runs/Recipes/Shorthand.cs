using System.Text.Json;
using System.Text.Json.Nodes;

namespace Limpid.Runs.Recipes;

/// <summary>What people may write shorter than the recipe has it.</summary>
internal static class Shorthand
{
    public const string Preset = "preset", Architecture = "architecture", Activation = "activation", Initializer = "initializer", Loss = "loss";

    private static readonly string[] Specs = [Loss, "optimizer", "schedule", Activation, Initializer];

    /// <summary>A layer in which <c>"loss": "x"</c> has become <c>"loss": {"type": "x"}</c>; likewise optimizer, schedule, activation and initializer. The preset's name is taken out.</summary>
    public static RecipeLayer Expand(RecipeLayer layer)
    {
        JsonObject values = layer.Values.DeepClone().AsObject();
        values.Remove(Preset);
        foreach (string name in Specs)
            if (values[name] is JsonValue text && text.GetValueKind() == JsonValueKind.String) values[name] = new JsonObject { [KnownNames.TypeMember] = (string)text! };
        return layer with { Values = values };
    }
}
