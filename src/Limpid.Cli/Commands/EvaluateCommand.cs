using System.CommandLine;
using System.Diagnostics;
using Limpid.Cli.Views;
using Limpid.Data;
using Limpid.Data.Corruptions;
using Limpid.Datasets;
using Limpid.Evaluation;
using Limpid.Files;
using Limpid.Recognition;
using Limpid.Runs;

namespace Limpid.Cli.Commands;

/// <summary><c>limpid evaluate MODEL</c>: how good a model's answers are, and where it goes wrong.</summary>
internal static class EvaluateCommand
{
    private const int UsualMistakes = 8,
        MostMistakes = 100_000;
    private const string Notes = """
        Examples:
          limpid evaluate latest
          limpid evaluate runs/2026-11-23-001-mnist --mistakes 20
          limpid evaluate model.safetensors --data my-digits.csv --json
          limpid evaluate latest --robustness --rejection

        --robustness spoils the pictures in the manner of MNIST-C (Mu and Gilmer 2019), but
        anew and with strengths of its own: its figures are not comparable with figures on
        that set. To look at them: limpid data show --test --corrupt fog
        --rejection shows pictures that are no digits, drawn by this program.
        """;

    public static Command Create(Host host)
    {
        Argument<string> model = ModelArgument.Required(host);
        Option<string?> data = DataOptions.Data();
        Option<bool> offline = DataOptions.Offline();
        Option<int> mistakes = WholeNumber.Option(
            "--mistakes",
            "How many of the surest mistakes to show",
            UsualMistakes,
            0,
            MostMistakes
        );
        Option<int> views = ModelArgument.Views();
        var robustness = new Option<bool>("--robustness")
        {
            Description = "Also judge by pictures gone bad in fifteen ways",
        };
        var rejection = new Option<bool>("--rejection")
        {
            Description = "Also show it noise, dots, letters and shapes: does it refuse them?",
        };
        var command = new Verb("evaluate", "Measures how good a model is on pictures that it never learnt from", Notes)
        {
            model,
            data,
            offline,
            mistakes,
            views,
            robustness,
            rejection,
        };
        command.SetAction(
            async (parsed, stop) =>
            {
                (string path, Model read) = ModelArgument.Read(
                    host,
                    parsed.GetRequiredValue(model),
                    parsed.GetValue(views)
                );
                var source = DatasetSource.Parse(
                    parsed.GetValue(data) ?? read.Recipe?.Data ?? DatasetSource.Catalogue[0].Name
                );
                DatasetPair pair = await DataOptions
                    .LoadAsync(host, source, parsed.GetValue(offline), stop)
                    .ConfigureAwait(false);
                PredictionVerdict judgement = Measure(
                    read,
                    TestSamples.Of(pair, read),
                    new(parsed.GetValue(robustness), parsed.GetValue(rejection))
                );
                int shown = parsed.GetValue(mistakes);
                if (host.IsJson)
                    host.Json(EvaluationJson.Of(path, read, judgement, shown, ModelLocator.ResultOf(path, read)));
                else
                    EvaluationView.Write(host, path, read, judgement, shown);
                return ExitCode.Success;
            }
        );
        return command;
    }

    private static PredictionVerdict Measure(Model model, TestSamples test, EvaluationOptions wishes)
    {
        using var workers = new Workers(Environment.ProcessorCount);
        var recognizer = new Recognizer(model);
        long begun = Stopwatch.GetTimestamp();
        Predictions answers = new Evaluator(model.Network, workers).Run(test.Samples, test.Indices);
        TimeSpan spent = Stopwatch.GetElapsedTime(begun);
        return new(test, new EvaluationReport(answers, LossOf.Model(model), model.Temperature), spent)
        {
            Refusals = model.Rejection is null
                ? null
                : RejectionRates.Of(recognizer, test.Samples, test.Indices, workers),
            NonDigits = wishes.Rejection ? Strangers(recognizer, workers) : null,
            Robustness = wishes.Robustness
                ? Robustness.Measure(model.Network, test.Samples, test.Indices, Corruption.UsualSeed, workers)
                : null,
        };
    }

    private static RejectionRates[] Strangers(Recognizer recognizer, Workers workers)
    {
        IReadOnlyList<Dataset> kinds = NonDigits.Draw(NonDigits.UsualCount, NonDigits.UsualSeed);
        int pixels = kinds[0].Item.Count;
        if (recognizer.Pixels != pixels)
            throw LimpidException.Mismatch(
                $"--rejection shows pictures of {pixels} pixels, but the model reads {recognizer.Pixels}. "
                    + "Leave --rejection out."
            );
        return [.. kinds.Select(kind => RejectionRates.Of(recognizer, kind, workers))];
    }
}

/// <summary>A report, on what it is, and how long the answers took.</summary>
internal sealed record PredictionVerdict(TestSamples Test, EvaluationReport Report, TimeSpan Spent)
{
    /// <summary>Of the same pictures; null for a model that never refuses.</summary>
    public RejectionRates? Refusals { get; init; }

    /// <summary>Of pictures that are no digits, kind by kind, where that was wished.</summary>
    public IReadOnlyList<RejectionRates>? NonDigits { get; init; }

    /// <summary>On pictures gone bad, where that was wished.</summary>
    public Robustness? Robustness { get; init; }

    public double ImagesPerSecond => Report.Count / Math.Max(Spent.TotalSeconds, 1e-9);
}

/// <summary>What shall be measured besides the usual.</summary>
internal sealed record EvaluationOptions(bool Robustness, bool Rejection);
