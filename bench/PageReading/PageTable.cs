using System.Diagnostics;
using Limpid.Imaging;
using Limpid.Numerics;
using Limpid.Recognition;
using Limpid.Tests.Recognition;

namespace PageReadingBench;

/// <summary>How many digits of composed pages are read right and in order, by kinds of pages.</summary>
internal static class PageTable
{
    private static readonly (double Thinnest, double Thickest) Pens = (0.05, 0.13);

    public static void Write(ReadingOptions options, Recognizer recognizer, IReadOnlyList<Hand> hands)
    {
        Console.WriteLine(
            "\n## Pages\n\nA digit counts as right where it is read as it is, in its place: 1 − edits / "
                + "digits, edits by Levenshtein over all that the page says but its spaces. Whole: pages "
                + "without "
                + "any mistake.\n"
        );
        Console.WriteLine(
            $"| page | {string.Join(" | ", hands.Select(hand => $"{hand.Name} | whole pages | spaces too"))} "
                + "| slowest page |"
        );
        Console.WriteLine($"|---|{string.Concat(hands.Select(_ => "---:|---:|---:|"))}---:|");
        var sums = new (int Digits, int Edits)[hands.Count];
        IReadOnlyList<Glyph>[] glyphs = [.. hands.Select(Glyphs)];
        foreach (
            (string name, PageStyle style) in PageKinds.All.Where(kind =>
                kind.Name.Contains(options.Only, StringComparison.Ordinal)
            )
        )
        {
            double slowest = 0;
            string row = "";
            for (int hand = 0; hand < hands.Count; hand++)
            {
                (int digits, int edits, int whole, int spaced) = Read(
                    options,
                    recognizer,
                    name,
                    style,
                    glyphs[hand],
                    ref slowest
                );
                sums[hand] = (sums[hand].Digits + digits, sums[hand].Edits + edits);
                row += $" {1 - (double)edits / digits:P1} of {digits:N0} | {whole} of {options.Pages} | {spaced} |";
            }
            Console.WriteLine($"| {name} |{row} {1000 * slowest:f0} ms |");
        }
        Console.WriteLine(
            "| **all** "
                + $"|{string.Concat(sums.Select(sum => $" **{1 - (double)sum.Edits / sum.Digits:P2}** of {sum.Digits:N0} | | |"))} "
                + "|"
        );
    }

    private static Glyph[] Glyphs(Hand hand)
    {
        RandomStream random = RandomStream.Named(1, "pens");
        return
        [
            .. hand.Digits.Select(digit =>
                digit.Glyph(Pens.Thinnest + (Pens.Thickest - Pens.Thinnest) * random.NextDouble())
            ),
        ];
    }

    private static (int Digits, int Edits, int Whole, int Spaced) Read(
        ReadingOptions options,
        Recognizer recognizer,
        string name,
        PageStyle style,
        IReadOnlyList<Glyph> glyphs,
        ref double slowest
    )
    {
        var reader = new PageReader(recognizer);
        int digits = 0,
            edits = 0,
            whole = 0,
            spaced = 0;
        for (int page = 0; page < options.Pages; page++)
        {
            ComposedPage composed = PageComposer.Compose(
                style,
                glyphs,
                RandomStream.Named(seed: (ulong)page, name).NextBits()
            );
            long start = Stopwatch.GetTimestamp();
            string wanted = composed.Text.Replace(" ", ""),
                read = reader.Read(composed.Picture).Text;
            slowest = Math.Max(slowest, Stopwatch.GetElapsedTime(start).TotalSeconds);
            int wrong = Distance(wanted, read.Replace(" ", ""));
            (digits, edits, whole, spaced) = (
                digits + composed.Digits.Count,
                edits + wrong,
                whole + (wrong == 0 ? 1 : 0),
                spaced + (read == composed.Text ? 1 : 0)
            );
            if (wrong == 0 || options.Save is null)
                continue;
            using FileStream png = File.Create(Path.Combine(options.Save, $"{name.Replace(' ', '-')}-{page:D3}.png"));
            PictureFile.WritePng(png, composed.Picture);
            File.AppendAllText(
                Path.Combine(options.Save, "misread.txt"),
                $"{name}-{page}\n  {composed.Text.Replace('\n', '/')}\n  {read.Replace('\n', '/')}\n"
            );
        }
        return (digits, edits, whole, spaced);
    }

    /// <summary>The fewest digits and line ends to add, drop or change (Levenshtein 1966).</summary>
    private static int Distance(string a, string b)
    {
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int corner = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
                (corner, row[j]) = (
                    row[j],
                    Math.Min(Math.Min(row[j], row[j - 1]) + 1, corner + (a[i - 1] == b[j - 1] ? 0 : 1))
                );
        }
        return row[^1];
    }
}
