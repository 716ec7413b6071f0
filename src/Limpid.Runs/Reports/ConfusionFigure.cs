using Limpid.Evaluation;
using Limpid.Numerics;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace Limpid.Runs.Reports;

/// <summary>Which class was taken for which.</summary>
internal static class ConfusionFigure
{
    private const int MostWithNumbers = 12,
        Size = 560; // classes; pixels
    private const double Dark = 0.6; // from here on, white text

    public static Figure Of(ConfusionMatrix confusion, ImmutableSequence<string> names)
    {
        using var plot = new Plot();
        int classes = confusion.Classes;
        var cells = new double[classes, classes];
        for (int truth = 0; truth < classes; truth++)
        for (int answer = 0; answer < classes; answer++)
            cells[truth, answer] = Math.Sqrt((double)confusion[truth, answer] / Math.Max(1, confusion.Support(truth)));
        ScottPlot.Plottables.Heatmap map = plot.Add.Heatmap(cells);
        (map.Colormap, map.ManualRange) = (
            new ScottPlot.Colormaps.Custom([Colors.White, Figure.Blue], true),
            new ScottPlot.Range(0, 1)
        );
        for (int i = 0; i < classes * classes && classes <= MostWithNumbers; i++)
            Number(plot, confusion[i / classes, i % classes], cells, i);
        plot.Axes.Bottom.TickGenerator = new NumericManual([.. names.Select((name, i) => new Tick(i, name))]);
        plot.Axes.Left.TickGenerator = new NumericManual([
            .. names.Select((name, i) => new Tick(classes - 1 - i, name)),
        ]);
        plot.HideGrid();
        plot.Axes.Margins(0, 0);
        plot.XLabel("answer");
        plot.YLabel("truth");
        return new(
            "confusion",
            "Which was taken for which",
            "How many test samples of each class (rows) got each answer (columns). The shade is the square "
                + "root of the share of the row, so that rare mistakes show.",
            Figure.Draw(plot, Size, Size)
        );
    }

    private static void Number(Plot plot, int count, double[,] cells, int i)
    {
        if (count == 0)
            return;
        int classes = cells.GetLength(0);
        ScottPlot.Plottables.Text text = plot.Add.Text($"{count}", i % classes, classes - 1 - i / classes);
        (text.Alignment, text.LabelFontColor) = (
            Alignment.MiddleCenter,
            cells[i / classes, i % classes] > Dark ? Colors.White : Colors.Black
        );
    }
}
