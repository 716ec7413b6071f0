using Limpid.Numerics;

namespace Limpid.Training;

/// <summary>A training taken up: from its captured state, or from another network's values.</summary>
public sealed partial class Trainer
{
    /// <summary>Goes on where a state was captured.</summary>
    /// <exception cref="LimpidException">The data are not those of the state.</exception>
    public static Trainer Resume(TrainingState state, TrainingData data, Workers workers, TimeProvider clock)
    {
        if (state.DataSha256 != data.Samples.Sha256)
            throw LimpidException.Mismatch(
                $"This training was begun on other data (SHA-256 {state.DataSha256}) than {data.Samples.Name} "
                    + $"has now ({data.Samples.Sha256}). Resume with the data that it was begun on."
            );
        var trainer = new Trainer(state.Recipe, data, workers, clock);
        trainer.Restore(state);
        return trainer;
    }

    /// <summary>All that the training is, as data.</summary>
    public TrainingState Capture() => Snapshot() with { DataSha256 = _data.Samples.Sha256 };

    /// <summary>The same for this very trainer, to <see cref="Restore"/> to: it does not name its data, whose digest
    /// would have to be computed first.</summary>
    public TrainingState Snapshot() =>
        new()
        {
            Recipe = Recipe,
            DataSha256 = "",
            Progress = _progress with { History = ImmutableSequence.From(_history.Epochs) },
            Values = Network.Values.ToArray(),
            First = [.. _updater.First.Span],
            Second = [.. _updater.Second.Span],
            Best = [.. _history.BestValues],
            Average = _average is null ? [] : EvaluatedNetwork.Values.ToArray(),
        };

    /// <summary>Goes back, or on, to where this trainer stood; from there it is the same run, bit for bit.</summary>
    /// <param name="state">A <see cref="Snapshot"/> of this trainer.</param>
    public void Restore(TrainingState state)
    {
        Network.Load(state.Values);
        _average?.Network.Load(state.Average);
        _updater.Load(state.First, state.Second);
        _history.Load(state);
        _batches.Reset();
        (_progress, _report) = (state.Progress with { }, default);
    }

    private void StartFrom(Network start)
    {
        if (
            start.Architecture.Input.Count != Network.Architecture.Input.Count
            || !start.Parameters.SequenceEqual(Network.Parameters)
        )
            throw LimpidException.Mismatch(
                $"The model to start from has {start.ParameterCount:N0} parameters in other places than the "
                    + $"{Network.ParameterCount:N0} of this architecture. Use the model's own architecture."
            );
        Network.Load(start.Values);
    }
}
