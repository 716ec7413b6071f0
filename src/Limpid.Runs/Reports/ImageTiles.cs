using ScottPlot;

namespace Limpid.Runs.Reports;

/// <summary>Small pictures side by side, each with a line of text above it.</summary>
/// <param name="height">Rows of one picture.</param>
/// <param name="width">Columns of one picture.</param>
/// <param name="most">Pictures side by side.</param>
internal sealed class ImageTiles(int height, int width, int most = 8)
{
    private const int Gap = 6,
        TextRoom = 9,
        PageWidth = 640,
        FontSize = 9; // Gap and TextRoom in cells, widths in pixels of the page
    private readonly List<(string Text, double[] Values)> _tiles = [];

    /// <summary>Adds a picture.</summary>
    /// <param name="text">What stands above it.</param>
    /// <param name="values">height · width numbers, row by row.</param>
    public void Add(string text, double[] values) => _tiles.Add((text, values));

    /// <summary>Draws all.</summary>
    /// <param name="low">The number of the colormap's first colour.</param>
    /// <param name="high">The number of its last.</param>
    /// <param name="colors">The colours.</param>
    public byte[] Draw(double low, double high, IColormap colors)
    {
        int across = Math.Min(most, _tiles.Count),
            down = (_tiles.Count + across - 1) / across;
        int rowsEach = height + TextRoom,
            columnsEach = width + Gap,
            rows = down * rowsEach,
            columns = across * columnsEach;
        var cells = new double[rows, columns];
        for (int row = 0; row < rows; row++)
        for (int column = 0; column < columns; column++)
            cells[row, column] = double.NaN;
        using var plot = new Plot();
        for (int i = 0; i < _tiles.Count; i++)
        {
            int top = i / across * rowsEach + TextRoom,
                left = i % across * columnsEach + Gap / 2;
            for (int p = 0; p < height * width; p++)
                cells[top + p / width, left + p % width] = _tiles[i].Values[p];
            Label(plot, _tiles[i].Text, left + width / 2.0, rows - top + 0.5);
        }
        ScottPlot.Plottables.Heatmap map = plot.Add.Heatmap(cells);
        (map.Colormap, map.ManualRange, map.NaNCellColor) = (colors, new ScottPlot.Range(low, high), Colors.White);
        plot.MoveToBottom(map);
        plot.Layout.Frameless();
        plot.HideGrid();
        plot.Axes.SetLimits(-0.5, columns - 0.5, -0.5, rows - 0.5);
        int pixels = Math.Max(1, PageWidth / (most * columnsEach)); // of the page, a cell
        return Figure.Draw(plot, pixels * columns, pixels * rows);
    }

    private static void Label(Plot plot, string text, double x, double y)
    {
        ScottPlot.Plottables.Text label = plot.Add.Text(text, x, y);
        (label.Alignment, label.LabelFontSize, label.LabelFontColor) = (Alignment.LowerCenter, FontSize, Colors.Black);
    }
}
