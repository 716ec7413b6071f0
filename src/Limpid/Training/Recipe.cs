using Limpid.Augmentations;
using Limpid.Layers;
using Limpid.Losses;
using Limpid.Numerics;
using Limpid.Optimizers;
using Limpid.Schedules;

namespace Limpid.Training;

/// <summary>Which weights a training ends with.</summary>
public enum Keep
{
    /// <summary>Those of the epoch with the lowest validation loss.</summary>
    Best,

    /// <summary>Those of the last step.</summary>
    Last,
}

/// <summary>
/// All that decides a training: the same recipe on the same data gives the same weights, bit for bit, on any number of
/// threads. Threads and
/// places of files are no part of it.
/// </summary>
/// <param name="Data">What to train on: <c>mnist</c>, or a path.</param>
/// <param name="Architecture">What to train.</param>
/// <param name="Loss">What to make small.</param>
/// <param name="Optimizer">How to follow the gradient.</param>
/// <param name="Schedule">How the rate changes over the steps; constant when missing.</param>
/// <param name="BatchSize">Samples a step; the last step of an epoch takes what is left.</param>
/// <param name="Epochs">Times through the training samples.</param>
/// <param name="Seed">Where all randomness but the split comes from: first values, order, augmentation,
/// dropout.</param>
/// <param name="Validation">How many training samples are held out to validate: the last of a shuffle by
/// SplitSeed.</param>
/// <param name="Patience">Stop after so many epochs without a lower validation loss; never when missing.</param>
/// <param name="Keep">Which weights to end with.</param>
/// <param name="ClipNorm">Gradients whose norm over all parameters exceeds this are scaled down to it; not when missing
/// (Pascanu, Mikolov and Bengio 2013).</param>
/// <param name="StartedFrom">SHA-256 of the weights that the training started from, where it was a fine-tuning; else
/// missing.</param>
/// <param name="Augmentations">How training pictures are changed by chance, another way each time; none when missing.
/// Validation pictures never are.</param>
/// <param name="Averaging">Which average of the weights is validated and kept; the weights themselves when
/// missing.</param>
/// <param name="Ensemble">How many networks are trained, apart, with the seeds Seed, Seed + 1, …; the model is their
/// mean.</param>
/// <param name="Precision">How exactly the weights are kept that the training ends with. It computes with all their
/// bits.</param>
/// <param name="SplitSeed">Where the split comes from. It is no part of Seed, so that trainings of other seeds, the
/// members of an ensemble and the digit detector all hold out the same samples.</param>
public sealed record Recipe(
    string Data,
    Architecture Architecture,
    Loss Loss,
    Optimizer Optimizer,
    Schedule? Schedule = null,
    int BatchSize = 32,
    int Epochs = 10,
    ulong Seed = 1,
    int Validation = 5000,
    int? Patience = null,
    Keep Keep = Keep.Best,
    double? ClipNorm = null,
    string? StartedFrom = null,
    ImmutableSequence<Augmentation>? Augmentations = null,
    Averaging? Averaging = null,
    int Ensemble = 1,
    Precision Precision = Precision.Single,
    ulong SplitSeed = 1
)
{
    private const int LargestBatch = 1 << 16,
        MostEpochs = 100_000;

    /// <summary>How the rate changes over the steps.</summary>
    public Schedule Schedule { get; init; } = Schedule ?? new Constant();

    /// <summary>How training pictures are changed by chance; empty where they stay as they are.</summary>
    public ImmutableSequence<Augmentation> Augmentations { get; init; } = Augmentations ?? [];

    /// <summary>The recipe of one member of the ensemble.</summary>
    /// <param name="number">Which, from 0.</param>
    public Recipe Member(int number) => this with { Ensemble = 1, Seed = Seed + (ulong)number };

    /// <summary>Refuses what cannot be meant, naming the member, what it takes and what came.</summary>
    /// <param name="classes">How many classes the data have.</param>
    public void Validate(int classes)
    {
        Check(BatchSize is >= 1 and <= LargestBatch, "batchSize", $"from 1 to {LargestBatch:N0}", BatchSize);
        Check(Epochs is >= 1 and <= MostEpochs, "epochs", $"from 1 to {MostEpochs:N0}", Epochs);
        Check(Validation >= 0, "validation", "0 or more", Validation);
        Check(Patience is null or >= 1, "patience", "at least 1, or left out", Patience);
        Check(
            ClipNorm is null or (> 0 and < double.PositiveInfinity),
            "clipNorm",
            "above 0 and finite, or left out",
            ClipNorm
        );
        Check(
            Ensemble is >= 1 and <= Layers.Ensemble.MaximumMembers,
            "ensemble",
            $"from 1 to {Layers.Ensemble.MaximumMembers}",
            Ensemble
        );
        if (Patience is not null && Validation == 0)
            throw LimpidException.Usage(
                "patience needs validation samples to judge by, but validation is 0. Set validation, or "
                    + "leave patience out."
            );
        Optimizer.Validate();
        Schedule.Validate();
        Loss.Validate(classes);
        foreach (Augmentation augmentation in Augmentations)
            augmentation.Validate();
        Averaging?.Validate();
        LayerSpec last = Architecture.Last;
        if (!Loss.Fits(last))
            throw LimpidException.Mismatch(
                $"The loss {Name(Loss)} fits an architecture that ends in {Loss.FitsOn}, but this one ends in "
                    + $"{Name(last)}. Change the last layer or the loss."
            );
        int outputs = Architecture.Build().Output.Count;
        if (outputs != classes)
            throw LimpidException.Mismatch(
                $"The data have {classes} classes, but the architecture has {outputs} outputs. Its last "
                    + $"counted layer needs {classes} units."
            );
    }

    private static void Check(bool holds, string member, string expected, object? came)
    {
        if (!holds)
            throw LimpidException.Usage($"{member} must be {expected}, but is {came}.");
    }

    private static string Name(object spec) => spec.GetType().Name;
}
