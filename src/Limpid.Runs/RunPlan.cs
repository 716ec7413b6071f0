using Limpid.Data;
using Limpid.Training;

namespace Limpid.Runs;

/// <summary>All that a <see cref="RunSession"/> needs.</summary>
public sealed record RunPlan
{
    /// <summary>The most time between two checkpoints, unless told otherwise.</summary>
    public static readonly TimeSpan LongestUnsaved = TimeSpan.FromSeconds(30);

    /// <summary>Where to write. The caller holds its lock.</summary>
    public required RunFolder Folder { get; init; }

    /// <summary>The training, at its beginning or resumed.</summary>
    public required Trainer Trainer { get; init; }

    /// <summary>What it trains on.</summary>
    public required TrainingData Data { get; init; }

    /// <summary>What the result is measured on, once, at the end; null where the data have no test set.</summary>
    public Dataset? Test { get; init; }

    /// <summary>The threads.</summary>
    public required Workers Workers { get; init; }

    /// <summary>The clock that says when to save.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>The most time between two checkpoints.</summary>
    public TimeSpan CheckpointEvery { get; init; } = LongestUnsaved;
}
