using System.Runtime.InteropServices;

namespace Limpid.Training;

/// <summary>The finished epochs of a training, and the values of the best of them.</summary>
internal sealed class TrainingHistory
{
    private readonly List<EpochReport> _epochs = [];
    private readonly List<double> _losses = [];

    /// <summary>The finished epochs.</summary>
    public IReadOnlyList<EpochReport> Epochs => _epochs;

    /// <summary>What each epoch is judged by: its validation loss, or its training loss without validation.</summary>
    public ReadOnlySpan<double> Losses => CollectionsMarshal.AsSpan(_losses);

    /// <summary>The values of the best epoch that was validated; empty before the first.</summary>
    public float[] BestValues { get; set; } = [];

    /// <summary>How many epochs ago the best one was; what patience is measured by.</summary>
    public int EpochsSinceBest => _epochs.Count - 1 - _epochs.FindLastIndex(e => e.IsBest);

    /// <summary>Whether an epoch of this loss would be the best so far.</summary>
    public bool WouldBeBest(double loss) => _losses.All(earlier => loss < earlier);

    /// <summary>Adds a finished epoch.</summary>
    public void Add(EpochReport epoch)
    {
        _epochs.Add(epoch);
        _losses.Add(epoch.ValidationLoss ?? epoch.TrainingLoss);
    }

    /// <summary>Takes up what a state holds.</summary>
    public void Load(TrainingState state)
    {
        _epochs.Clear();
        _losses.Clear();
        foreach (EpochReport epoch in state.Progress.History)
            Add(epoch);
        BestValues = state.Best;
    }

    /// <summary>What to say when the loss of a step is no longer a number.</summary>
    public LimpidException Diverged(TrainingProgress progress, double rate) =>
        new(
            Fault.Diverged,
            $"The loss is no longer a number at step {progress.Step + 1} (epoch {progress.Epoch + 1}), with "
                + $"a learning rate of {rate:g4}: the steps were too long. Use a lower rate (try "
                + $"{rate / 10:g2}), a "
                + "warm-up schedule or gradient clipping (clipNorm 1)."
                + (
                    BestValues.Length > 0
                        ? $" The best weights, of epoch {_epochs.FindLast(e => e.IsBest)!.Epoch}, are kept."
                        : ""
                )
        );
}
