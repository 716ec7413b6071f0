using Limpid.Numerics;

namespace Limpid.Training;

/// <summary>Which samples each step learns from: an epoch goes once through all of them, in an order that is a pure
/// function of seed and epoch.</summary>
internal sealed class BatchOrder(Recipe recipe, int[] samples)
{
    private readonly int[] _order = new int[samples.Length];
    private int _shuffled = -1;
    private (int First, int Rows) _latest;

    /// <summary>Samples an epoch.</summary>
    public int Count => _order.Length;

    /// <summary>The samples of the latest <see cref="Next"/>; empty before the first.</summary>
    public ReadOnlySpan<int> Latest => _order.AsSpan(_latest.First, _latest.Rows);

    /// <summary>Puts the samples in the order of an epoch.</summary>
    public void Shuffle(int epoch)
    {
        if (_shuffled == epoch)
            return;
        samples.CopyTo(_order, 0);
        RandomStream.Named(recipe.Seed, "shuffle", epoch).Shuffle(_order);
        _shuffled = epoch;
    }

    /// <summary>The batch of the step to be made.</summary>
    public Choice Next(TrainingProgress progress)
    {
        Choice batch = At(progress.Position, progress.Step);
        _latest = (progress.Position, batch.Samples.Length);
        return batch;
    }

    /// <summary>The batch of the step after it; none at the end of the epoch.</summary>
    public Choice Following(TrainingProgress progress) =>
        At(Math.Min(progress.Position + recipe.BatchSize, Count), progress.Step + 1);

    /// <summary>Forgets the order and the latest batch.</summary>
    public void Reset() => (_shuffled, _latest) = (-1, default);

    private Choice At(int position, long step) =>
        new(
            _order.AsSpan(position, Math.Min(recipe.BatchSize, Count - position)),
            RandomStream.Named(recipe.Seed, "pass", step).State
        );
}
