using Limpid.Evaluation;
using ScottPlot;

namespace Limpid.Runs.Reports;

/// <summary>Whether a probability means what it says: of the answers given about 90 %, were 90 % right?</summary>
internal static class ReliabilityFigure
{
    private const int Size = 400; // pixels

    public static Figure Of(Predictions answers, EvaluationReport measured)
    {
        using var plot = new Plot();
        ScottPlot.Plottables.Scatter ideal = plot.Add.ScatterLine(
            new double[] { 0, 100 },
            new double[] { 0, 100 },
            Figure.Gray
        );
        (ideal.LinePattern, ideal.LegendText) = (LinePattern.Dotted, "as it should be");
        (double Probability, double Right)[] bins = Bins(answers, measured.Temperature);
        ScottPlot.Plottables.Scatter points = plot.Add.Scatter(
            bins.Select(b => 100 * b.Probability).ToArray(),
            bins.Select(b => 100 * b.Right).ToArray(),
            Figure.Blue
        );
        (points.LegendText, points.LineWidth, points.MarkerSize) = ("this network", 2, 7);
        double from = 10 * Math.Floor(10 * bins.Min(b => Math.Min(b.Probability, b.Right)));
        plot.Axes.SetLimits(from, 101, from, 101);
        plot.XLabel("probability given to the answer, %");
        plot.YLabel("answers that were right, %");
        plot.ShowLegend(Alignment.UpperLeft);
        return new(
            "calibration",
            "Can its probabilities be believed?",
            $"Test answers in {bins.Length} groups of equal size, from the least to the most sure. Expected "
                + $"calibration error {100 * measured.CalibrationError:0.00} points, at temperature "
                + $"{measured.Temperature:0.00}.",
            Figure.Draw(plot, Size, Size)
        );
    }

    private static (double Probability, double Right)[] Bins(Predictions answers, double temperature)
    {
        var p = new double[answers.Classes];
        (double Probability, double Right)[] all = new (double, double)[answers.Count];
        for (int i = 0; i < all.Length; i++)
        {
            answers.Probabilities(i, temperature, p);
            int answer = answers.Predicted(i);
            all[i] = (p[answer], answer == answers.Labels[i] ? 1 : 0);
        }
        Array.Sort(all);
        int bins = Math.Min(Calibration.Bins, all.Length);
        return
        [
            .. Enumerable
                .Range(0, bins)
                .Select(bin => all[(all.Length * bin / bins)..(all.Length * (bin + 1) / bins)])
                .Select(b => (b.Average(a => a.Probability), b.Average(a => a.Right))),
        ];
    }
}
