using Spectre.Console;

namespace Limpid.Cli.Views;

/// <summary>Two curves over the epochs, training and validation, with their latest values and the range of the
/// axis.</summary>
/// <param name="Name">What they are of.</param>
/// <param name="Format">How a value is written.</param>
/// <param name="Palette">In which colours.</param>
internal sealed record CurvePanel(string Name, string Format, LivePalette Palette)
{
    private const int AxisWidth = 9,
        WideEnough = 48; // characters
    private const int DotEvery = 3; // where there are no colours, validation is dotted

    /// <summary>Draws.</summary>
    /// <param name="training">By epoch, from 0 on.</param>
    /// <param name="validation">The same.</param>
    /// <param name="epochs">Where the axis ends.</param>
    /// <param name="size">Characters across, and lines down, headings included.</param>
    public StyledText Draw(
        IReadOnlyList<(double, double)> training,
        IReadOnlyList<(double, double)> validation,
        int epochs,
        (int Width, int Height) size
    )
    {
        (double Low, double High) range = Range(training, validation);
        var chart = new BrailleChart(size.Width - AxisWidth, size.Height - 1);
        chart.Add(1, training, (0, epochs), range);
        chart.Add(2, validation, (0, epochs), range, Palette.HasColors ? 1 : DotEvery);
        var text = new StyledText();
        text.Append(Name.PadRight(AxisWidth));
        bool isWide = size.Width >= WideEnough;
        text.Append($"{(isWide ? "training" : "train")} {Latest(training)}", new Style(Palette.Training));
        if (validation.Count > 0)
            text.Append($"  {(isWide ? "validation" : "valid.")} {Latest(validation)}", new Style(Palette.Validation));
        for (int row = 0; row < size.Height - 1; row++)
            Line(text, chart, row, size, range);
        return text;
    }

    private void Line(
        StyledText text,
        BrailleChart chart,
        int row,
        (int Width, int Height) size,
        (double Low, double High) range
    )
    {
        string mark =
            row == 0 ? range.High.ToString(Format)
            : row == size.Height - 2 ? range.Low.ToString(Format)
            : "";
        text.NewLine().Append(mark.PadLeft(AxisWidth - 2) + "│ ", new Style(Palette.Quiet));
        for (int column = 0; column < size.Width - AxisWidth; )
        {
            int start = column,
                line = chart[row, column].Line;
            while (column < size.Width - AxisWidth && chart[row, column].Line == line)
                column++;
            text.Append(
                string.Concat(Enumerable.Range(start, column - start).Select(c => chart[row, c].Character)),
                line switch
                {
                    1 => new Style(Palette.Training),
                    2 => new Style(Palette.Validation),
                    _ => Style.Plain,
                }
            );
        }
    }

    private string Latest(IReadOnlyList<(double, double Value)> points) =>
        points.Count == 0 ? "" : points[^1].Value.ToString(Format);

    private static (double Low, double High) Range(params IReadOnlyList<(double, double Value)>[] lines)
    {
        double[] values = [.. lines.SelectMany(line => line).Select(point => point.Value)];
        return values.Length == 0 ? (0, 1) : (values.Min(), values.Max());
    }
}
