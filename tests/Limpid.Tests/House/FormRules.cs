using System.Text.RegularExpressions;

namespace Limpid.Tests.House;

/// <summary>How wide a line may be.</summary>
internal static partial class FormRules
{
    /// <summary>The most columns of a line.</summary>
    public const int Columns = 120;

    /// <summary>A line that is too wide. Addresses, and text in raw strings or in the holes of one string, cannot be
    /// broken: they are let be.</summary>
    public static IEnumerable<string> LongLines(IEnumerable<SourceFile> files) =>
        from file in files
        let raw = RawLines(file.Text)
        from line in file.Text.Split('\n').Select((text, i) => (Text: text, Number: i + 1))
        where line.Text.EnumerateRunes().Count() > Columns
        where !line.Text.Contains("://", StringComparison.Ordinal) && !raw.Contains(line.Number)
        where !OneString().IsMatch(line.Text)
        select $"{file.Path}:{line.Number}: {line.Text.Length} columns, and {Columns} are the most. Break the line.";

    private static HashSet<int> RawLines(string text)
    {
        HashSet<int> lines = [];
        bool isRaw = false;
        foreach ((string line, int i) in text.Split('\n').Select((line, i) => (line, i)))
        {
            bool turns = line.Split("\"\"\"").Length % 2 == 0;
            if (isRaw || turns || line.Contains("\"\"\"", StringComparison.Ordinal))
                lines.Add(i + 1);
            isRaw ^= turns;
        }
        return lines;
    }

    [GeneratedRegex("""^\s*(?:\+ |\()?(?:@|\$|\$@)?".*"[,;)]*(?: \+)?$""")]
    private static partial Regex OneString();
}
