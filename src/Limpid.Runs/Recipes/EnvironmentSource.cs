using System.Collections;
using System.Text;
using System.Text.Json.Nodes;

namespace Limpid.Runs.Recipes;

/// <summary>A recipe's members from environment variables: <c>LIMPID__optimizer__rate=0.1</c> means
/// <c>{"optimizer":{"rate":0.1}}</c>.</summary>
public static class EnvironmentSource
{
    /// <summary>What the variables' names begin with. <c>LIMPID_DATA</c> and its like, with one underscore, are no part
    /// of a recipe.</summary>
    public const string Prefix = "LIMPID__";

    /// <summary>The layer's name in messages.</summary>
    public const string Source = "environment " + Prefix;

    private const string Separator = "__";

    /// <summary>Reads this process's variables.</summary>
    /// <exception cref="LimpidException">As the other.</exception>
    public static RecipeSource Read() =>
        Read(
            Environment
                .GetEnvironmentVariables()
                .Cast<DictionaryEntry>()
                .Select(variable => KeyValuePair.Create((string)variable.Key, (string?)variable.Value ?? ""))
        );

    /// <summary>
    /// Reads the variables that begin with <see cref="Prefix"/>; others are passed over. A value that is JSON is taken
    /// so, any other is a
    /// string: <c>7</c> is a number, <c>"7"</c> and <c>adam</c> are strings. The variables' order means nothing.
    /// </summary>
    /// <param name="variables">The environment, names and values.</param>
    /// <exception cref="LimpidException"><see cref="Fault.Usage"/>: a name has an empty part or too many, or asks for a
    /// member of what another sets to a plain value.</exception>
    public static RecipeSource Read(IEnumerable<KeyValuePair<string, string>> variables)
    {
        var values = new JsonObject();
        var ours = variables.Where(variable => variable.Key.StartsWith(Prefix, StringComparison.Ordinal));
        // a whole comes before its members
        foreach ((string name, string value) in ours.OrderBy(variable => variable.Key, StringComparer.Ordinal))
            Set(values, name, Value(value));
        return new RecipeSource(Source, values);
    }

    private static void Set(JsonObject values, string name, JsonNode? value)
    {
        string[] parts = name[Prefix.Length..].Split(Separator);
        if (parts.Contains(""))
            throw LimpidException.Usage(
                $"{name}: expected names with two underscores between them, as in {Prefix}optimizer__rate, "
                    + "but one of them is empty."
            );
        if (parts.Length >= RecipeFileSource.MaximumDepth)
            throw LimpidException.Usage(
                $"{name}: expected fewer than {RecipeFileSource.MaximumDepth} names within each other, but "
                    + $"there are {parts.Length}."
            );
        foreach (string part in parts[..^1])
        {
            if (!values.ContainsKey(part))
                values[part] = new JsonObject();
            values =
                values[part] as JsonObject
                ?? throw LimpidException.Usage(
                    $"{name}: sets a member of {part}, but another variable sets {part} itself to a plain "
                        + "value. Unset one of the two."
                );
        }
        values[parts[^1]] = value;
    }

    private static JsonNode? Value(string text)
    {
        try
        {
            return RecipeFileSource.Node(Encoding.UTF8.GetBytes(text));
        }
        catch (System.Text.Json.JsonException)
        {
            return JsonValue.Create(text);
        }
    }
}
