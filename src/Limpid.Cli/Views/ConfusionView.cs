using Limpid.Evaluation;
using Spectre.Console;

namespace Limpid.Cli.Views;

/// <summary>
/// Which class was taken for which: a row a true class, a column an answer; right answers blue, confusions orange, the
/// more frequent the brighter. Where
/// the terminal is too narrow for the matrix, the most frequent confusions as a list.
/// </summary>
internal static class ConfusionView
{
    private const int MostListed = 12;

    public static void Write(Host host, IReadOnlyList<string> names, ConfusionMatrix confusion)
    {
        if (Width(names, confusion) > host.Console.Profile.Width)
        {
            List(host, names, confusion);
            return;
        }
        host.Line("Down: what it is. Across: what was read.");
        host.Console.Write(Matrix(names, confusion));
        host.Line();
    }

    /// <summary>A class as tables name it: its number stands before a name that is none.</summary>
    public static string Name(IReadOnlyList<string> names, int k) =>
        names[k] == $"{k}" ? names[k] : $"{k} {Printable.Of(names[k])}";

    private static Table Matrix(IReadOnlyList<string> names, ConfusionMatrix confusion)
    {
        var table = new Table().SimpleBorder().AddColumn("");
        int most = Pairs(confusion).Select(pair => pair.Count).DefaultIfEmpty(1).Max();
        for (int k = 0; k < confusion.Classes; k++)
            table.AddColumn(new TableColumn($"{k}").RightAligned().NoWrap().PadLeft(1).PadRight(0));
        for (int truth = 0; truth < confusion.Classes; truth++)
            table.AddRow([
                Markup.Escape(Name(names, truth)),
                .. Enumerable.Range(0, confusion.Classes).Select(answer => Cell(confusion, truth, answer, most)),
            ]);
        return table;
    }

    private static string Cell(ConfusionMatrix confusion, int truth, int answer, int most)
    {
        int count = confusion[truth, answer];
        if (count == 0)
            return "[grey]·[/]";
        float size = truth == answer ? (float)confusion.Recall(truth) : -(0.35f + 0.65f * count / most);
        return $"[{Palette.Signed.Color(size).ToMarkup()}]{count}[/]";
    }

    private static int Width(IReadOnlyList<string> names, ConfusionMatrix confusion)
    {
        int[] classes = [.. Enumerable.Range(0, confusion.Classes)];
        return classes.Max(k => Name(names, k).Length)
            + 4
            + classes.Sum(a => classes.Max(t => confusion[t, a].ToString().Length) + 2);
    }

    private static void List(Host host, IReadOnlyList<string> names, ConfusionMatrix confusion)
    {
        host.Line("The most frequent confusions (the whole matrix wants a wider terminal, or --json):");
        foreach (
            (int truth, int answer, int count) in Pairs(confusion)
                .OrderByDescending(pair => pair.Count)
                .Take(MostListed)
        )
            host.Line($"  {count, 5:N0} × {Name(names, truth)} read as {Name(names, answer)}");
        host.Line();
    }

    private static IEnumerable<(int Truth, int Answer, int Count)> Pairs(ConfusionMatrix confusion) =>
        from truth in Enumerable.Range(0, confusion.Classes)
        from answer in Enumerable.Range(0, confusion.Classes)
        where truth != answer && confusion[truth, answer] > 0
        select (truth, answer, confusion[truth, answer]);
}
