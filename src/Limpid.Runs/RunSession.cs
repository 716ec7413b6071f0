using Limpid.Evaluation;
using Limpid.Files;
using Limpid.Numerics;
using Limpid.Recognition;
using Limpid.Runs.Reports;
using Limpid.Training;

namespace Limpid.Runs;

/// <summary>
/// A training that writes what it does into a run folder: after each epoch its numbers and the whole state, at the end the models, the
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
    /// <exception cref="LimpidException"><see cref="Fault.Diverged"/>: the best weights are saved; <see cref="Fault.Unavailable"/>: a file cannot be written.</exception>
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
        if (_trainer.IsFinished) yield break;
        SaveCheckpoint();
        SaveModels();
    }

    private bool Next(IEnumerator<TrainingReport> steps)
    {
        try
        {
            return steps.MoveNext();
        }
        catch (LimpidException wrong) when (wrong.Fault == Fault.Diverged)
        {
            if (BestSoFar() is { } best) Save(RunFolder.BestFile, Calibrated(best));
            throw;
        }
    }

    private void Record(TrainingReport report)
    {
        if (report.Epoch is { } epoch) plan.Folder.Append(RunFolder.MetricsFile, Metrics.Line(epoch));
        bool late = plan.Clock.GetElapsedTime(_saved) >= plan.CheckpointEvery;
        if (late || report.Epoch is not null) SaveCheckpoint();
        if (late || (report.Epoch is not null && _trainer.History.Count == 1)) SaveModels();
    }

    private void SaveCheckpoint()
    {
        plan.Folder.Write(RunFolder.CheckpointFile, stream => CheckpointFile.Write(stream, _trainer.Capture()));
        _saved = plan.Clock.GetTimestamp();
    }

    private void SaveModels()
    {
        if (BestSoFar() is { } best) Save(RunFolder.BestFile, Calibrated(best));
        Save(RunFolder.LastFile, Calibrated(_trainer.Judged.Copy()));
    }

    /// <summary>The network of the best epoch, by validation; null before the first, or without validation.</summary>
    private Network? BestSoFar()
    {
        float[] values = _trainer.Capture().Best;
        if (values.Length == 0) return null;
        Network best = _trainer.Judged.Copy();
        best.Load(values);
        return best;
    }

    private Model Calibrated(Network network) => new()
    {
        Network = network, ClassNames = plan.Data.Samples.ClassNames, Recipe = _trainer.Recipe, DataSha256 = plan.Data.Samples.Sha256,
        Temperature = Calibration.FitTemperature(new Evaluator(network, plan.Workers).Run(plan.Data.Samples, plan.Data.Validation)),
    };

    private Model Refusing(Model model) => model with { Rejection = Rejection.Fit(model.Network, model.Temperature, plan.Data, plan.Workers) };

    private void Save(string file, Model model) => plan.Folder.Write(file, stream => ModelFile.Write(stream, model));

    /// <summary>Measures the model that the recipe keeps on the test set, and writes models, result and report.</summary>
    /// <exception cref="LimpidException"><see cref="Fault.Unavailable"/>: a file cannot be written.</exception>
    public RunResult Finish()
    {
        Model? best = BestSoFar() is { } network ? Refusing(Calibrated(network)) : null;
        Model last = Refusing(Calibrated(_trainer.Judged.Copy()));
        bool keepsBest = _trainer.Recipe.Keep == Keep.Best && best is not null;
        Model model = keepsBest ? best! : last;
        Answers? answers = plan.Test is { } test ? new Evaluator(model.Network, plan.Workers).Run(test) : null;
        EvaluationReport? measured = answers is null ? null : new(answers, (_trainer.Recipe.Loss, _trainer.IsFused), model.Temperature);
        model = model with { TestAccuracy = measured?.Accuracy };
        if ((keepsBest ? model : best) is { } better) Save(RunFolder.BestFile, better);
        Save(RunFolder.LastFile, keepsBest ? last : model);
        RunResult result = Result(model, keepsBest, measured) with
        {
            TestRefused = plan.Test is null || model.Rejection is null ? null : Refusals.Of(new Recognizer(model), plan.Test, plan.Workers).Rate,
        };
        new Report { Recipe = _trainer.Recipe, Result = result, History = _trainer.History, Model = model, Answers = answers, Measured = measured, Test = plan.Test }.Write(plan.Folder);
        plan.Folder.WriteText(RunFolder.ResultFile, result.ToJson().ToString() + "\n");
        return result;
    }

    private RunResult Result(Model model, bool isBest, EvaluationReport? measured)
    {
        EpochReport epoch = isBest ? _trainer.History.Last(e => e.IsBest) : _trainer.History[^1];
        return new()
        {
            Model = isBest ? RunFolder.BestFile : RunFolder.LastFile,
            TestAccuracy = measured?.Accuracy,
            TestInterval = measured is null ? null : [measured.Interval.Low, measured.Interval.High],
            TestLoss = measured?.Loss,
            CalibrationError = measured?.CalibrationError,
            ValidationAccuracy = epoch.ValidationAccuracy,
            Parameters = model.Network.ParameterCount,
            WeightsSha256 = model.Network.Sha256(),
            ImagesPerSecond = _trainer.ImagesPerSecond,
            Seconds = _trainer.Seconds,
            Epochs = _trainer.History.Count,
            ModelEpoch = epoch.Epoch,
            Seed = _trainer.Recipe.Seed,
            Temperature = model.Temperature,
            DataSha256 = plan.Data.Samples.Sha256,
        };
    }
}
