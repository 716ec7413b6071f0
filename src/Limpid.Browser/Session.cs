using System.Runtime.InteropServices.JavaScript;
using System.Text.Json;
using Limpid.Evaluation;
using Limpid.Files;
using Limpid.Training;

namespace Limpid.Browser;

/// <summary>The one training of this worker. It runs in slices, so that the worker can answer in between.</summary>
internal static partial class Session
{
    private static readonly Workers Inline = new(1);
    private const long MostKept = 32 << 20;                                  // bytes of snapshots; beyond, every second one is let go

    private static readonly SortedDictionary<int, TrainingState> Epochs = [];   // how the training stood after each epoch; 0 is its beginning
    private static Trainer? _trainer;

    /// <summary>Begins a training and makes no step.</summary>
    /// <param name="recipe">A recipe as a run folder's recipe.json holds it.</param>
    /// <returns>A <see cref="TrainingNews"/>.</returns>
    [JSExport]
    internal static string Begin(string recipe)
    {
        Recipe read = LimpidJson.Read<Recipe>(recipe, "recipe");
        _trainer = new(read, new TrainingData(Digits.Of(Digits.Training), read), Inline, TimeProvider.System);
        Epochs.Clear();
        return News(new Tally(_trainer));
    }

    /// <summary>Makes some steps.</summary>
    /// <returns>A <see cref="TrainingNews"/>.</returns>
    [JSExport]
    internal static string Step(int steps)
    {
        var tally = new Tally(Now);
        for (int i = 0; i < steps && tally.Step(); i++) { }
        return News(tally);
    }

    /// <summary>Makes steps for so many milliseconds; the step under way, and the validation that may follow it, are finished.</summary>
    /// <returns>A <see cref="TrainingNews"/>.</returns>
    [JSExport]
    internal static string Run(double milliseconds)
    {
        var tally = new Tally(Now);
        long begun = TimeProvider.System.GetTimestamp();
        while (tally.Step() && TimeProvider.System.GetElapsedTime(begun).TotalMilliseconds < milliseconds) { }
        return News(tally);
    }

    /// <summary>The training digits that the latest step learnt from.</summary>
    [JSExport]
    internal static int[] Batch() => Now.Batch.ToArray();

    /// <summary>How many of the test digits the network answers right as it stands. Nothing is learnt from them.</summary>
    [JSExport]
    internal static int Test() => new Evaluator(Now.Judged, Inline).Run(Digits.Of(Digits.Test)).Correct();

    /// <summary>Keeps how the training stands, to come back to it.</summary>
    /// <returns>The epochs that are kept; 0 is the beginning.</returns>
    [JSExport]
    internal static int[] Keep()
    {
        Epochs[Now.History.Count] = Now.Mark();
        while (Epochs.Count > 2 && Epochs.Values.Sum(state => (long)sizeof(float) * (state.Values.Length + state.First.Length + state.Second.Length + state.Best.Length + state.Average.Length)) > MostKept)
            foreach (int epoch in Epochs.Keys.Where((_, i) => i % 2 == 1).SkipLast(1).ToArray()) Epochs.Remove(epoch);
        return [.. Epochs.Keys];
    }

    /// <summary>Goes back to an epoch that is kept: from there the training goes on as it did, bit for bit.</summary>
    /// <returns>A <see cref="TrainingNews"/>.</returns>
    [JSExport]
    internal static string Rewind(int epoch)
    {
        TrainingState state = Epochs.GetValueOrDefault(epoch) ?? throw LimpidException.Usage($"Epoch {epoch} is not kept. Those that are: {string.Join(", ", Epochs.Keys)}.");
        Now.Return(state);
        return News(new Tally(Now));
    }

    /// <summary>The weights of a layer as they stand, a neuron after the other, then its biases.</summary>
    [JSExport]
    internal static byte[] Weights(int column) => Floats.OfLayer(Now.Judged, column);

    /// <summary>Puts a copy of the network as it stands on the desk.</summary>
    /// <returns>A <see cref="NetworkCard"/>.</returns>
    [JSExport]
    internal static string Adopt() => Desk.Lay(new() { Network = Now.Judged, ClassNames = Digits.Of(Digits.Training).ClassNames, Recipe = Now.Recipe });

    private static Trainer Now => _trainer ?? throw LimpidException.Usage("No training has begun yet. Begin one first.");

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
