using Limpid.Training;

namespace Limpid.Lab;

/// <summary>The states of the trainings after some epochs of the first; epoch 0 is the beginning. Beyond a limit of
/// memory every second one is dropped.</summary>
internal sealed class EpochSnapshots
{
    private const long MostBytes = 32 << 20;
    private readonly Dictionary<int, TrainingState[]> _epochs = [];

    /// <summary>Stores the states after an epoch.</summary>
    /// <returns>The epochs that are stored.</returns>
    public int[] Add(int epoch, TrainingState[] states)
    {
        _epochs[epoch] = states;
        while (_epochs.Count > 2 && _epochs.Values.Sum(kept => kept.Sum(Bytes)) > MostBytes)
            foreach (int dropped in _epochs.Keys.Order().Where((_, i) => i % 2 == 1).SkipLast(1).ToArray())
                _epochs.Remove(dropped);
        return [.. _epochs.Keys.Order()];
    }

    /// <summary>The states after an epoch.</summary>
    /// <exception cref="LimpidException"><see cref="Fault.Usage"/>: it is not stored.</exception>
    public TrainingState[] At(int epoch) =>
        _epochs.GetValueOrDefault(epoch)
        ?? throw LimpidException.Usage(
            $"Epoch {epoch} is not kept. Those that are: {string.Join(", ", _epochs.Keys.Order())}."
        );

    /// <summary>Drops all.</summary>
    public void Clear() => _epochs.Clear();

    private static long Bytes(TrainingState state) =>
        (long)sizeof(float)
        * (state.Values.Length + state.First.Length + state.Second.Length + state.Best.Length + state.Average.Length);
}
