using System.Text.Json.Nodes;

namespace Limpid.Cli.Scoreboard;

/// <summary>How good one preset is; each list has a figure for each seed. Shares are from 0 to 1.</summary>
internal sealed record ScoreRow
{
    public required string Name { get; init; }

    public required int Parameters { get; init; }

    /// <summary>Right answers on the test set.</summary>
    public required IReadOnlyList<double> Accuracy { get; init; }

    /// <summary>Right answers on the test set of the mean of all seeds' networks; missing for one seed.</summary>
    public double? Ensemble { get; init; }

    /// <summary>Of the training, inside steps.</summary>
    public required IReadOnlyList<double> Seconds { get; init; }

    /// <summary>Expected calibration error on the test set.</summary>
    public required IReadOnlyList<double> CalibrationError { get; init; }

    /// <summary>Mean accuracy over the corruptions of the test set.</summary>
    public required IReadOnlyList<double> Robustness { get; init; }

    /// <summary>The share of test digits that is refused.</summary>
    public required IReadOnlyList<double> TestRefused { get; init; }

    /// <summary>For each kind of non-digits, the share that is refused.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<double>> NonDigitsRefused { get; init; }

    /// <summary>Right answers on other handwriting, and the share of it that is refused.</summary>
    public IReadOnlyList<double> Pens { get; init; } = [];

    /// <summary>The share of other handwriting that is refused.</summary>
    public IReadOnlyList<double> PensRefused { get; init; } = [];

    public JsonObject ToJson()
    {
        var json = new JsonObject
        {
            ["preset"] = Name,
            ["parameters"] = Parameters,
            ["accuracy"] = List(Accuracy),
            ["ensemble"] = Ensemble,
            ["seconds"] = List(Seconds),
            ["calibrationError"] = List(CalibrationError),
            ["robustness"] = List(Robustness),
            ["testRefused"] = List(TestRefused),
            ["nonDigitsRefused"] = new JsonObject(
                NonDigitsRefused.Select(kind => KeyValuePair.Create(kind.Key, (JsonNode?)List(kind.Value)))
            ),
        };
        if (Pens.Count > 0)
            (json["pens"], json["pensRefused"]) = (List(Pens), List(PensRefused));
        return json;
    }

    private static JsonArray List(IReadOnlyList<double> values) => [.. values.Select(value => (JsonNode)value)];
}
