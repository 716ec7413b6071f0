using Spectre.Console;

namespace Limpid.Cli.Views;

/// <summary>Pictures side by side, as many as the terminal is wide, each with a line below it.</summary>
internal static class Gallery
{
    private const int Gap = 2; // cells between pictures

    public static void Write(
        IAnsiConsole console,
        int columns,
        IEnumerable<(PictureView Picture, string Caption)> pictures
    )
    {
        int perRow = Math.Max(1, (console.Profile.Width + Gap) / (columns + Gap));
        foreach (var row in pictures.Chunk(perRow))
        {
            var grid = new Grid();
            foreach (var _ in row)
                grid.AddColumn(
                    new GridColumn
                    {
                        NoWrap = false,
                        Padding = new(0, 0, Gap, 0),
                        Width = Math.Min(columns, console.Profile.Width),
                    }
                );
            grid.AddRow([.. row.Select(item => item.Picture)]);
            grid.AddRow([.. row.Select(item => new Text(Printable.Of(item.Caption)))]);
            console.Write(grid);
            console.WriteLine();
        }
    }
}
