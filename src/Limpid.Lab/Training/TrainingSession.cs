using System.Text.Json;
using Limpid.Data;
using Limpid.Evaluation;
using Limpid.Files;
using Limpid.Training;

namespace Limpid.Lab;

/// <summary>
/// The training of a page, and others beside it. They run in slices, so that their host can answer in between, and in
/// step: whoever has made the fewest steps makes
/// the next one. None of them changes another: each is the run that it would be alone, bit for bit.
/// </summary>
public sealed class TrainingSession
{
    private const long MostKept = 32 << 20; // bytes of snapshots; beyond, every second one is let go
    private const int MostLanes = 4;

    // how the trainings stood after each epoch of the first; 0 is its beginning
    private readonly Dictionary<int, TrainingState[]> _epochs = [];
    private readonly List<TrainingRun> _runs = [];
    private readonly LabDigits _digits;
    private readonly ActiveModel _activeModel;
    private readonly Workers _workers;
    private readonly CalibrationFit _calibration;

    internal TrainingSession(LabDigits digits, ActiveModel activeModel, Workers workers) =>
        (_digits, _activeModel, _workers, _calibration) = (digits, activeModel, workers, new(workers));

    /// <summary>Begins a training and makes no step; those before it are over.</summary>
    /// <param name="recipe">A recipe as a run folder's recipe.json holds it.</param>
    /// <returns>A <see cref="TrainingNews"/>.</returns>
    public string Begin(string recipe) => Begin(Fresh(recipe));

    /// <summary>Begins another beside those under way, and makes no step.</summary>
    /// <returns>A <see cref="TrainingNews"/>.</returns>
    public string Join(string recipe) => Join(Fresh(recipe));

    /// <summary>Begins to teach the network on the desk somebody's own digits; makes no step.</summary>
    /// <param name="pictures">An IDX file.</param>
    /// <param name="labels">An IDX file.</param>
    /// <param name="epochs">Times through them.</param>
    /// <param name="rate">The learning rate, of AdamW.</param>
    /// <returns>A <see cref="TrainingNews"/>.</returns>
    public string Tune(ArraySegment<byte> pictures, ArraySegment<byte> labels, int epochs, double rate)
    {
        Model model = _activeModel.Model;
        Dataset lesson = FineTuning.Of(
            LabDigits.Read("own digits", pictures, labels),
            _digits.Find(LabDigits.Training)
        );
        Recipe recipe = FineTuning.Recipe(model, epochs, rate);
        var data = new TrainingData(lesson, recipe);
        return Begin(
            new TrainingRun(
                new(recipe, data, _workers, TimeProvider.System, model.Network),
                model with
                {
                    Recipe = recipe,
                    TestAccuracy = null,
                    DataSha256 = lesson.Sha256,
                },
                data
            )
        );
    }

    /// <summary>The whole state of a training, as a checkpoint file: another host can go on from it.</summary>
    /// <param name="run">0 is the first.</param>
    public byte[] Save(int run)
    {
        var file = new MemoryStream();
        CheckpointFile.Write(file, At(run).Trainer.Capture());
        return file.ToArray();
    }

    /// <summary>Goes on from a checkpoint file; the digits for training must be open.</summary>
    /// <returns>A <see cref="TrainingNews"/>.</returns>
    public string Resume(ArraySegment<byte> checkpoint) => Begin(Kept(checkpoint));

    /// <summary>Goes on from a checkpoint file, beside those under way.</summary>
    /// <returns>A <see cref="TrainingNews"/>.</returns>
    public string Rejoin(ArraySegment<byte> checkpoint) => Join(Kept(checkpoint));

    /// <summary>Makes some steps.</summary>
    /// <returns>A <see cref="TrainingNews"/>.</returns>
    public string Step(int steps)
    {
        Note();
        for (int i = 0; i < steps && Turn(); i++) { }
        return News();
    }

    /// <summary>Makes steps for so many milliseconds, or up to the end of an epoch of the first; the turn under way,
    /// and the validation that may follow it, are finished.</summary>
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

    /// <summary>The training digits that the first training's latest step learnt from.</summary>
    public int[] Batch() => At(0).Trainer.Batch.ToArray();

