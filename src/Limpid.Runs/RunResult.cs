using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Limpid.Runs;

/// <summary>What a finished run came to: the file <c>result.json</c>. Accuracies are shares, from 0 to 1.</summary>
public sealed record RunResult
{
    /// <summary>The model that the run ends with, a file of its folder.</summary>
    public required string Model { get; init; }

    /// <summary>The share of the test set that it answers right, measured once; missing where the data have no test
    /// set.</summary>
    public double? TestAccuracy { get; init; }

    /// <summary>The 95 % interval of that share, low and high.</summary>
    public IReadOnlyList<double>? TestInterval { get; init; }

    /// <summary>The mean loss on the test set.</summary>
    public double? TestLoss { get; init; }

    /// <summary>The expected calibration error on the test set.</summary>
    public double? CalibrationError { get; init; }

    /// <summary>The share of the test set that the model refuses to answer, as no digit or as unsure; missing without a
    /// rule of rejection.</summary>
    public double? TestRefused { get; init; }

    /// <summary>The share of the validation samples that the model answers right; missing without them.</summary>
    public double? ValidationAccuracy { get; init; }

    /// <summary>Trained weights and biases.</summary>
    public required int Parameters { get; init; }

    /// <summary>SHA-256 of the model's weights.</summary>
    public required string WeightsSha256 { get; init; }

    /// <summary>Training images over the time inside steps.</summary>
    public required double ImagesPerSecond { get; init; }

    /// <summary>Seconds inside steps.</summary>
    public required double Seconds { get; init; }

    /// <summary>Epochs made.</summary>
    public required int Epochs { get; init; }

    /// <summary>The epoch that the model is of, from 1.</summary>
    public required int ModelEpoch { get; init; }

    /// <summary>The recipe's seed.</summary>
    public required ulong Seed { get; init; }

    /// <summary>The temperature of the model's probabilities.</summary>
    public required double Temperature { get; init; }

    /// <summary>SHA-256 of the training data.</summary>
    public required string DataSha256 { get; init; }

    /// <summary>The result as JSON, without what is missing.</summary>
    public JsonObject ToJson() => JsonSerializer.SerializeToNode(this, RunJson.Default.RunResult)!.AsObject();
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    WriteIndented = true,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true
)]
[JsonSerializable(typeof(RunResult))]
internal sealed partial class RunJson : JsonSerializerContext;
