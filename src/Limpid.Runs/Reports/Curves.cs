using Limpid.Training;
using ScottPlot;

namespace Limpid.Runs.Reports;

/// <summary>Loss and accuracy by epoch, on training and validation samples.</summary>
internal static class Curves
{
    private const int Width = 640,
        Height = 360; // pixels

    public static Figure Loss(IReadOnlyList<EpochReport> history, int modelEpoch) =>
        new(
            "loss",
            "Loss",
            "Mean over the training samples during each epoch, and over the validation samples after it. The "
                + "vertical line is the epoch that the model is of.",
            Draw("loss", history, modelEpoch, e => e.TrainingLoss, e => e.ValidationLoss, Alignment.UpperRight)
        );

    public static Figure Accuracy(IReadOnlyList<EpochReport> history, int modelEpoch) =>
        new(
            "accuracy",
            "Accuracy",
            "The share of right answers. Where training climbs and validation does not, the network learns "
                + "its samples by heart.",
            Draw(
                "accuracy, %",
                history,
                modelEpoch,
                e => 100 * e.TrainingAccuracy,
                e => 100 * e.ValidationAccuracy,
                Alignment.LowerRight
            )
        );

    private static byte[] Draw(
        string name,
        IReadOnlyList<EpochReport> history,
        int modelEpoch,
        Func<EpochReport, double> training,
        Func<EpochReport, double?> validation,
        Alignment legend
    )
    {
        using var plot = new Plot();
        Add(plot, "training", Figure.Blue, [.. history.Select(e => (e.Epoch, training(e)))]);
        Add(
            plot,
            "validation",
            Figure.Orange,
            [.. history.Where(e => validation(e) is not null).Select(e => (e.Epoch, validation(e)!.Value))]
        );
        plot.Add.VerticalLine(modelEpoch, 1, Figure.Gray, LinePattern.Dotted);
        plot.Axes.Bottom.TickGenerator = new ScottPlot.TickGenerators.NumericAutomatic { IntegerTicksOnly = true };
        plot.XLabel("epoch");
        plot.YLabel(name);
        plot.ShowLegend(legend);
        return Figure.Draw(plot, Width, Height);
    }

    private static void Add(Plot plot, string name, Color color, (int Epoch, double Value)[] points)
    {
        if (points.Length == 0)
            return;
        ScottPlot.Plottables.Scatter line = plot.Add.Scatter(
            points.Select(p => (double)p.Epoch).ToArray(),
            points.Select(p => p.Value).ToArray(),
            color
        );
        (line.LegendText, line.LineWidth, line.MarkerSize) = (name, 2, points.Length > 60 ? 0 : 5);
    }
}
