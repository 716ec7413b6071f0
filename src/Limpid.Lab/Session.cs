using System.Text.Json;
using Limpid.Data;
using Limpid.Evaluation;
using Limpid.Files;
using Limpid.Training;

namespace Limpid.Lab;

/// <summary>The one training of a page. It runs in slices, so that its host can answer in between.</summary>
public sealed class Session
{
    private const long MostKept = 32 << 20;                                  // bytes of snapshots; beyond, every second one is let go

    private readonly SortedDictionary<int, TrainingState> _epochs = [];      // how the training stood after each epoch; 0 is its beginning
    private readonly Digits _digits;
    private readonly Desk _desk;
    private readonly Workers _workers;
    private Trainer? _trainer;
    private Model _model = null!;                                            // what is adopted, but for its network

    internal Session(Digits digits, Desk desk, Workers workers) => (_digits, _desk, _workers) = (digits, desk, workers);

    /// <summary>Begins a training and makes no step.</summary>
    /// <param name="recipe">A recipe as a run folder's recipe.json holds it.</param>
    /// <returns>A <see cref="TrainingNews"/>.</returns>
    public string Begin(string recipe)
    {
        Recipe read = LimpidJson.Read<Recipe>(recipe, "recipe");
        Dataset digits = _digits.Of(Digits.Training);
        return Begin(new(read, new TrainingData(digits, read), _workers, TimeProvider.System), Trained(digits, read));
    }

    /// <summary>Begins to teach the network on the desk somebody's own digits; makes no step.</summary>
    /// <param name="pictures">An IDX file.</param>
    /// <param name="labels">An IDX file.</param>
    /// <param name="epochs">Times through them.</param>
    /// <param name="rate">The learning rate, of AdamW.</param>
    /// <returns>A <see cref="TrainingNews"/>.</returns>
    public string Tune(ArraySegment<byte> pictures, ArraySegment<byte> labels, int epochs, double rate)
    {
        Model model = _desk.Model;
        Dataset lesson = Lesson.Of(Digits.Read("own digits", pictures, labels), _digits.Find(Digits.Training));
        Recipe recipe = Lesson.Recipe(model, epochs, rate);
        return Begin(new(recipe, new TrainingData(lesson, recipe), _workers, TimeProvider.System, model.Network), model with { Recipe = recipe, TestAccuracy = null, DataSha256 = lesson.Sha256 });
    }

    /// <summary>The whole state of the training, as a checkpoint file: another host can go on from it.</summary>
    public byte[] Save()
    {
        var file = new MemoryStream();
        CheckpointFile.Write(file, Now.Capture());
        return file.ToArray();
    }

    /// <summary>Goes on from a checkpoint file; the digits for training must be open.</summary>
    /// <returns>A <see cref="TrainingNews"/>.</returns>
    public string Resume(ArraySegment<byte> checkpoint)
    {
        TrainingState state = CheckpointFile.Read(Shelf.Stream(checkpoint));
        Dataset digits = _digits.Of(Digits.Training);
        return Begin(Trainer.Resume(state, new TrainingData(digits, state.Recipe), _workers, TimeProvider.System), Trained(digits, state.Recipe));
    }

    /// <summary>Makes some steps.</summary>
    /// <returns>A <see cref="TrainingNews"/>.</returns>
    public string Step(int steps)
    {
        var tally = new Tally(Now);
        for (int i = 0; i < steps && tally.Step(); i++) { }
        return News(tally);
    }

    /// <summary>Makes steps for so many milliseconds; the step under way, and the validation that may follow it, are finished.</summary>
    /// <returns>A <see cref="TrainingNews"/>.</returns>
    public string Run(double milliseconds)
    {
        var tally = new Tally(Now);
        long begun = TimeProvider.System.GetTimestamp();
        while (tally.Step() && TimeProvider.System.GetElapsedTime(begun).TotalMilliseconds < milliseconds) { }
        return News(tally);
    }

