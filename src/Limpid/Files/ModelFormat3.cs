using System.Text.Json;
using System.Text.Json.Nodes;

namespace Limpid.Files;

/// <summary>Model files of format version 3, which called the digit detector <c>judge</c>: read as version 4.</summary>
internal static class ModelFormat3
{
    private const int Version = 3;
    private const string OldPrefix = "judge.";

    private static readonly (string Old, string New)[] Renamed =
    [
        ("judge", "digitDetector"),
        ("leastDigit", "minDigitScore"),
        ("leastConfidence", "minConfidence"),
    ];

    /// <summary>The metadata and tensors under the names of version 4; as they are where they are not of version
    /// 3.</summary>
    /// <param name="text">The metadata, JSON.</param>
    /// <param name="tensors">The tensors of the file.</param>
    /// <param name="prefix">What the names of the digit detector's tensors begin with today.</param>
    public static (string Text, List<Tensor> Tensors) Upgrade(string text, List<Tensor> tensors, string prefix)
    {
        if (Parse(text) is not { } header || header["formatVersion"] is not JsonValue version)
            return (text, tensors);
        if (!version.TryGetValue(out int number) || number != Version)
            return (text, tensors);
        header["formatVersion"] = ModelHeader.CurrentVersion;
        if (header["rejection"] is JsonObject rule)
            foreach ((string old, string name) in Renamed)
                if (rule.Remove(old, out JsonNode? value))
                    rule[name] = value;
        return (header.ToJsonString(), [.. tensors.Select(Rename)]);

        Tensor Rename(Tensor tensor) =>
            tensor.Name.StartsWith(OldPrefix, StringComparison.Ordinal)
                ? tensor with
                {
                    Name = prefix + tensor.Name[OldPrefix.Length..],
                }
                : tensor;
    }

    /// <summary>Null where it is no JSON object: the reader of the header says so.</summary>
    private static JsonObject? Parse(string text)
    {
        try
        {
            var options = new JsonDocumentOptions { MaxDepth = 32, AllowDuplicateProperties = false };
            return JsonNode.Parse(text, documentOptions: options) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
