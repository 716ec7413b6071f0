using System.Text.Json.Nodes;
using Limpid.Cli.Commands;
using Limpid.Cli.Training;
using Limpid.Data;
using Limpid.Data.Corruptions;
using Limpid.Datasets;
using Limpid.Evaluation;
using Limpid.Files;
using Limpid.Recognition;
using Limpid.Runs;
using Limpid.Runs.Recipes;

namespace Limpid.Cli.Scoreboard;

/// <summary>Trains what is not trained yet, and measures it.</summary>
internal static class ModelScoring
{
    /// <summary>Makes sure of one training: begins it, goes on with it, or finds it finished.</summary>
    public static Task<int> TrainAsync(
        Host host,
        string preset,
        int seed,
        string run,
        int threads,
        bool isOffline,
        CancellationToken stop
    )
    {
        if (File.Exists(new RunFolder(run)[RunFolder.ResultFile]))
            return Task.FromResult(ExitCode.Success);
        bool isBegun = RunFolder.IsRun(run);
        return TrainJob.RunAsync(
            host,
            new TrainRequest
            {
                Options = isBegun ? [] : [new("scoreboard", new JsonObject { ["preset"] = preset, ["seed"] = seed })],
                Output = isBegun ? null : run,
                Resume = isBegun ? run : null,
                Threads = threads,
                Offline = isOffline,
            },
            stop
        );
    }

    /// <summary>Measures the trainings of one preset.</summary>
    public static async Task<ScoreRow> MeasureAsync(
        Host host,
        string preset,
        IReadOnlyList<string> runs,
        DatasetPair? pens,
        int threads,
        bool isOffline,
        CancellationToken stop
    )
    {
        Model[] models = [.. runs.Select(run => ModelLocator.Read(ModelLocator.Find(run, host.Runs)))];
        RunResult[] results = [.. runs.Select(run => new RunFolder(run).ReadResult()!)];
        DatasetPair data = await DataOptions
            .LoadAsync(host, DatasetSource.Parse(models[0].Recipe!.Data), isOffline, stop)
            .ConfigureAwait(false);
        Dataset test = data.Test
            ?? throw new LimpidException(Fault.NotFound, $"{data.Training.Name} has no test set to judge by.");
        int[] all = [.. Enumerable.Range(0, test.Count)];
        using var workers = new Workers(threads);
        RejectionRates[][] strangers =
        [
            .. models.Select(model =>
                NonDigits
                    .Draw(NonDigits.UsualCount, NonDigits.UsualSeed)
                    .Select(kind => RejectionRates.Of(new Recognizer(model), kind, workers))
                    .ToArray()
            ),
        ];
        return new()
        {
            Name = preset,
            Parameters = results[0].Parameters,
            Accuracy = [.. results.Select(r => r.TestAccuracy ?? double.NaN)],
            Ensemble =
                models.Length > 1 ? Share(Network.Mean([.. models.Select(m => m.Network)]), test, workers) : null,
            Seconds = [.. results.Select(r => r.Seconds)],
            CalibrationError = [.. results.Select(r => r.CalibrationError ?? double.NaN)],
            Robustness =
            [
                .. models.Select(m => Robustness.Measure(m.Network, test, all, Corruption.UsualSeed, workers).Mean),
            ],
            TestRefused = [.. results.Select(r => r.TestRefused ?? 0)],
            NonDigitsRefused = strangers[0]
                .Select((kind, i) => (kind.Name, i))
                .ToDictionary(
                    kind => kind.Name,
                    kind => (IReadOnlyList<double>)[.. strangers.Select(of => of[kind.i].Rate)]
                ),
            Pens = pens is null ? [] : [.. models.Select(m => Share(m.Network, pens.Training, workers))],
            PensRefused = pens is null
                ? []
                : [.. models.Select(m => RejectionRates.Of(new Recognizer(m), pens.Training, workers).Rate)],
        };
    }

    private static double Share(Network network, Dataset samples, Workers workers) =>
        (double)new Evaluator(network, workers).Run(samples).Correct() / samples.Count;
}