    /// <summary>The training digits that the latest step learnt from.</summary>
    public int[] Batch() => Now.Batch.ToArray();

    /// <summary>How many of the test digits the network answers right as it stands. Nothing is learnt from them.</summary>
    public int Test() => new Evaluator(Now.Judged, _workers).Run(_digits.Of(Digits.Test)).Correct();

    /// <summary>Keeps how the training stands, to come back to it.</summary>
    /// <returns>The epochs that are kept; 0 is the beginning.</returns>
    public int[] Keep()
    {
        _epochs[Now.History.Count] = Now.Mark();
        while (_epochs.Count > 2 && _epochs.Values.Sum(state => (long)sizeof(float) * (state.Values.Length + state.First.Length + state.Second.Length + state.Best.Length + state.Average.Length)) > MostKept)
            foreach (int epoch in _epochs.Keys.Where((_, i) => i % 2 == 1).SkipLast(1).ToArray()) _epochs.Remove(epoch);
        return [.. _epochs.Keys];
    }

    /// <summary>Goes back to an epoch that is kept: from there the training goes on as it did, bit for bit.</summary>
    /// <returns>A <see cref="TrainingNews"/>.</returns>
    public string Rewind(int epoch)
    {
        Trainer trainer = Now;
        TrainingState state = _epochs.GetValueOrDefault(epoch) ?? throw LimpidException.Usage($"Epoch {epoch} is not kept. Those that are: {string.Join(", ", _epochs.Keys)}.");
        trainer.Return(state);
        return News(new Tally(trainer));
    }

    /// <summary>The weights of a layer as they stand, a neuron after the other, then its biases.</summary>
    public byte[] Weights(int column) => Floats.OfLayer(Now.Judged, column);

    /// <summary>Puts a copy of the network as it stands on the desk.</summary>
    /// <returns>A <see cref="NetworkCard"/>.</returns>
    public string Adopt() => _desk.Lay(_model with { Network = Now.Judged });

    private string Begin(Trainer trainer, Model model)
    {
        (_trainer, _model) = (trainer, model with { Network = trainer.Judged });
        _epochs.Clear();
        return News(new Tally(trainer));
    }

    private static Model Trained(Dataset digits, Recipe recipe) => new() { Network = null!, ClassNames = digits.ClassNames, Recipe = recipe };

    private Trainer Now => _trainer ?? throw LimpidException.Usage("No training has begun yet. Begin one first.");

    private static string News(Tally tally) => JsonSerializer.Serialize(tally.News(), Messages.Default.TrainingNews);

    /// <summary>The steps of one call.</summary>
    private sealed class Tally(Trainer trainer)
    {
        private readonly int _epochs = trainer.History.Count;
        private double _loss, _accuracy;
        private int _steps;

        public bool Step()
        {
            if (!trainer.Step()) return false;
            _loss += trainer.Report.Loss;
            _accuracy += trainer.Report.Accuracy;
            _steps++;
            return true;
        }

        public TrainingNews News()
        {
            StepReport last = trainer.Report;
            if (last.Step == 0 && trainer.History.Count > 0) last = last with { Step = trainer.History[^1].Step, Epoch = trainer.History.Count, Rate = trainer.History[^1].Rate };   // taken up again, and no step made yet
            double? loss = _steps == 0 ? null : _loss / _steps, accuracy = _steps == 0 ? null : _accuracy / _steps;
            long images = (long)(trainer.ImagesPerSecond * trainer.Seconds + 0.5);
            return new(last.Step, trainer.TotalSteps, Math.Max(1, last.Epoch), images, loss, accuracy, last.Rate, trainer.ImagesPerSecond, trainer.IsFinished, [.. trainer.History.Skip(_epochs).Select(Epoch)]);
        }

        private static EpochNews Epoch(EpochReport e) => new(e.Epoch, e.Step, e.TrainingLoss, e.TrainingAccuracy, e.ValidationLoss, e.ValidationAccuracy, [.. e.GradientNorms]);
    }
}
