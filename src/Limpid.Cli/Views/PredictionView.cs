using Limpid.Cli.Commands;
using Limpid.Recognition;
using Spectre.Console;

namespace Limpid.Cli.Views;

/// <summary>An answer for people: one line; on a terminal also what the network looked at, beside all its
/// probabilities.</summary>
internal static class PredictionView
{
    private const int BarCells = 24,
        MostBars = 12;

    public static void Write(
        Host host,
        PictureInput picture,
        IReadOnlyList<string> names,
        Prediction answer,
        float[] probabilities,
        bool isDrawn
    )
    {
        int[] order = [.. Enumerable.Range(0, names.Count).OrderByDescending(k => probabilities[k]).ThenBy(k => k)];
        host.Line($"{picture.Name}: {Words(names, answer, probabilities)}");
        if (!isDrawn)
            return;
        var grid = new Grid()
            .AddColumn(new GridColumn { NoWrap = true, Padding = new(0, 0, 3, 0) })
            .AddColumn(new GridColumn { NoWrap = true });
        grid.AddRow(PictureView.Of(picture.Columns, picture.Pixels), Bars(names, probabilities, order));
        host.Console.Write(grid);
        host.Line();
    }

    private static string Words(IReadOnlyList<string> names, Prediction answer, float[] probabilities)
    {
        string first = $"{names[answer.Class]} ({probabilities[answer.Class]:P1})",
            second = $"{names[answer.RunnerUp]} ({probabilities[answer.RunnerUp]:P1})";
        return answer.Answer switch
        {
            Answer.NotADigit => $"not a digit; if it must be one, {first}",
            Answer.Unsure => $"unsure: {first} or {second}",
            _ => names.Count > 1 ? $"{first}, else {second}" : first,
        };
    }

    /// <summary>In the order of classes; of many classes only the likeliest.</summary>
    private static Rows Bars(IReadOnlyList<string> names, float[] probabilities, int[] order)
    {
        int[] shown = [.. order.Take(MostBars).Order()];
        int width = shown.Max(k => names[k].Length);
        return new(
            shown.Select(k =>
            {
                string bar = new('━', (int)MathF.Round(probabilities[k] * BarCells)),
                    line = $"{Printable.Of(names[k]).PadLeft(width)} {probabilities[k], 7:P1} ";
                return new Markup(
                    k == order[0]
                        ? $"[bold]{Markup.Escape(line)}[/][{Palette.Signed.Color(1).ToMarkup()}]{bar}[/]"
                        : $"{Markup.Escape(line)}[grey]{bar}[/]"
                );
            })
        );
    }
}
