using System.CommandLine;
using System.Text;
using Limpid.Cli.Scoreboard;
using Limpid.Cli.Training;
using Limpid.Datasets;
using Limpid.Runs;
using Limpid.Training;

namespace Limpid.Cli.Commands;

/// <summary><c>limpid scoreboard</c>: trains presets over several seeds and writes down how good they are.</summary>
internal static class ScoreboardCommand
{
    private const int UsualSeeds = 5,
        MostSeeds = 100;
    private const string Notes = """
        Trains each preset with the seeds 1, 2, ... into a folder of its own, and measures each
        model on the test set, once: accuracy, calibration, what it refuses, and pictures gone
        bad. Choices belong to the validation split; nothing is chosen by these figures.
        What is trained already is only measured, and an interrupted training goes on, so the
        command may be given again at any time.

        Examples:
          limpid scoreboard cnn tiny --seeds 3
          limpid scoreboard --markdown docs/results/accuracy.md
          limpid scoreboard --pens strokes.jsonl.gz     also on strokes of real pens
        """;

    public static Command Create(Host host)
    {
        var presets = new Argument<string[]>("PRESET")
        {
            Description = "Which presets; all when missing",
            Arity = ArgumentArity.ZeroOrMore,
        };
        presets.CompletionSources.Add([.. Presets.All.Keys]);
        Option<int> seeds = WholeNumber.Option("--seeds", "How many seeds, from 1 on", UsualSeeds, 1, MostSeeds);
        var folder = new Option<string>("--output")
        {
            Description = "Where the runs lie",
            HelpName = "DIR",
            DefaultValueFactory = _ => Path.Combine(host.Runs.Root, "scoreboard"),
        };
        var markdown = new Option<string?>("--markdown")
        {
            Description = "Also write the table into this file",
            HelpName = "FILE",
        };
        var pens = new Option<string?>("--pens")
        {
            Description = "Also judge by these pictures or strokes, which nothing was trained on",
            HelpName = "DATA",
        };
        Option<int?> threads = WholeNumber.Optional(
            "--threads",
            "Threads, by default one a processor",
            1,
            TrainRequest.MostThreads
        );
        Option<bool> offline = DataOptions.Offline();
        var command = new Verb("scoreboard", "Trains presets over several seeds and measures how good they are", Notes)
        {
            presets,
            seeds,
            folder,
            markdown,
            pens,
            threads,
            offline,
        };
        command.SetAction(
            async (parsed, stop) =>
            {
                string[] names = parsed.GetValue(presets) is { Length: > 0 } some ? some : [.. Presets.All.Keys];
                if (Array.Find(names, name => !Presets.All.ContainsKey(name)) is { } unknown)
                    throw LimpidException.Usage(
                        $"{unknown}: expected one of the presets {string.Join(", ", Presets.All.Keys)}."
                    );
                bool isOffline = parsed.GetValue(offline);
                int all = parsed.GetValue(threads) ?? Environment.ProcessorCount;
                DatasetPair? others = parsed.GetValue(pens) is { } data
                    ? await DataOptions
                        .LoadAsync(host, DatasetSource.Parse(data), isOffline, stop)
                        .ConfigureAwait(false)
                    : null;
                var rows = new List<ScoreRow>();
                foreach (string name in names)
                {
                    var runs = new List<string>();
                    for (int seed = 1; seed <= parsed.GetValue(seeds); seed++)
                    {
                        string run = Path.Combine(parsed.GetRequiredValue(folder), $"{name}-{seed}");
                        if (
                            await ModelScoring
                                .TrainAsync(host, name, seed, run, all, isOffline, stop)
                                .ConfigureAwait(false)
                            is not ExitCode.Success
                                and var code
                        )
                            return code;
                        runs.Add(run);
                    }
                    rows.Add(
                        await ModelScoring
                            .MeasureAsync(host, name, runs, others, all, isOffline, stop)
                            .ConfigureAwait(false)
                    );
                }
                foreach (ScoreRow row in rows)
                    host.Json(row.ToJson());
                string table = ScoreTable.Markdown(rows, parsed.GetValue(seeds), others?.Training.Name);
                host.Line(table);
                if (parsed.GetValue(markdown) is { } file)
                    AtomicFile.Write(file, stream =>
                        stream.Write(Encoding.UTF8.GetBytes(Page(table, names, parsed.GetValue(seeds), others)))
                    );
                return ExitCode.Success;
            }
        );
        return command;
    }

    private static string Page(string table, string[] names, int seeds, DatasetPair? pens) =>
        $"""
            # How good the presets are

            Made by `limpid scoreboard {string.Join(' ', names)} --seeds {seeds}{(
                pens is null ? "" : $" --pens {pens.Training.Name}"
            )}`. Medians over the seeds 1 to {seeds} unless it
            says otherwise; the test set chose nothing. Seconds are those inside training steps, on the machine and with the threads that were at hand.

            {table}
            """;
}
