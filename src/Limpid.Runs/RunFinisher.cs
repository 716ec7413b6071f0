using Limpid.Data;
using Limpid.Evaluation;
using Limpid.Files;
using Limpid.Recognition;
using Limpid.Runs.Reports;
using Limpid.Training;

namespace Limpid.Runs;

/// <summary>How a run ends: its networks become models, the one that the recipe keeps is measured on the test set,
/// once, and all is written down.</summary>
/// <param name="folder">Where to write.</param>
/// <param name="recipe">What the run did.</param>
/// <param name="data">What it trained on.</param>
internal sealed class RunFinisher(RunFolder folder, Recipe recipe, TrainingData data)
{
    /// <summary>What to measure on; null where the data have no test set.</summary>
    public required Dataset? Test { get; init; }

    public required Workers Workers { get; init; }

    /// <summary>A network as a model, its temperature fitted on validation.</summary>
    public Model Calibrated(Network network) => Calibrated(network, Validated(network));

    private Model Calibrated(Network network, Predictions validated) =>
        new()
        {
            Network = network,
            ClassNames = data.Samples.ClassNames,
            Recipe = recipe,
            DataSha256 = data.Samples.Sha256,
            Temperature = Calibration.FitTemperature(validated),
        };

    /// <summary>Writes models, result and report.</summary>
    /// <param name="best">The network of the best epoch; null where none validated.</param>
    /// <param name="last">The network of the last step.</param>
    /// <param name="effort">What the training took.</param>
    public RunResult Write(Network? best, Network last, Effort effort)
    {
        bool keepsBest = recipe.Keep == Keep.Best && best is not null;
        Network network = keepsBest ? best! : last;
        Predictions validated = Validated(network);
        Model model = Refusing(network, validated);
        Predictions? answers = Test is { } test ? new Evaluator(model.Network, Workers).Run(test) : null;
        EvaluationReport? measured = answers is null
            ? null
            : new(answers, (recipe.Loss, recipe.Loss.Fuses(recipe.Architecture.Last)), model.Temperature);
        model = model with { TestAccuracy = measured?.Accuracy };
        if (best is not null)
            Save(RunFolder.BestFile, keepsBest ? model : Refusing(best, Validated(best)));
        Save(RunFolder.LastFile, keepsBest ? Refusing(last, Validated(last)) : model);
        RunResult result = Result(model, keepsBest, measured, validated, effort);
        new Report
        {
            Recipe = recipe,
            Result = result,
            History = effort.History,
            Model = model,
            Answers = answers,
            Measured = measured,
            Test = Test,
        }.Write(folder);
        folder.WriteText(RunFolder.ResultFile, result.ToJson().ToString() + "\n");
        return result;
    }

    private Model Refusing(Network network, Predictions validated)
    {
        Model model = Calibrated(network, validated);
        return model with { Rejection = Rejection.Fit(validated, model.Temperature, data, Workers) };
    }

    private void Save(string file, Model model) => folder.Write(file, stream => ModelFile.Write(stream, model));

    private Predictions Validated(Network network) =>
        new Evaluator(network, Workers).Run(data.Samples, data.Validation);

    private RunResult Result(
        Model model,
        bool isBest,
        EvaluationReport? measured,
        Predictions validated,
        Effort effort
    ) =>
        new()
        {
            Model = isBest ? RunFolder.BestFile : RunFolder.LastFile,
            TestAccuracy = measured?.Accuracy,
            TestInterval = measured is null ? null : [measured.Interval.Low, measured.Interval.High],
            TestLoss = measured?.Loss,
            CalibrationError = measured?.CalibrationError,
            TestRefused =
                Test is null || model.Rejection is null
                    ? null
                    : RejectionRates.Of(new Recognizer(model), Test, Workers).Rate,
            ValidationAccuracy = validated.Count == 0 ? null : (double)validated.Correct() / validated.Count,
            Parameters = model.Network.ParameterCount,
            WeightsSha256 = model.Network.Sha256(),
            ImagesPerSecond = effort.ImagesPerSecond,
            Seconds = effort.Seconds,
            Epochs = effort.History.Count,
            ModelEpoch = (isBest ? effort.History.Last(e => e.IsBest) : effort.History[^1]).Epoch,
            Seed = recipe.Seed,
            Temperature = model.Temperature,
            DataSha256 = data.Samples.Sha256,
        };
}

/// <summary>What a training took.</summary>
/// <param name="History">Its epochs.</param>
/// <param name="Seconds">Inside steps.</param>
/// <param name="ImagesPerSecond">Inside steps.</param>
internal sealed record Effort(IReadOnlyList<EpochReport> History, double Seconds, double ImagesPerSecond);
