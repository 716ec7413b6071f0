using System.Globalization;
using System.Text.RegularExpressions;

namespace Limpid.Tests.House;

/// <summary>Where a figure was measured: a cell of a table in a results file, or a sentence of it.</summary>
/// <param name="File">Relative to the repository's root.</param>
/// <param name="Row">The row's first cell; or, without a column, the sentence, with # for each number.</param>
/// <param name="Column">The head of the column.</param>
internal sealed record FigureSource(string File, string Row, string? Column = null);

/// <summary>Numbers of the READMEs. In a phrase # is a number, and … is any text of one cell or line.</summary>
internal sealed record ReadmeFigure(string English, string Chinese, FigureSource Source);

/// <summary>Compares the figures of a README with the results files. Each fault is an instruction.</summary>
internal static partial class ReadmeFigures
{
    /// <summary>Numbers that nobody measured: versions, and the name of the recipe for 99 %.</summary>
    private static readonly HashSet<string> NotMeasured = ["20.19", "1.0", "99 %", "99%"];

    private const string Cure = "The list in ReadmeFiguresTests says what stands where: correct it, or the text.";

    /// <param name="name">The README's name.</param>
    /// <param name="text">The README.</param>
    /// <param name="figures">Each phrase of it, and where its numbers stand.</param>
    /// <param name="results">The results files by path.</param>
    public static IEnumerable<string> Faults(
        string name,
        string text,
        IEnumerable<(string Phrase, FigureSource Source)> figures,
        IReadOnlyDictionary<string, string> results
    )
    {
        List<Capture> sourced = [];
        foreach ((string phrase, FigureSource source) in figures)
        {
            Match[] said = [.. Pattern(phrase).Matches(text).OfType<Match>()];
            if (said.Length == 0)
                yield return $"{name}: nowhere says \"{phrase}\". {Cure}";
            string[] measured = results.TryGetValue(source.File, out string? file) ? Measured(file, source) : [];
            foreach (Capture[] numbers in said.Select(match => match.Groups["number"].Captures.ToArray()))
            {
                sourced.AddRange(numbers);
                if (measured.Length < numbers.Length)
                    yield return $"{source.File}: has no figure for {source.Row}, {source.Column}. {Cure}";
                foreach ((Capture number, string value) in numbers.Zip(measured))
                {
                    if (!Agree(number.Value, value))
                        yield return $"{name}: says {number.Value} in \"{phrase}\", but {source.File} says {value}.";
                }
            }
        }
        foreach (Match number in Figure().Matches(WithoutCode(text)))
        {
            if (!NotMeasured.Contains(number.Value) && !sourced.Any(capture => capture.Index == number.Index))
                yield return $"{name}: {number.Value} has no source. {Cure}";
        }
    }

    /// <summary>A row's cells by their column's head, of the first table that has both; empty where none has.</summary>
    public static IReadOnlyDictionary<string, string> Row(string text, string row, string column) =>
        Tables(text)
            .Where(table => table[0].Contains(column))
            .SelectMany(table => table.Skip(1).Where(cells => cells[0] == row).Select(cells => (Head: table[0], cells)))
            .Select(found => found.Head.Zip(found.cells).DistinctBy(cell => cell.First))
            .FirstOrDefault([])
            .ToDictionary(cell => cell.First, cell => cell.Second);

    /// <summary>The tables of a Markdown text: their head, then their rows, cell by cell.</summary>
    public static IEnumerable<string[][]> Tables(string text)
    {
        List<string[]> table = [];
        foreach (string line in text.ReplaceLineEndings("\n").Split('\n').Append(""))
        {
            if (!line.StartsWith('|'))
            {
                if (table.Count > 1)
                    yield return [.. table];
                table = [];
            }
            else if (!Rule().IsMatch(line))
                table.Add([.. line.Trim().Trim('|').Split('|').Select(cell => cell.Trim().Trim('`'))]);
        }
    }

    private static string[] Measured(string file, FigureSource source)
    {
        if (source.Column is null)
            return [.. Pattern(source.Row).Match(file).Groups["number"].Captures.Select(capture => capture.Value)];
        string cell = Row(file, source.Row, source.Column).GetValueOrDefault(source.Column, "");
        return [.. Number().Matches(cell).Select(number => number.Value)];
    }

    /// <summary>A README may round: the measured number is rounded to the same decimals.</summary>
    private static bool Agree(string said, string measured)
    {
        int decimals = said.Split('.') is [_, var digits] ? digits.Length : 0;
        return Value(said) == Math.Round(Value(measured), decimals, MidpointRounding.AwayFromZero);
    }

    private static decimal Value(string number) =>
        decimal.Parse(number, NumberStyles.Number, CultureInfo.InvariantCulture);

    private static Regex Pattern(string phrase) =>
        new(
            Regex
                .Escape(phrase)
                .Replace("\\#", "#")
                .Replace("#", $"(?<number>{NumberPattern})")
                .Replace("…", @"[^|\n]*?")
        );

    /// <summary>The text with blanks in place of code and link addresses, so that indices stay.</summary>
    private static string WithoutCode(string text) => Code().Replace(text, match => new string(' ', match.Length));

    private const string NumberPattern = @"\d[\d,]*(?:\.\d+)?";

    [GeneratedRegex(NumberPattern)]
    private static partial Regex Number();

    /// <summary>A number with decimals, or a percentage.</summary>
    [GeneratedRegex(@"(?<![\d.,])\d[\d,]*(?:\.\d+(?![\d.])(?:\s?%)?|\s?%)")]
    private static partial Regex Figure();

    [GeneratedRegex(@"```.*?```|`[^`\n]*`|\]\([^)\n]*\)", RegexOptions.Singleline)]
    private static partial Regex Code();

    [GeneratedRegex(@"^\|[\s:|-]+\|\s*$")]
    private static partial Regex Rule();
}
