using Limpid.Recognition;
using Spectre.Console;

namespace Limpid.Cli.Views;

/// <summary>
/// A page for people: on a terminal each line of digits with the percent of each below it, blue where the model is sure
/// and orange where not; into a pipe one
/// line a line, the percents behind the digits.
/// </summary>
internal static class PageView
{
    private const float SureFrom = 0.9f;
    private const int CellWidth = 4; // "100 "

    /// <summary>Whether the model gives the digit as its answer, and with a high probability.</summary>
    public static bool IsSure(Prediction answer) => answer is { Answer: Answer.Digit, Confidence: >= SureFrom };

    /// <summary>Whole percents, rounded down: 100 is certainty.</summary>
    public static int Percent(Prediction answer) => (int)(100 * answer.Confidence);

    public static void Write(Host host, string file, PageReading page)
    {
        if (page.Lines.Count == 0)
            host.Line($"{file}: no digits found");
        else if (host.IsTerminal)
            Draw(host, file, page);
        else
        {
            for (int i = 0; i < page.Lines.Count; i++)
                host.Line(
                    $"{file}:{i + 1}: {page.Lines[i].Text}  "
                        + $"({string.Join(' ', page.Lines[i].Digits.Select(digit => Percent(digit.Answer)))} "
                        + "%)"
                );
        }
    }

    private static void Draw(Host host, string file, PageReading page)
    {
        int digits = page.Digits.Count(),
            unsure = page.Digits.Count(digit => !IsSure(digit.Answer));
        host.Line(
            $"{file}: {Counted(digits, "digit")} in "
                + $"{Counted(page.Lines.Count, "line")}{(unsure == 0 ? "" : $", {unsure} of them unsure")}"
        );
        int cells = Math.Max(1, host.Console.Profile.Width / CellWidth - 1);
        foreach (PageLine line in page.Lines)
        {
            host.Line();
            foreach (PageDigit?[] row in line.Digits.SelectMany(Spaced).Chunk(cells))
                Draw(host, row);
        }
        host.Line();
    }

    /// <summary>A digit, and before it an empty cell where there is a gap.</summary>
    private static IEnumerable<PageDigit?> Spaced(PageDigit digit) => digit.IsAfterGap ? [null, digit] : [digit];

    private static void Draw(Host host, PageDigit?[] row)
    {
        host.Console.MarkupLine(
            string.Concat(
                    row.Select(digit =>
                        digit is null
                            ? new string(' ', CellWidth)
                            : $"[bold {Tone(digit)}]{Markup.Escape(Printable.Of(digit.Name)), CellWidth}[/]"
                    )
                )
                .TrimEnd()
        );
        host.Console.MarkupLine(
            $"[grey]{string.Concat(row.Select(digit => digit is null ? new string(' ', CellWidth) : $"{Percent(digit.Answer), CellWidth}"))} "
                + "%[/]"
        );
    }

    private static string Tone(PageDigit digit) => Palette.Signed.Color(IsSure(digit.Answer) ? 1 : -1).ToMarkup();

    private static string Counted(int count, string what) => $"{count} {what}{(count == 1 ? "" : "s")}";
}
