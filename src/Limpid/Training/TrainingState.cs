using Limpid.Numerics;

namespace Limpid.Training;

/// <summary>All of a training but its data: from here it goes on as if it had never stopped.</summary>
public sealed record TrainingState
{
    /// <summary>The recipe.</summary>
    public required Recipe Recipe { get; init; }

    /// <summary>The data that it was trained on: <see cref="Data.Dataset.Sha256"/>.</summary>
    public required string DataSha256 { get; init; }

    /// <summary>The progress, without the large arrays.</summary>
    public required TrainingProgress Progress { get; init; }

    /// <summary>The network's values.</summary>
    public required float[] Values { get; init; }

    /// <summary>The optimizer's first state; empty where it has none.</summary>
    public required float[] First { get; init; }

    /// <summary>The optimizer's second state; empty where it has none.</summary>
    public required float[] Second { get; init; }

    /// <summary>The values of the best epoch so far; empty before the first.</summary>
    public required float[] Best { get; init; }

    /// <summary>The averaged values; empty where the recipe does not average.</summary>
    public float[] Average { get; init; } = [];
}
