using Spectre.Console;
using Spectre.Console.Rendering;

namespace Limpid.Cli.Views;

/// <summary>
/// Numbers as a picture in the terminal: two rows of numbers a line in half-block characters, so that 28x28 takes 28x14
/// cells; without colours (NO_COLOR, a
/// pipe) or without Unicode, one character of the palette's own a cell.
/// </summary>
/// <param name="columns">Columns of the picture.</param>
/// <param name="values">Row after row, from −1 to 1.</param>
/// <param name="palette">How a number looks.</param>
internal sealed class PictureView(int columns, float[] values, Palette palette) : Renderable
{
    private const char UpperHalf = '▀';
    private readonly int _rows = values.Length / columns;

    /// <summary>A grey picture: 0 is black, 255 white.</summary>
    public static PictureView Of(int columns, ReadOnlySpan<byte> pixels)
    {
        var values = new float[pixels.Length];
        for (int i = 0; i < values.Length; i++)
            values[i] = pixels[i] / 255f;
        return new(columns, values, Palette.Ink);
    }

    /// <summary>Whether a terminal shows colours and half blocks, or a palette's characters.</summary>
    public static bool IsColored(IReadOnlyCapabilities terminal) =>
        terminal is { Ansi: true, Unicode: true } && terminal.ColorSystem != ColorSystem.NoColors;

    protected override Measurement Measure(RenderOptions options, int maxWidth) =>
        new(Width(maxWidth), Width(maxWidth));

    protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
    {
        int step = Step(maxWidth);
        bool isColored = IsColored(options.Capabilities);
        for (int y = 0; y < _rows; y += 2 * step)
        {
            for (int x = 0; x < columns; x += step)
                yield return isColored
                    ? Colored(Mean(x, y, step), Mean(x, y + step, step))
                    : new Segment($"{palette.Character((Mean(x, y, step) + Mean(x, y + step, step)) / 2)}");
            yield return Segment.LineBreak;
        }
    }

    private Segment Colored(float upper, float lower) =>
        new($"{UpperHalf}", new Style(palette.Color(upper), palette.Color(lower)));

    /// <summary>How many numbers, each way, share a pixel where the picture is wider than the terminal.</summary>
    private int Step(int maxWidth) => Math.Max(1, (columns + maxWidth - 1) / Math.Max(1, maxWidth));

    private int Width(int maxWidth) => (columns + Step(maxWidth) - 1) / Step(maxWidth);

    private float Mean(int left, int top, int step)
    {
        float sum = 0;
        int count = 0;
        for (int y = top; y < Math.Min(top + step, _rows); y++)
        for (int x = left; x < Math.Min(left + step, columns); x++, count++)
            sum += values[y * columns + x];
        return count == 0 ? 0 : sum / count;
    }
}
