using System.Globalization;
using System.Text;
using Limpid.Evaluation;

namespace Limpid.Cli.Scoreboard;

/// <summary>The scoreboard as a Markdown table.</summary>
internal static class ScoreTable
{
    public static string Markdown(IReadOnlyList<ScoreRow> rows, int seeds, string? pens)
    {
        var text = new StringBuilder();
        string[] kinds = [.. rows[0].NonDigitsRefused.Keys];
        string[] heads =
        [
            "preset",
            "parameters",
            "test accuracy, median",
            "mean ± 95 %",
            "lowest to highest",
            $"ensemble of {seeds}",
            "seconds a training",
            "calibration error",
            "robustness",
            "digits refused",
            .. kinds.Select(kind => $"{kind} refused"),
            .. pens is null ? Array.Empty<string>() : [$"accuracy on {pens}", $"refused of {pens}"],
        ];
        Line(text, heads);
        Line(text, heads.Select((_, i) => i == 0 ? "---" : "---:"));
        foreach (ScoreRow row in rows)
            Line(text, Cells(row, kinds, pens is not null));
        return text.ToString();
    }

    private static IEnumerable<string> Cells(ScoreRow row, string[] kinds, bool hasPens)
    {
        (double mean, double half) = Intervals.Mean(row.Accuracy);
        yield return row.Name;
        yield return row.Parameters.ToString("N0", CultureInfo.InvariantCulture);
        yield return Percent(Median(row.Accuracy));
        yield return double.IsNaN(half)
            ? Percent(mean)
            : $"{Percent(mean)} ± {(100 * half).ToString("0.00", CultureInfo.InvariantCulture)}";
        yield return $"{Percent(row.Accuracy.Min())} to {Percent(row.Accuracy.Max())}";
        yield return row.Ensemble is { } ensemble ? Percent(ensemble) : "";
        yield return Median(row.Seconds).ToString("N0", CultureInfo.InvariantCulture);
        yield return Percent(Median(row.CalibrationError));
        yield return Percent(Median(row.Robustness));
        yield return Percent(Median(row.TestRefused));
        foreach (string kind in kinds)
            yield return Percent(Median(row.NonDigitsRefused[kind]));
        if (!hasPens)
            yield break;
        yield return Percent(Median(row.Pens));
        yield return Percent(Median(row.PensRefused));
    }

    private static void Line(StringBuilder text, IEnumerable<string> cells) =>
        text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");

    private static double Median(IReadOnlyList<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    private static string Percent(double share) => (100 * share).ToString("0.00 '%'", CultureInfo.InvariantCulture);
}
