using Limpid.Files;
using Limpid.Training;

namespace Limpid.Runs;

/// <summary>
/// A training that writes what it does into a run folder: after each epoch its numbers and the whole state, at the end
/// the models, the
/// measurement on the test set and the report. Killed at any moment and resumed, it ends in the same weights.
/// </summary>
/// <param name="plan">What to train, and where to write.</param>
public sealed class RunSession(RunPlan plan)
{
    private readonly Trainer _trainer = plan.Trainer;
    private long _saved;

    /// <summary>Trains to the end, or until told to stop; then <see cref="Trainer.IsFinished"/> tells which.</summary>
    /// <param name="every">How often to speak, besides at each epoch's end.</param>
    /// <param name="stop">Ends the training between two steps, with a checkpoint.</param>
    /// <returns>The news, once the files are written that belong to them.</returns>
    /// <exception cref="LimpidException"><see cref="Fault.Diverged"/>: the best weights are saved;
    /// <see cref="Fault.Unavailable"/>: a file cannot be written.</exception>
    public IEnumerable<TrainingReport> Train(TimeSpan every, CancellationToken stop)
    {
        plan.Folder.WriteText(RunFolder.MetricsFile, Metrics.Write(_trainer.History));
        SaveCheckpoint();
        using IEnumerator<TrainingReport> steps = _trainer.Run(every, stop).GetEnumerator();
        while (Next(steps))
        {
            Record(steps.Current);
            yield return steps.Current;
        }
        if (_trainer.IsFinished)
            yield break;
        SaveCheckpoint();
        SaveModels();
    }

    private bool Next(IEnumerator<TrainingReport> steps)
    {
        try
        {
            return steps.MoveNext();
        }
        catch (LimpidException exception) when (exception.Fault == Fault.Diverged)
        {
            if (BestSoFar() is { } best)
                Save(RunFolder.BestFile, Calibrated(best));
            throw;
        }
    }

    private void Record(TrainingReport report)
    {
        if (report.Epoch is { } epoch)
            plan.Folder.Append(RunFolder.MetricsFile, Metrics.Line(epoch));
        bool late = plan.Clock.GetElapsedTime(_saved) >= plan.CheckpointEvery;
        if (late || report.Epoch is not null)
            SaveCheckpoint();
        if (late || (report.Epoch is not null && _trainer.History.Count == 1))
            SaveModels();
    }

    private void SaveCheckpoint()
    {
        plan.Folder.Write(RunFolder.CheckpointFile, stream => CheckpointFile.Write(stream, _trainer.Capture()));
        _saved = plan.Clock.GetTimestamp();
    }

    private void SaveModels()
    {
        if (BestSoFar() is { } best)
            Save(RunFolder.BestFile, Calibrated(best));
        Save(RunFolder.LastFile, Calibrated(_trainer.EvaluatedNetwork.Copy()));
    }

    /// <summary>The network of the best epoch, by validation; null before the first, or without validation.</summary>
    private Network? BestSoFar()
    {
        float[] values = _trainer.Capture().Best;
        if (values.Length == 0)
            return null;
        Network best = _trainer.EvaluatedNetwork.Copy();
        best.Load(values);
        return best;
    }

    private Model Calibrated(Network network) => Ending.Calibrated(network);

    private void Save(string file, Model model) => plan.Folder.Write(file, stream => ModelFile.Write(stream, model));

    /// <summary>Measures the model that the recipe keeps on the test set, and writes models, result and
    /// report.</summary>
    /// <exception cref="LimpidException"><see cref="Fault.Unavailable"/>: a file cannot be written.</exception>
    public RunResult Finish() =>
        Ending.Write(
            BestSoFar()?.Rounded(_trainer.Recipe.Precision),
            _trainer.EvaluatedNetwork.Rounded(_trainer.Recipe.Precision),
            new(_trainer.History, _trainer.Seconds, _trainer.ImagesPerSecond)
        );

    private RunFinisher Ending =>
        new(plan.Folder, _trainer.Recipe, plan.Data) { Test = plan.Test, Workers = plan.Workers };
}
