using Limpid.Evaluation;
using Limpid.Layers;
using Limpid.Schedules;

namespace Limpid.Training;

/// <summary>
/// Trains a network, a step at a time. It is a state machine: <see cref="Capture"/> and <see cref="Resume"/> take up
/// any step again, bit for bit.
/// A step is: gradients of the batch, shard by shard; their sum in shard order; the update. Nothing is allocated in it.
/// </summary>
public sealed partial class Trainer
{
    private readonly TrainingData _data;
    private readonly Workers _workers;
    private readonly TimeProvider _clock;
    private readonly BatchGradient _gradient;
    private readonly Updater _updater;
    private readonly WeightAverage? _average;
    private readonly Evaluator _evaluator;
    private readonly BatchOrder _batches;
    private readonly TrainingHistory _history = new();
    private TrainingProgress _progress = new() { History = [] };
    private StepReport _report;

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
        _batches = new(recipe, data.Training);
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
    public ReadOnlySpan<int> Batch => _batches.Latest;

    /// <summary>The finished epochs.</summary>
    public IReadOnlyList<EpochReport> History => _history.Epochs;

    /// <summary>Steps an epoch.</summary>
    public int StepsPerEpoch => (_batches.Count + Recipe.BatchSize - 1) / Recipe.BatchSize;

    /// <summary>Steps of the whole training, unless patience ends it.</summary>
    public long TotalSteps => (long)StepsPerEpoch * Recipe.Epochs;

    /// <summary>True when there is nothing left to do.</summary>
    public bool IsFinished => _progress.Stopped || _progress.Epoch >= Recipe.Epochs;

    /// <summary>Seconds inside steps so far: no loading, no evaluation, no saving.</summary>
    public double Seconds => _progress.Seconds;

    /// <summary>Training images over <see cref="Seconds"/>.</summary>
    public double ImagesPerSecond =>
        Seconds == 0 ? 0 : (_progress.Epoch * (double)_batches.Count + _progress.Position) / Seconds;

    /// <summary>The network that the recipe ends with: the best epoch's or the last step's, averaged where it averages,
    /// rounded where it rounds.</summary>
    public Network Result()
    {
        Network result = EvaluatedNetwork.Copy();
        if (Recipe.Keep == Keep.Best && _history.BestValues.Length > 0)
            result.Load(_history.BestValues);
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
        _batches.Shuffle(_progress.Epoch);
        long begun = _clock.GetTimestamp();
        double rate = Recipe.Optimizer.Rate * Factor();
        Choice batch = _batches.Next(_progress),
            following = _batches.Following(_progress);
        (double loss, int correct) = _gradient.Measure(batch, following, _workers);
        if (!double.IsFinite(loss))
            throw _history.Diverged(_progress, rate);
        _updater.Update(_progress.Step + 1, rate, _workers);
        _average?.Follow(new(_progress.Step + 1, TotalSteps, StepsPerEpoch), _workers);
        int rows = batch.Samples.Length;
        _report = new(_progress.Step + 1, _progress.Epoch + 1, loss / rows, (double)correct / rows, rate);
        _progress.Advance(rows, loss, correct, rate, _clock.GetElapsedTime(begun).TotalSeconds);
        if (_progress.Position == _batches.Count)
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
            int epochs = History.Count;
            if (!Step())
                yield break;
            bool ended = History.Count > epochs;
            if (!ended && _clock.GetElapsedTime(spoken) < every)
                continue;
            yield return new(_report, ended ? History[^1] : null);
            spoken = _clock.GetTimestamp();
        }
    }

    private double Factor() =>
        Recipe.Schedule.Factor(new ScheduleMoment(_progress.Step, TotalSteps, StepsPerEpoch), _history.Losses);

    private void EndEpoch()
    {
        double trainingLoss = _progress.LossSum / _batches.Count,
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
        bool best = _history.WouldBeBest(judged);
        if (best && _data.Validation.Length > 0)
            _history.BestValues = EvaluatedNetwork.Values.ToArray();
        double epochSeconds = _progress.Seconds - _progress.EpochSeconds;
        _history.Add(
            new(
                _progress.Epoch + 1,
                _progress.Step,
                trainingLoss,
                (double)_progress.Correct / _batches.Count,
                validationLoss,
                validationAccuracy,
                _progress.Rate,
                _updater.GradientNorms(),
                epochSeconds == 0 ? 0 : _batches.Count / epochSeconds,
                best
            )
        );
        _progress.EndEpoch(stopped: Recipe.Patience is { } patience && _history.EpochsSinceBest >= patience);
    }
}
