using System.Text.Json.Nodes;

namespace Limpid.Runs.Recipes;

/// <summary>
/// Lays recipes over each other as JSON, lowest first: defaults, preset, file, environment, options. Two objects become
/// one, member by
/// member; anything else replaces what it lies on. An object whose <c>type</c> is another than that below replaces it
/// too: an Adam
/// keeps nothing of an SGD. The fold goes from the bottom up, which matters only where layers disagree on a type or on
/// what is an
/// object; elsewhere merging is associative. The empty object is neutral everywhere.
/// </summary>
public static class JsonMerge
{
    internal const string RootPath = "$";
    private const string TypeMember = "type";

    /// <summary>Merges layers in rising precedence. The layers stay as they are.</summary>
    public static MergedRecipe Merge(IEnumerable<RecipeSource> layers)
    {
        var merged = new JsonObject();
        var sources = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (RecipeSource layer in layers)
        {
            sources.TryAdd(RootPath, layer.Source);
            if (Switches(merged, layer.Values))
            {
                merged.Clear();
                Set(sources, RootPath, layer.Source);
            }
            Lay(layer.Values, merged, layer.Source, sources);
        }
        sources.TryAdd(RootPath, "recipe");
        return new MergedRecipe(merged, sources);
    }

    private static void Lay(JsonObject above, JsonObject below, string source, Dictionary<string, string> sources)
    {
        foreach ((string name, JsonNode? value) in above)
        {
            if (value is JsonObject inner && below[name] is JsonObject under && !Switches(under, inner))
            {
                Lay(inner, under, source, sources);
                continue;
            }
            Set(sources, PathOf(below, name), source);
            below[name] = value?.DeepClone();
        }
    }

    private static bool Switches(JsonObject below, JsonObject above) =>
        above[TypeMember] is { } to && below[TypeMember] is { } from && !JsonNode.DeepEquals(from, to);

    /// <summary>A null in a JsonObject knows no path, so a placeholder, soon replaced, is asked for it.</summary>
    private static string PathOf(JsonObject parent, string name)
    {
        parent[name] = "";
        return parent[name]!.GetPath();
    }

    /// <summary>Notes who set a path, and forgets who set what was inside it.</summary>
    private static void Set(Dictionary<string, string> sources, string path, string source)
    {
        foreach (string key in sources.Keys.ToArray())
        {
            bool inside =
                key.Length > path.Length
                && key.StartsWith(path, StringComparison.Ordinal)
                && key[path.Length] is '.' or '[';
            if (inside)
                sources.Remove(key);
        }
        sources[path] = source;
    }
}
