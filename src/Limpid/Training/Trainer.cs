using Limpid.Evaluation;
using Limpid.Layers;
using Limpid.Numerics;
using Limpid.Schedules;

namespace Limpid.Training;

/// <summary>
/// Trains a network, a step at a time. It is a state machine: <see cref="Capture"/> and <see cref="Resume"/> take up
/// any step again, bit for bit.
/// A step is: gradients of the batch, shard by shard; their sum in shard order; the update. Nothing is allocated in it.
/// </summary>
public sealed class Trainer
{
    private readonly TrainingData _data;
    private readonly Workers _workers;
    private readonly TimeProvider _clock;
    private readonly BatchGradient _gradient;
    private readonly Updater _updater;
    private readonly WeightAverage? _average;
    private readonly Evaluator _evaluator;
    private readonly int[] _order;
    private readonly List<EpochReport> _history;
    private readonly List<double> _validationLosses;
    private float[] _best = [];
    private TrainingProgress _progress = new() { History = [] };
    private StepReport _report;
    private int _shuffled = -1;
    private (int First, int Rows) _batch;

    /// <summary>Begins a training.</summary>
    /// <param name="recipe">What to do; validated here.</param>
    /// <param name="data">The samples, split by the same recipe.</param>
    /// <param name="workers">The threads.</param>
    /// <param name="clock">Only for images a second.</param>
    /// <param name="start">Values to start from (fine-tuning); the initializers' when missing.</param>
    public Trainer(Recipe recipe, TrainingData data, Workers workers, TimeProvider clock, Network? start = null)
    {
        recipe.Validate(data.Samples.ClassNames.Count);
        if (recipe.Ensemble != 1)
            throw LimpidException.Usage(
                $"A trainer trains one network, but the recipe's ensemble has {recipe.Ensemble}. Train its "
                    + "members one by one."
            );
        (Recipe, _data, _workers, _clock) = (recipe, data, workers, clock);
        Network = new(recipe.Architecture, recipe.Seed);
        if (start is not null)
            StartFrom(start);
        IsFused = recipe.Loss.Fuses(recipe.Architecture.Last);
        _gradient = new(
            Network,
            recipe.Loss,
            IsFused,
            data.Samples,
            recipe.Augmentations,
            Math.Min(recipe.BatchSize, data.Training.Length)
        );
        _updater = new(Network, recipe.Optimizer, recipe.ClipNorm, _gradient);
        if (recipe.Averaging is { } averaging)
            _average = new(averaging, Network);
        _evaluator = new(EvaluatedNetwork, workers);
        _order = new int[data.Training.Length];
        (_history, _validationLosses) = ([], []);
    }

    /// <summary>The recipe.</summary>
    public Recipe Recipe { get; }

    /// <summary>The network as it stands.</summary>
    public Network Network { get; }

    /// <summary>What is validated and kept: the average of the weights where the recipe averages, else
    /// <see cref="Network"/> itself.</summary>
    public Network EvaluatedNetwork => _average?.Network ?? Network;

    /// <summary>Whether the loss is measured on the last layer's input.</summary>
    public bool IsFused { get; }

    /// <summary>The latest step.</summary>
    public ref readonly StepReport Report => ref _report;

    /// <summary>The samples that the latest step learnt from; empty before the first.</summary>
    public ReadOnlySpan<int> Batch => _order.AsSpan(_batch.First, _batch.Rows);

    /// <summary>The finished epochs.</summary>
    public IReadOnlyList<EpochReport> History => _history;

    /// <summary>Steps an epoch.</summary>
    public int StepsPerEpoch => (_order.Length + Recipe.BatchSize - 1) / Recipe.BatchSize;

    /// <summary>Steps of the whole training, unless patience ends it.</summary>
    public long TotalSteps => (long)StepsPerEpoch * Recipe.Epochs;

    /// <summary>True when there is nothing left to do.</summary>
    public bool IsFinished => _progress.Stopped || _progress.Epoch >= Recipe.Epochs;

    /// <summary>Seconds inside steps so far: no loading, no evaluation, no saving.</summary>
    public double Seconds => _progress.Seconds;

