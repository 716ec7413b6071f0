using System.Text.Json.Nodes;

namespace Limpid.Runs.Recipes;

/// <summary>The members of all layers as one object, and which source set each of them.</summary>
public sealed class MergedRecipe
{
    private readonly IReadOnlyDictionary<string, string> _sources;

    internal MergedRecipe(JsonObject values, IReadOnlyDictionary<string, string> sources) =>
        (Values, _sources) = (values, sources);

    /// <summary>The merged members; no layer's own object is shared with it.</summary>
    public JsonObject Values { get; }

    /// <summary>The source that set a value: the one that set it, or set the nearest thing around it as a
    /// whole.</summary>
    /// <param name="path">As <c>JsonException.Path</c> and <c>JsonNode.GetPath()</c> write it, <c>$.optimizer.rate</c>;
    /// null means the whole.</param>
    public string SourceOf(string? path)
    {
        string at = path ?? JsonMerge.RootPath;
        while (!_sources.ContainsKey(at))
        {
            int end = at.LastIndexOfAny(['.', '[']);
            if (end <= 0)
                return _sources[JsonMerge.RootPath];
            at = at[..end];
        }
        return _sources[at];
    }

    /// <summary>A value's name for a message, with its source: <c>recipe.json: optimizer.rate</c>.</summary>
    /// <param name="path">As for <see cref="SourceOf"/>.</param>
    public string Describe(string? path)
    {
        string name = (path ?? JsonMerge.RootPath)[JsonMerge.RootPath.Length..].TrimStart('.');
        return name.Length == 0 ? SourceOf(path) : $"{SourceOf(path)}: {name}";
    }
}
