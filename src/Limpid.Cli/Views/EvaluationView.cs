using Limpid.Cli.Commands;
using Limpid.Evaluation;
using Limpid.Files;
using Spectre.Console;

namespace Limpid.Cli.Views;

/// <summary>A judgement for people: the few numbers first, then classes, confusions and mistakes.</summary>
internal static class EvaluationView
{
    public static void Write(Host host, string path, Model model, PredictionVerdict judgement, int mistakes)
    {
        (TestSamples test, EvaluationReport report, _) = judgement;
        host.Line($"{path}: {model.Network.ParameterCount:N0} parameters, judged by {report.Count:N0} {test.Kind}.");
        foreach (string note in test.Notes)
            host.Line($"Note: {note}");
        host.Line();
        Numbers(host, judgement);
        host.Line();
        host.Console.Write(PerClass(model, report.Confusion));
        ConfusionView.Write(host, model.ClassNames, report.Confusion);
        SelectiveView.Write(host, report.Selective);
        if (judgement.NonDigits is { } kinds)
            RefusalView.Write(host, kinds, model.Rejection is not null);
        if (judgement.Robustness is { } robustness)
            RobustnessView.Write(host, robustness);
        Mistakes(host, model, judgement, mistakes);
    }

    private static void Numbers(Host host, PredictionVerdict judgement)
    {
        EvaluationReport r = judgement.Report;
        host.Line(
            $"accuracy            {r.Accuracy, 8:P2}   {r.Correct:N0} of {r.Count:N0}; 95 % interval "
                + $"{r.Interval.Low:P2} to {r.Interval.High:P2}"
        );
        host.Line($"among the best two  {r.TopTwo, 8:P2}");
        host.Line($"loss                {r.Loss, 8:F4}");
        host.Line(
            $"calibration error   {r.CalibrationError, 8:P2}   how far confidence lies from accuracy, at "
                + $"temperature {r.Temperature:F2}"
        );
        if (judgement.Refusals is { } refused)
            host.Line(
                $"refused             {refused.Rate, 8:P2}   {refused.NotADigit:N0} as no digit, "
                    + $"{refused.Unsure:N0} as unsure; of the answers given {refused.AccuracyOfAnswers:P2} "
                    + "are right"
            );
        host.Line($"speed            {judgement.ImagesPerSecond, 11:N0}   pictures a second");
    }

    private static Table PerClass(Model model, ConfusionMatrix confusion)
    {
        var table = new Table().SimpleBorder().AddColumns("class", "precision", "recall", "F1", "pictures");
        foreach (TableColumn column in table.Columns.Skip(1))
            column.RightAligned();
        for (int k = 0; k < confusion.Classes; k++)
            table.AddRow(
                Markup.Escape(ConfusionView.Name(model.ClassNames, k)),
                $"{confusion.Precision(k):P1}",
                $"{confusion.Recall(k):P1}",
                $"{confusion.F1(k):P1}",
                $"{confusion.Support(k):N0}"
            );
        return table;
    }

    private static void Mistakes(Host host, Model model, PredictionVerdict judgement, int count)
    {
        IReadOnlyList<Mistake> all = judgement.Report.Mistakes;
        if (all.Count == 0 || count == 0)
            return;
        host.Line($"The surest {Math.Min(count, all.Count):N0} of {all.Count:N0} mistakes:\n");
        (int columns, int size) = Raster.Of(judgement.Test.Samples.Item);
        Gallery.Write(
            host.Console,
            columns,
            all.Take(count)
                .Select(m =>
                    (
                        PictureView.Of(
                            columns,
                            judgement.Test.Samples.Picture(judgement.Test.Indices[m.Index])[..size]
                        ),
                        Caption(model, judgement.Test, m)
                    )
                )
        );
    }

    private static string Caption(Model model, TestSamples test, Mistake m) =>
        $"#{test.Indices[m.Index]}: is {model.ClassNames[m.Label]} ({m.LabelProbability:P1})\nread as "
        + $"{model.ClassNames[m.Answer]} ({m.AnswerProbability:P1})";
}