    /// <summary>Training images over <see cref="Seconds"/>.</summary>
    public double ImagesPerSecond =>
        Seconds == 0 ? 0 : (_progress.Epoch * (double)_order.Length + _progress.Position) / Seconds;

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
            Progress = _progress with { History = ImmutableSequence.From(_history) },
            Values = Network.Values.ToArray(),
            First = [.. _updater.First.Span],
            Second = [.. _updater.Second.Span],
            Best = [.. _best],
            Average = _average is null ? [] : EvaluatedNetwork.Values.ToArray(),
        };

    /// <summary>Goes back, or on, to where this trainer stood; from there it is the same run, bit for bit.</summary>
    /// <param name="state">A <see cref="Snapshot"/> of this trainer.</param>
    public void Restore(TrainingState state)
    {
        Network.Load(state.Values);
        _average?.Network.Load(state.Average);
        _updater.Load(state.First, state.Second);
        (_best, _progress, _report, _shuffled, _batch) = (state.Best, state.Progress with { }, default, -1, default);
        _history.Clear();
        _history.AddRange(state.Progress.History);
        _validationLosses.Clear();
        _validationLosses.AddRange(_history.Select(e => e.ValidationLoss ?? e.TrainingLoss));
    }

    /// <summary>The network that the recipe ends with: the best epoch's or the last step's, averaged where it averages,
    /// rounded where it rounds.</summary>
    public Network Result()
    {
        Network result = EvaluatedNetwork.Copy();
        if (Recipe.Keep == Keep.Best && _best.Length > 0)
            result.Load(_best);
        return result.Rounded(Recipe.Precision);
    }

    /// <summary>Makes one step and, where it ends an epoch, validates.</summary>
    /// <returns>False, without a step, when there was nothing left to do.</returns>
    /// <exception cref="LimpidException"><see cref="Fault.Diverged"/>: the loss is no longer a number. Nothing was
    /// updated; the best weights are kept.</exception>
    public bool Step()
    {
        if (IsFinished)
            return false;
        Shuffle();
        long begun = _clock.GetTimestamp();
        int rows = Math.Min(Recipe.BatchSize, _order.Length - _progress.Position);
        _batch = (_progress.Position, rows);
        double rate = Recipe.Optimizer.Rate * Factor();
        (double loss, int correct) = _gradient.Measure(
            Choose(0, _progress.Position),
            Choose(1, _progress.Position + rows),
            _workers
        );
        if (!double.IsFinite(loss))
            throw Diverged(rate);
        _updater.Update(_progress.Step + 1, rate, _workers);
        _average?.Follow(new(_progress.Step + 1, TotalSteps, StepsPerEpoch), _workers);
        double seconds = _clock.GetElapsedTime(begun).TotalSeconds;
        _report = new(_progress.Step + 1, _progress.Epoch + 1, loss / rows, (double)correct / rows, rate);
        _progress.Advance(rows, loss, correct, rate, seconds);
        if (_progress.Position == _order.Length)
            EndEpoch();
        return true;
    }

    /// <summary>Steps until the end, or until told to stop; speaks whenever so much time has gone by, and at each
    /// epoch's end.</summary>
    public IEnumerable<TrainingReport> Run(TimeSpan every, CancellationToken stop)
    {
        long spoken = _clock.GetTimestamp();
        while (!stop.IsCancellationRequested)
        {
            int epochs = _history.Count;
            if (!Step())
                yield break;
            bool ended = _history.Count > epochs;
            if (!ended && _clock.GetElapsedTime(spoken) < every)
                continue;
            yield return new(_report, ended ? _history[^1] : null);
            spoken = _clock.GetTimestamp();
        }
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

    /// <summary>The order of this epoch: a pure function of seed and epoch.</summary>
    private void Shuffle()
    {
        if (_shuffled == _progress.Epoch)
            return;
        _data.Training.CopyTo(_order, 0);
        RandomStream.Named(Recipe.Seed, "shuffle", _progress.Epoch).Shuffle(_order);
        _shuffled = _progress.Epoch;
    }

    /// <summary>The batch so many steps from now, which begins at a position of this epoch's order; none at its
    /// end.</summary>
    private Choice Choose(int ahead, int position) =>
        new(
            _order.AsSpan(position, Math.Min(Recipe.BatchSize, _order.Length - position)),
            RandomStream.Named(Recipe.Seed, "pass", _progress.Step + ahead).State
        );

    private double Factor() =>
        Recipe.Schedule.Factor(
            new ScheduleMoment(_progress.Step, TotalSteps, StepsPerEpoch),
            System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_validationLosses)
        );

    private void EndEpoch()
    {
        double trainingLoss = _progress.LossSum / _order.Length,
            judged = trainingLoss;
        double? validationLoss = null,
            validationAccuracy = null;
        if (_data.Validation.Length > 0)
        {
            Predictions answers = _evaluator.Run(_data.Samples, _data.Validation);
            (validationLoss, validationAccuracy) = (
                answers.MeanLoss(Recipe.Loss, IsFused),
                (double)answers.Correct() / answers.Count
            );
            judged = validationLoss.Value;
        }
        bool best = _validationLosses.All(loss => judged < loss);
        if (best && _data.Validation.Length > 0)
            _best = EvaluatedNetwork.Values.ToArray();
        _validationLosses.Add(judged);
        double epochSeconds = _progress.Seconds - _progress.EpochSeconds;
        _history.Add(
            new(
                _progress.Epoch + 1,
                _progress.Step,
                trainingLoss,
                (double)_progress.Correct / _order.Length,
                validationLoss,
                validationAccuracy,
                _progress.Rate,
                _updater.GradientNorms(),
                epochSeconds == 0 ? 0 : _order.Length / epochSeconds,
                best
            )
        );
        _progress.EndEpoch(stopped: Recipe.Patience is { } patience && EpochsSinceBest() >= patience);
    }

    private int EpochsSinceBest() => _history.Count - 1 - _history.FindLastIndex(e => e.IsBest);

    private LimpidException Diverged(double rate) =>
        new(
            Fault.Diverged,
            $"The loss is no longer a number at step {_progress.Step + 1} (epoch {_progress.Epoch + 1}), with "
                + $"a learning rate of {rate:g4}: the steps were too long. Use a lower rate (try "
                + $"{rate / 10:g2}), a "
                + "warm-up schedule or gradient clipping (clipNorm 1)."
                + (
                    _best.Length > 0
                        ? $" The best weights, of epoch {_history.FindLast(e => e.IsBest)!.Epoch}, are kept."
                        : ""
                )
        );
}
