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
    private readonly List<TrainingRun> _lanes = [];
    private readonly LabDigits _digits;
    private readonly ActiveModel _desk;
    private readonly Workers _workers;
    private readonly CalibrationFit _honesty;

    internal TrainingSession(LabDigits digits, ActiveModel desk, Workers workers) =>
        (_digits, _desk, _workers, _honesty) = (digits, desk, workers, new(workers));

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
        Model model = _desk.Model;
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
    /// <param name="lane">0 is the first.</param>
    public byte[] Save(int lane)
    {
        var file = new MemoryStream();
        CheckpointFile.Write(file, At(lane).Trainer.Capture());
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
            && !_lanes[0].HasEndedEpoch
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
            .. _lanes.Select(lane =>
                new Evaluator(lane.Trainer.EvaluatedNetwork, _workers).Run(_digits.Of(LabDigits.Test)).Correct()
            ),
        ];

    /// <summary>Keeps how the trainings stand, to come back to it.</summary>
    /// <returns>The epochs that are kept; 0 is the beginning.</returns>
    public int[] Keep()
    {
        _epochs[At(0).Trainer.History.Count] = [.. _lanes.Select(lane => lane.Trainer.Snapshot())];
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
            _lanes[i].Return(states[i]);
        return News();
    }

    /// <summary>The weights of a layer of a training as they stand, a neuron after the other, then its
    /// biases.</summary>
    public byte[] Weights(int lane, int column) => FloatBytes.OfLayer(At(lane).Trainer.EvaluatedNetwork, column);

    /// <summary>Goes on for so many milliseconds with what a network needs to refuse what is no digit.</summary>
    /// <returns>How much is done, in hundredths; at 100 <see cref="Adopt"/> can fit its rule.</returns>
    public int Weigh(int lane, double milliseconds) =>
        (int)(100 * _honesty.Work(_desk.KnownDigitDetector, At(lane).Data, milliseconds));

    /// <summary>Puts a copy of a training's network as it stands on the desk, with its temperature, and with its rule
    /// where that can be fitted.</summary>
    /// <returns>A <see cref="NetworkCard"/>.</returns>
    public string Adopt(int lane) => _desk.Lay(_honesty.Of(At(lane).Model, At(lane).Data, _desk.KnownDigitDetector));

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

    private string Begin(TrainingRun lane)
    {
        _lanes.Clear();
        return Join(lane);
    }

    private string Join(TrainingRun lane)
    {
        if (_lanes.Count == MostLanes)
            throw LimpidException.Usage($"Only {MostLanes} trainings run side by side. Begin anew, with fewer.");
        _epochs.Clear(); // it has no place in them
        _lanes.Add(lane);
        return News();
    }

    /// <summary>A step for each of those that have made the fewest.</summary>
    /// <returns>False where nothing is left to do.</returns>
    private bool Turn()
    {
        long fewest = long.MaxValue;
        foreach (TrainingRun lane in _lanes)
            if (!lane.IsFinished)
                fewest = Math.Min(fewest, lane.Steps);
        foreach (TrainingRun lane in _lanes)
            if (!lane.IsFinished && lane.Steps == fewest)
                lane.Step();
        return fewest < long.MaxValue;
    }

    private TrainingRun At(int lane) =>
        _lanes.Count == 0 ? throw LimpidException.Usage("No training has begun yet. Begin one first.")
        : lane >= 0 && lane < _lanes.Count ? _lanes[lane]
        : throw LimpidException.Usage(
            $"The trainings are counted from 0 to {_lanes.Count - 1}, but {lane} was asked for."
        );

    private void Note()
    {
        At(0);
        foreach (TrainingRun lane in _lanes)
            lane.Note();
    }

    private string News()
    {
        TrainingNews[] all = [.. _lanes.Select(lane => lane.News())];
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
