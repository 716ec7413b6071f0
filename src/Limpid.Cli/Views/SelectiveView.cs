using Limpid.Evaluation;
using Spectre.Console;

namespace Limpid.Cli.Views;

/// <summary>What silence buys: the share of wrong answers when only the surest are given, as a few numbers, and on a
/// terminal as a curve.</summary>
internal static class SelectiveView
{
    private const int ChartWidth = 60,
        ChartHeight = 8,
        AxisWidth = 9; // characters
    private const int Points = 240; // of the curve

    /// <summary>The shares of pictures answered that are written out.</summary>
    public static IReadOnlyList<double> Coverages { get; } = [1, 0.99, 0.98, 0.95, 0.9, 0.8, 0.7, 0.5];

    public static void Write(Host host, RiskCoverage selective)
    {
        if (selective.Count == 0)
            return;
        host.Line("If only the surest answers were given:");
        if (host.IsTerminal && host.Console.Profile.Capabilities.Unicode)
            Curve(host, selective);
        host.Line($"  answered   {string.Concat(Coverages.Select(c => $"{c, 9:P0}"))}");
        host.Line($"  wrong      {string.Concat(Coverages.Select(c => $"{selective.Risk(c), 9:P2}"))}");
        host.Line(
            $"  surer than {string.Concat(Coverages.Select(c => $"{Math.Min(selective.Confidence(c), 0.9999), 9:P2}"))}"
        );
        host.Line(
            $"  area under the curve {1000 * selective.Area:F2} ‰; {1000 * selective.LeastArea:F2} ‰ if every "
                + "mistake were less sure than every right answer"
        );
        host.Line();
    }

    private static void Curve(Host host, RiskCoverage selective)
    {
        (double, double)[] points =
        [
            .. Enumerable.Range(1, Points).Select(i => (i / (double)Points, selective.Risk(i / (double)Points))),
        ];
        double highest = points.Max(point => point.Item2);
        var chart = new BrailleChart(ChartWidth, ChartHeight);
        chart.Add(1, points, (0, 1), (0, highest));
        var text = new StyledText();
        for (int row = 0; row < ChartHeight; row++)
        {
            text.Append(
                (
                    row == 0 ? $"{highest:P2}"
                    : row == ChartHeight - 1 ? $"{0:P2}"
                    : ""
                ).PadLeft(AxisWidth) + "│",
                new Style(Color.Grey)
            );
            text.Append(
                    string.Concat(Enumerable.Range(0, ChartWidth).Select(column => chart[row, column].Character)),
                    new Style(Palette.Signed.Color(1))
                )
                .NewLine();
        }
        text.Append($"{"wrong", AxisWidth}└{"0 % answered".PadRight(ChartWidth - 5)}100 %", new Style(Color.Grey))
            .NewLine();
        host.Console.Write(text);
    }
}