    /// <summary>Of each training, how many of the test digits its network answers right as it stands. Nothing is learnt
    /// from them.</summary>
    public int[] Test() =>
        [
            .. _runs.Select(run =>
                new Evaluator(run.Trainer.EvaluatedNetwork, _workers).Run(_digits.Of(LabDigits.Test)).Correct()
            ),
        ];

    /// <summary>Keeps how the trainings stand, to come back to it.</summary>
    /// <returns>The epochs that are kept; 0 is the beginning.</returns>
    public int[] Keep()
    {
        _epochs[At(0).Trainer.History.Count] = [.. _runs.Select(run => run.Trainer.Snapshot())];
        while (_epochs.Count > 2 && _epochs.Values.Sum(states => states.Sum(Bytes)) > MostKept)
            foreach (int epoch in _epochs.Keys.Order().Where((_, i) => i % 2 == 1).SkipLast(1).ToArray())
                _epochs.Remove(epoch);
        return [.. _epochs.Keys.Order()];
    }

    /// <summary>Goes back to an epoch that is kept: from there the trainings go on as they did, bit for bit.</summary>
    /// <returns>A <see cref="TrainingNews"/>.</returns>
    public string Rewind(int epoch)
    {
        At(0);
        TrainingState[] states = _epochs.GetValueOrDefault(epoch)
            ?? throw LimpidException.Usage(
                $"Epoch {epoch} is not kept. Those that are: {string.Join(", ", _epochs.Keys.Order())}."
            );
        for (int i = 0; i < states.Length; i++)
            _runs[i].Return(states[i]);
        return News();
    }

    /// <summary>The weights of a layer of a training as they stand, a neuron after the other, then its
    /// biases.</summary>
    public byte[] Weights(int run, int column) => FloatBytes.OfLayer(At(run).Trainer.EvaluatedNetwork, column);

    /// <summary>Goes on for so many milliseconds with what a network needs to refuse what is no digit.</summary>
    /// <returns>How much is done, in hundredths; at 100 <see cref="Adopt"/> can fit its rule.</returns>
    public int Weigh(int run, double milliseconds) =>
        (int)(100 * _calibration.Work(_activeModel.KnownDigitDetector, At(run).Data, milliseconds));

    /// <summary>Puts a copy of a training's network as it stands on the activeModel, with its temperature, and with its
    /// rule
    /// where that can be fitted.</summary>
    /// <returns>A <see cref="NetworkCard"/>.</returns>
    public string Adopt(int run) =>
        _activeModel.Lay(_calibration.Of(At(run).Model, At(run).Data, _activeModel.KnownDigitDetector));

    private TrainingRun Fresh(string recipe)
    {
        Recipe read = LimpidJson.Read<Recipe>(recipe, "recipe");
        Dataset digits = _digits.Of(LabDigits.Training);
        var data = new TrainingData(digits, read);
        return new(new(read, data, _workers, TimeProvider.System), Trained(digits, read), data);
    }

    private TrainingRun Kept(ArraySegment<byte> checkpoint)
    {
        TrainingState state = CheckpointFile.Read(ComparisonModels.Stream(checkpoint));
        Dataset digits = _digits.Of(LabDigits.Training);
        var data = new TrainingData(digits, state.Recipe);
        return new(
            Trainer.Resume(state, data, _workers, TimeProvider.System),
            Trained(digits, state.Recipe),
            data,
            state.Progress.Step
        );
    }

    private static Model Trained(Dataset digits, Recipe recipe) =>
        new()
        {
            Network = null!,
            ClassNames = digits.ClassNames,
            Recipe = recipe,
        };

    private string Begin(TrainingRun run)
    {
        _runs.Clear();
        return Join(run);
    }

    private string Join(TrainingRun run)
    {
        if (_runs.Count == MostLanes)
            throw LimpidException.Usage($"Only {MostLanes} trainings run side by side. Begin anew, with fewer.");
        _epochs.Clear(); // it has no place in them
        _runs.Add(run);
        return News();
    }

    /// <summary>A step for each of those that have made the fewest.</summary>
    /// <returns>False where nothing is left to do.</returns>
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

    private static long Bytes(TrainingState state) =>
        (long)sizeof(float)
        * (state.Values.Length + state.First.Length + state.Second.Length + state.Best.Length + state.Average.Length);
}
