using System.Text.Json.Nodes;
using Limpid.Cli.Commands;
using Limpid.Evaluation;
using Limpid.Files;
using Limpid.Recognition;
using Limpid.Runs;

namespace Limpid.Cli.Views;

/// <summary>A judgement for programs.</summary>
internal static class EvaluationJson
{
    public static JsonObject Of(
        string path,
        Model model,
        PredictionVerdict judgement,
        int mistakes,
        RunResult? training
    )
    {
        (TestSamples test, EvaluationReport report, TimeSpan spent) = judgement;
        ConfusionMatrix confusion = report.Confusion;
        int[] classes = [.. Enumerable.Range(0, confusion.Classes)];
        JsonObject described = new()
        {
            ["model"] = path,
            ["data"] = test.Data,
            ["samples"] = report.Count,
            ["correct"] = report.Correct,
            ["testAccuracy"] = report.Accuracy,
            ["interval"] = new JsonArray(report.Interval.Low, report.Interval.High),
            ["topTwo"] = report.TopTwo,
            ["loss"] = report.Loss,
            ["calibrationError"] = report.CalibrationError,
            ["temperature"] = report.Temperature,
            ["parameters"] = model.Network.ParameterCount,
            ["weightsSha256"] = model.Network.Sha256(),
            ["seconds"] = spent.TotalSeconds,
            ["evaluationImagesPerSecond"] = judgement.ImagesPerSecond,
            ["notes"] = new JsonArray([.. test.Notes.Select(note => (JsonNode)note)]),
            ["confusion"] = new JsonArray([
                .. classes.Select(t => (JsonNode)new JsonArray([.. classes.Select(a => (JsonNode)confusion[t, a])])),
            ]),
            ["perClass"] = new JsonArray([
                .. classes.Select(k =>
                    (JsonNode)
                        new JsonObject
                        {
                            ["class"] = k,
                            ["name"] = model.ClassNames[k],
                            ["precision"] = confusion.Precision(k),
                            ["recall"] = confusion.Recall(k),
                            ["f1"] = confusion.F1(k),
                            ["support"] = confusion.Support(k),
                        }
                ),
            ]),
            ["selective"] = Of(report.Selective),
            ["mistakes"] = new JsonArray([
                .. report
                    .Mistakes.Take(mistakes)
                    .Select(m =>
                        (JsonNode)
                            new JsonObject
                            {
                                ["index"] = test.Indices[m.Index],
                                ["label"] = m.Label,
                                ["answer"] = m.Answer,
                                ["labelProbability"] = m.LabelProbability,
                                ["answerProbability"] = m.AnswerProbability,
                            }
                    ),
            ]),
        };
        if (training is not null)
            described["imagesPerSecond"] = training.ImagesPerSecond;
        if (judgement.Refusals is { } refusals)
            described["refusals"] = Of(refusals, "accuracyOfAnswers", refusals.AccuracyOfAnswers);
        if (judgement.NonDigits is { } kinds)
            described["rejection"] = new JsonArray([.. kinds.Select(kind => (JsonNode)Of(kind, "kind", kind.Name))]);
        if (judgement.Robustness is { } robustness)
            described["robustness"] = Of(robustness);
        return described;
    }

    private static JsonObject Of(RiskCoverage selective) =>
        new()
        {
            ["area"] = selective.Area,
            ["leastArea"] = selective.LeastArea,
            ["curve"] = new JsonArray([
                .. SelectiveView.Coverages.Select(coverage =>
                    (JsonNode)
                        new JsonObject
                        {
                            ["coverage"] = coverage,
                            ["risk"] = selective.Risk(coverage),
                            ["confidence"] = selective.Confidence(coverage),
                        }
                ),
            ]),
        };

    private static JsonObject Of(RejectionRates refusals, string member, JsonNode value) =>
        new()
        {
            [member] = value,
            ["pictures"] = refusals.Count,
            ["notADigit"] = refusals.NotADigit,
            ["unsure"] = refusals.Unsure,
            ["refused"] = refusals.Rate,
        };

    private static JsonObject Of(Robustness robustness) =>
        new()
        {
            ["clean"] = robustness.Clean,
            ["mean"] = robustness.Mean,
            ["kept"] = robustness.Kept,
            ["kinds"] = new JsonArray([
                .. robustness.Kinds.Select(kind =>
                    (JsonNode)
                        new JsonObject
                        {
                            ["corruption"] = kind.Corruption,
                            ["accuracy"] = kind.Accuracy,
                            ["correct"] = kind.Correct,
                            ["samples"] = kind.Count,
                        }
                ),
            ]),
        };
}
