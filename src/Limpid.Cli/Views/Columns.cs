namespace Limpid.Cli.Views;

/// <summary>Rows of text under each other, each column as wide as its widest cell. The same on a terminal and in a
/// pipe.</summary>
internal static class Columns
{
    private const string Between = "  ";

    public static void Write(Host host, IReadOnlyList<string[]> rows)
    {
        int[] widths =
        [
            .. Enumerable
                .Range(0, rows.Max(row => row.Length))
                .Select(column => rows.Max(row => column < row.Length ? row[column].Length : 0)),
        ];
        foreach (string[] row in rows)
            host.Line(string.Join(Between, row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
    }
}
