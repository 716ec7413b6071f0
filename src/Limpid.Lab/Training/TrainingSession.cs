using System.Text.Json;
using Limpid.Evaluation;
using Limpid.Files;
using Limpid.Training;

namespace Limpid.Lab;

/// <summary>
/// The trainings of a page, side by side. They run in slices, so that the host can answer in between, and in step:
/// those with the fewest steps go next. They are independent: each gives the same bits as it would alone.
/// </summary>
public sealed class TrainingSession
{
    private const int MostLanes = 4;

    private readonly EpochSnapshots _snapshots = new();
    private readonly List<TrainingRun> _runs = [];
    private readonly LabDigits _digits;
    private readonly TrainingRunFactory _factory;
    private readonly ActiveModel _activeModel;
    private readonly Workers _workers;
    private readonly CalibrationFit _calibration;

    internal TrainingSession(LabDigits digits, ActiveModel activeModel, Workers workers) =>
        (_digits, _activeModel, _workers, _calibration, _factory) = (
            digits,
            activeModel,
            workers,
            new(workers),
            new(digits, workers)
        );

    /// <summary>Starts a training and ends those before it; makes no step.</summary>
    /// <param name="recipe">A recipe as a run folder's recipe.json holds it.</param>
    /// <returns>A <see cref="TrainingNews"/>.</returns>
    public string Begin(string recipe) => Begin(_factory.New(recipe));

    /// <summary>Adds a training to those that run; makes no step.</summary>
    /// <returns>A <see cref="TrainingNews"/>.</returns>
    public string Join(string recipe) => Join(_factory.New(recipe));

    /// <summary>Starts fine-tuning the active network on somebody's own digits; makes no step.</summary>
    /// <param name="pictures">An IDX file.</param>
    /// <param name="labels">An IDX file.</param>
    /// <param name="epochs">Times through them.</param>
    /// <param name="rate">The learning rate, of AdamW.</param>
    /// <returns>A <see cref="TrainingNews"/>.</returns>
    public string Tune(ArraySegment<byte> pictures, ArraySegment<byte> labels, int epochs, double rate) =>
        Begin(_factory.Tuning(_activeModel.Model, LabDigits.Read("own digits", pictures, labels), epochs, rate));

    /// <summary>The whole state of a training as a checkpoint file, from which another host can continue.</summary>
    /// <param name="run">0 is the first.</param>
    public byte[] Save(int run)
    {
        var file = new MemoryStream();
        CheckpointFile.Write(file, At(run).Trainer.Capture());
        return file.ToArray();
    }

    /// <summary>Continues from a checkpoint file; the training digits must be loaded.</summary>
    /// <returns>A <see cref="TrainingNews"/>.</returns>
    public string Resume(ArraySegment<byte> checkpoint) => Begin(_factory.FromCheckpoint(checkpoint));

    /// <summary>Continues from a checkpoint file, beside those that run.</summary>
    /// <returns>A <see cref="TrainingNews"/>.</returns>
    public string Rejoin(ArraySegment<byte> checkpoint) => Join(_factory.FromCheckpoint(checkpoint));

    /// <summary>Makes some steps.</summary>
    /// <returns>A <see cref="TrainingNews"/>.</returns>
    public string Step(int steps)
    {
        Note();
        for (int i = 0; i < steps && Turn(); i++) { }
        return News();
    }

    /// <summary>Makes steps until the time is over or the first training ends an epoch. The last step, and the
    /// validation that may follow it, are completed.</summary>
    /// <returns>A <see cref="TrainingNews"/>.</returns>
    public string Run(double milliseconds)
    {
        Note();
        long begun = TimeProvider.System.GetTimestamp();
        while (
            Turn()
            && !_runs[0].HasEndedEpoch
            && TimeProvider.System.GetElapsedTime(begun).TotalMilliseconds < milliseconds
        ) { }
        return News();
    }

    /// <summary>The training digits in the batch of the first training's latest step.</summary>
    public int[] Batch() => At(0).Trainer.Batch.ToArray();

    /// <summary>For each training, how many test digits its network gets right now. They are not trained on.</summary>
    public int[] Test() =>
        [
            .. _runs.Select(run =>
                new Evaluator(run.Trainer.EvaluatedNetwork, _workers).Run(_digits.Of(LabDigits.Test)).Correct()
            ),
        ];

    /// <summary>Takes a snapshot of all trainings, to come back to it.</summary>
    /// <returns>The epochs that have one; 0 is the beginning.</returns>
    public int[] Keep() =>
        _snapshots.Add(At(0).Trainer.History.Count, [.. _runs.Select(run => run.Trainer.Snapshot())]);

    /// <summary>Goes back to an epoch that has a snapshot: from there the trainings continue as they did, bit for
    /// bit.</summary>
    /// <returns>A <see cref="TrainingNews"/>.</returns>
    public string Rewind(int epoch)
    {
        At(0);
        TrainingState[] states = _snapshots.At(epoch);
        for (int i = 0; i < states.Length; i++)
            _runs[i].Return(states[i]);
        return News();
    }

    /// <summary>The current weights of a layer, neuron by neuron, then its biases.</summary>
    public byte[] Weights(int run, int column) => FloatBytes.OfLayer(At(run).Trainer.EvaluatedNetwork, column);

    /// <summary>Works for so many milliseconds on what the rejection rule needs.</summary>
    /// <returns>The percentage done; at 100 <see cref="Adopt"/> can fit the rule.</returns>
    public int Weigh(int run, double milliseconds) =>
        (int)(100 * _calibration.Work(_activeModel.KnownDigitDetector, At(run).Data, milliseconds));

    /// <summary>Makes a copy of a training's network the active model, with its temperature, and with a rejection rule
    /// where one can be fitted.</summary>
    /// <returns>A <see cref="NetworkCard"/>.</returns>
    public string Adopt(int run) =>
        _activeModel.Lay(_calibration.Of(At(run).Model, At(run).Data, _activeModel.KnownDigitDetector));

    private string Begin(TrainingRun run)
    {
        _runs.Clear();
        return Join(run);
    }

    private string Join(TrainingRun run)
    {
        if (_runs.Count == MostLanes)
            throw LimpidException.Usage($"Only {MostLanes} trainings run side by side. Begin anew, with fewer.");
        _snapshots.Clear(); // they do not hold the new one
        _runs.Add(run);
        return News();
    }

    /// <summary>One step for each training that has made the fewest.</summary>
    /// <returns>False when all are finished.</returns>
    private bool Turn()
    {
        long fewest = long.MaxValue;
        foreach (TrainingRun run in _runs)
            if (!run.IsFinished)
                fewest = Math.Min(fewest, run.Steps);
        foreach (TrainingRun run in _runs)
            if (!run.IsFinished && run.Steps == fewest)
                run.Step();
        return fewest < long.MaxValue;
    }

    private TrainingRun At(int run) =>
        _runs.Count == 0 ? throw LimpidException.Usage("No training has begun yet. Begin one first.")
        : run >= 0 && run < _runs.Count ? _runs[run]
        : throw LimpidException.Usage(
            $"The trainings are counted from 0 to {_runs.Count - 1}, but {run} was asked for."
        );

    private void Note()
    {
        At(0);
        foreach (TrainingRun run in _runs)
            run.Note();
    }

    private string News()
    {
        TrainingNews[] all = [.. _runs.Select(run => run.News())];
        return JsonSerializer.Serialize(
            all[0] with
            {
                Beside = all.Length > 1 ? all[1..] : null,
            },
            Messages.Default.TrainingNews
        );
    }
}
