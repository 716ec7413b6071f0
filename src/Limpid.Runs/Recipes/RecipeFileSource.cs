using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;

namespace Limpid.Runs.Recipes;

/// <summary>A recipe's members from a JSON file: one object, strict JSON in UTF-8, no member twice.</summary>
public static class RecipeFileSource
{
    /// <summary>The most that a recipe may weigh, in bytes: 1 MiB.</summary>
    public const int MaximumBytes = 1 << 20;

    /// <summary>The deepest that objects and arrays may stand within each other.</summary>
    public const int MaximumDepth = 64;

    private const int LongestReason = 200; // characters: the parser may quote the whole file

    private static readonly JsonDocumentOptions Strict = new()
    {
        MaxDepth = MaximumDepth,
        AllowDuplicateProperties = false,
    };

    /// <summary>Reads a recipe file. Messages name it by <paramref name="path"/>.</summary>
    /// <exception cref="LimpidException">
    /// <see cref="Fault.NotFound"/>: no such file; <see cref="Fault.Unavailable"/>: it cannot be read;
    /// <see cref="Fault.InvalidData"/>: too
    /// large, not JSON (with line and column), too deep, a member twice, or not an object.
    /// </exception>
    public static RecipeSource Read(string path)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            byte[] content = new byte[MaximumBytes + 1];
            int length = file.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
            return Parse(path, content.AsSpan(0, length));
        }
        catch (Exception problem) when (problem is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new LimpidException(
                Fault.NotFound,
                $"{path}: expected a recipe file, but there is none. Check the path, or name a preset instead.",
                problem
            );
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new LimpidException(
                Fault.Unavailable,
                $"{path}: expected a recipe file that can be read, but {problem.Message.TrimEnd('.')}. Check "
                    + "the path and the permissions.",
                problem
            );
        }
    }

    /// <summary>Reads a recipe from the bytes of a file or of a message.</summary>
    /// <param name="source">Its name in messages.</param>
    /// <param name="json">The bytes, with or without a byte order mark.</param>
    /// <exception cref="LimpidException"><see cref="Fault.InvalidData"/>: as for <see cref="Read"/>.</exception>
    public static RecipeSource Parse(string source, ReadOnlySpan<byte> json)
    {
        if (json.Length > MaximumBytes)
            throw LimpidException.InvalidData(
                $"{source}: expected a recipe of at most {MaximumBytes} bytes, but it is larger. Is it the right file?"
            );
        if (json.StartsWith(Encoding.UTF8.Preamble))
            json = json[Encoding.UTF8.Preamble.Length..];
        try
        {
            JsonNode? node = Node(json);
            return node is JsonObject values
                ? new RecipeSource(source, values)
                : throw LimpidException.InvalidData(
                    $"{source}: expected a recipe, one JSON object {{...}}, but it is {Kind(node)}."
                );
        }
        catch (JsonException problem)
        {
            throw LimpidException.InvalidData(
                $"{source}: expected a recipe in JSON, but {Place(problem, json)}{Reason(problem)} Mend the file.",
                problem
            );
        }
    }

    /// <summary>Parses strictly and at once: a text that System.Text.Json would refuse only when it is asked for is
    /// refused here.</summary>
    /// <exception cref="JsonException">The bytes are not JSON, or not as we want it.</exception>
    internal static JsonNode? Node(ReadOnlySpan<byte> json)
    {
        if (!Utf8.IsValid(json))
            throw new JsonException("The text is not UTF-8.");
        try
        {
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaximumDepth });
            while (reader.Read())
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
                    _ = reader.GetString();
            return JsonNode.Parse(json, documentOptions: Strict);
        }
        catch (InvalidOperationException problem)
        {
            throw new JsonException("A text holds half of a surrogate pair.", problem);
        }
    }

    private static string Kind(JsonNode? node) =>
        node?.GetValueKind() switch
        {
            JsonValueKind.Array => "an array",
            JsonValueKind.String => "a text",
            JsonValueKind.Number => "a number",
            JsonValueKind.True or JsonValueKind.False => "true or false",
            _ => "null",
        };

    /// <summary>Line and column for people: both from 1, the column in characters.</summary>
    private static string Place(JsonException problem, ReadOnlySpan<byte> json)
    {
        if (problem.LineNumber is not { } line || problem.BytePositionInLine is not { } position)
            return "";
        for (long passed = 0; passed < line; passed++)
            json = json[(json.IndexOf((byte)'\n') + 1)..];
        int column = Encoding.UTF8.GetCharCount(json[..(int)Math.Min(position, json.Length)]) + 1;
        return $"at line {line + 1}, column {column}: ";
    }

    /// <summary>The parser's words, without its advice to programmers and without the place, which stands before
    /// them.</summary>
    private static string Reason(JsonException problem)
    {
        string reason = problem
            .Message.Split(" LineNumber:")[0]
            .Replace(" Change the reader options.", "")
            .Replace(" encountered during deserialization", "");
        return reason.Length <= LongestReason ? reason : reason[..LongestReason] + "...";
    }
}
