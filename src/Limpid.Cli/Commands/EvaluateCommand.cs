using System.CommandLine;
using System.Diagnostics;
using System.Text.Json.Nodes;
using Limpid.Cli.Views;
using Limpid.Data;
using Limpid.Datasets;
using Limpid.Evaluation;
using Limpid.Files;
using Limpid.Runs;

namespace Limpid.Cli.Commands;

/// <summary><c>limpid evaluate MODEL</c>: how good a model's answers are, and where it goes wrong.</summary>
internal static class EvaluateCommand
{
    private const int UsualMistakes = 8, MostMistakes = 100_000;
    private const string Notes =
        """
        Examples:
          limpid evaluate latest
          limpid evaluate runs/2026-11-23-001-mnist --mistakes 20
          limpid evaluate model.safetensors --data my-digits.csv --json
        """;

    public static Command Create(Host host)
    {
        Argument<string> model = ModelArgument.Required(host);
        Option<string?> data = DataOptions.Data();
        Option<bool> offline = DataOptions.Offline();
        Option<int> mistakes = WholeNumber.Option("--mistakes", "How many of the surest mistakes to show", UsualMistakes, 0, MostMistakes);
        var command = new Verb("evaluate", "Measures how good a model is on pictures that it never learnt from", Notes) { model, data, offline, mistakes };
        command.SetAction(async (parsed, stop) =>
        {
            (string path, Model read) = ModelArgument.Read(host, parsed.GetRequiredValue(model));
            var source = DatasetSource.Parse(parsed.GetValue(data) ?? read.Recipe?.Data ?? DatasetSource.Catalogue[0].Name);
            DatasetPair pair = await DataOptions.LoadAsync(host, source, parsed.GetValue(offline), stop).ConfigureAwait(false);
            Judgement judgement = Measure(read, TestSamples.Of(pair, read));
            int shown = parsed.GetValue(mistakes);
            if (host.IsJson) host.Json(Describe(path, read, judgement, shown, ModelLocator.ResultOf(path, read)));
            else EvaluationView.Write(host, path, read, judgement, shown);
            return ExitCode.Success;
        });
        return command;
    }

    private static Judgement Measure(Model model, TestSamples test)
    {
        using var workers = new Workers(Environment.ProcessorCount);
        long begun = Stopwatch.GetTimestamp();
        Answers answers = new Evaluator(model.Network, workers).Run(test.Samples, test.Indices);
        TimeSpan spent = Stopwatch.GetElapsedTime(begun);
        return new(test, new EvaluationReport(answers, LossOf.Model(model), model.Temperature), spent);
    }

    private static JsonObject Describe(string path, Model model, Judgement judgement, int mistakes, RunResult? training)
    {
        (TestSamples test, EvaluationReport report, TimeSpan spent) = judgement;
        ConfusionMatrix confusion = report.Confusion;
        int[] classes = [.. Enumerable.Range(0, confusion.Classes)];
        JsonObject described = new()
        {
            ["model"] = path, ["data"] = test.Data, ["samples"] = report.Count, ["correct"] = report.Correct,
            ["testAccuracy"] = report.Accuracy, ["interval"] = new JsonArray(report.Interval.Low, report.Interval.High), ["topTwo"] = report.TopTwo,
            ["loss"] = report.Loss, ["calibrationError"] = report.CalibrationError, ["temperature"] = report.Temperature,
            ["parameters"] = model.Network.ParameterCount, ["weightsSha256"] = model.Network.Sha256(),
            ["seconds"] = spent.TotalSeconds, ["evaluationImagesPerSecond"] = judgement.ImagesPerSecond,
            ["notes"] = new JsonArray([.. test.Notes.Select(note => (JsonNode)note)]),
            ["confusion"] = new JsonArray([.. classes.Select(t => (JsonNode)new JsonArray([.. classes.Select(a => (JsonNode)confusion[t, a])]))]),
            ["perClass"] = new JsonArray([.. classes.Select(k => (JsonNode)new JsonObject
            {
                ["class"] = k, ["name"] = model.ClassNames[k], ["precision"] = confusion.Precision(k), ["recall"] = confusion.Recall(k), ["f1"] = confusion.F1(k), ["support"] = confusion.Support(k),
            })]),
            ["mistakes"] = new JsonArray([.. report.Mistakes.Take(mistakes).Select(m => (JsonNode)new JsonObject
            {
                ["index"] = test.Indices[m.Index], ["label"] = m.Label, ["answer"] = m.Answer, ["labelProbability"] = m.LabelProbability, ["answerProbability"] = m.AnswerProbability,
            })]),
        };
        if (training is not null) described["imagesPerSecond"] = training.ImagesPerSecond;
        return described;
    }
}

/// <summary>A report, on what it is, and how long the answers took.</summary>
internal sealed record Judgement(TestSamples Test, EvaluationReport Report, TimeSpan Spent)
{
    public double ImagesPerSecond => Report.Count / Math.Max(Spent.TotalSeconds, 1e-9);
}
