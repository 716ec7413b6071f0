using System.Text.Json.Nodes;

namespace Limpid.Cli.Speed;

/// <summary>How fast one network is here.</summary>
internal sealed record SpeedRow
{
    /// <summary>The network.</summary>
    public required SpeedModel Model { get; init; }

    /// <summary>Its weights and biases.</summary>
    public required int Parameters { get; init; }

    /// <summary>Training pictures a second, by threads.</summary>
    public required IReadOnlyDictionary<int, Rate> Training { get; init; }

    /// <summary>Pictures a second, one at a time through the public call, on one thread.</summary>
    public required Rate Alone { get; init; }

    /// <summary>Pictures a second, many at a time, by threads.</summary>
    public required IReadOnlyDictionary<int, Rate> Together { get; init; }

    /// <summary>The row for programs: rates in pictures a second.</summary>
    public JsonObject ToJson() =>
        new()
        {
            ["name"] = Model.Name,
            ["network"] = Model.Words,
            ["parameters"] = Parameters,
            ["training"] = Json(Training),
            ["readAlone"] = Alone.ToJson(threads: 1),
            ["readTogether"] = Json(Together),
        };

    private static JsonArray Json(IReadOnlyDictionary<int, Rate> rates) =>
        [.. rates.Select(rate => (JsonNode)rate.Value.ToJson(rate.Key))];
}
