using System.CommandLine;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Limpid.Cli.Speed;
using Limpid.Cli.Training;
using Limpid.Cli.Views;
using Limpid.Data;
using Limpid.Datasets;

namespace Limpid.Cli.Commands;

/// <summary><c>limpid bench</c>: how fast this machine trains and reads.</summary>
internal static class BenchCommand
{
    private const int UsualRounds = 7,
        MostRounds = 1000,
        Pictures = 10_000,
        EpochImages = 60_000;
    private const double Micro = 1e6,
        Kilo = 1e3;
    private const string Notes = """
        Trains four networks for moments and lets them read, and tells the median of the
        rounds: seconds an epoch of 60,000 pictures, microseconds a picture read alone, and
        thousands of pictures a second read together. Nothing is saved.

        Examples:
          limpid bench
          limpid bench d --rounds 15
          limpid bench --threads 4 --json
        """;

    public static Command Create(Host host)
    {
        var models = new Argument<string[]>("NETWORK")
        {
            Description = "Which; all when missing",
            Arity = ArgumentArity.ZeroOrMore,
        };
        models.CompletionSources.Add([.. SpeedModel.All.Select(model => model.Name)]);
        Option<int> rounds = WholeNumber.Option(
            "--rounds",
            "How often each figure is taken",
            UsualRounds,
            1,
            MostRounds
        );
        Option<int?> threads = WholeNumber.Optional(
            "--threads",
            "Threads beside one, by default one a processor",
            1,
            TrainRequest.MostThreads
        );
        var command = new Verb("bench", "Measures how fast this machine trains and reads", Notes)
        {
            models,
            rounds,
            threads,
        };
        command.SetAction(
            async (parsed, stop) =>
            {
                SpeedModel[] chosen = [.. Chosen(parsed.GetValue(models) ?? [])];
                int all = parsed.GetValue(threads) ?? Environment.ProcessorCount;
                Dataset samples = await SamplesAsync(host, stop).ConfigureAwait(false);
                host.Line(
                    $"{RuntimeInformation.OSArchitecture}, {Environment.ProcessorCount} processors, "
                        + $"{RuntimeInformation.FrameworkDescription}; {samples.Count:N0} pictures of "
                        + $"{samples.Name}; medians of {parsed.GetValue(rounds)}"
                );
                var meter = new Speedometer(samples, parsed.GetValue(rounds), TimeProvider.System);
                var rows = new List<SpeedRow>();
                foreach (SpeedModel model in chosen)
                {
                    if (host.IsLive)
                        host.Error.Write($"measuring {model.Name}: {model.Words} …\r");
                    rows.Add(meter.Measure(model, all, stop));
                    host.Json(Described(rows[^1], samples));
                }
                if (!host.IsJson)
                    Columns.Write(host, [.. Table(rows)]);
                return ExitCode.Success;
            }
        );
        return command;
    }

    private static IEnumerable<SpeedModel> Chosen(string[] names)
    {
        if (names.Length == 0)
            return SpeedModel.All;
        return names.Select(name =>
            SpeedModel.All.FirstOrDefault(model => model.Name == name)
            ?? throw LimpidException.Usage(
                $"{name}: expected one of the networks {string.Join(", ", SpeedModel.All.Select(model => model.Name))}."
            )
        );
    }

    /// <summary>MNIST's test digits where they are at hand; else drawn ones, as sparse.</summary>
    private static async Task<Dataset> SamplesAsync(Host host, CancellationToken stop)
    {
        try
        {
            DatasetPair pair = await DataOptions
                .LoadAsync(host, DatasetSource.Parse("mnist"), isOffline: true, stop)
                .ConfigureAwait(false);
            return pair.Test ?? pair.Training;
        }
        catch (LimpidException missing) when (missing.Fault is Fault.NotFound or Fault.Unavailable)
        {
            return SyntheticDigits.Draw(Pictures, seed: 1);
        }
    }

    private static IEnumerable<string[]> Table(List<SpeedRow> rows)
    {
        int[] threads = [.. rows[0].Training.Keys];
        yield return
        [
            "",
            "network",
            .. threads.Select(t => $"s an epoch, {Threads(t)}"),
            "µs a picture alone",
            .. threads.Select(t => $"thousand a second, {Threads(t)}"),
        ];
        foreach (SpeedRow row in rows)
            yield return
            [
                row.Model.Name,
                row.Model.Words,
                .. threads.Select(t => $"{EpochImages / row.Training[t].Median:F3}"),
                $"{Micro / row.Alone.Median:F2}",
                .. threads.Select(t => $"{row.Together[t].Median / Kilo:N0}"),
            ];
    }

    private static string Threads(int count) => count == 1 ? "1 thread" : $"{count} threads";

    private static JsonObject Described(SpeedRow row, Dataset samples)
    {
        JsonObject described = row.ToJson();
        (described["pictures"], described["processors"]) = (samples.Name, Environment.ProcessorCount);
        return described;
    }
}
