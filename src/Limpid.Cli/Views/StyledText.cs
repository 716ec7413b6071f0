using Spectre.Console;
using Spectre.Console.Rendering;

namespace Limpid.Cli.Views;

/// <summary>
/// Text of many colours that is drawn as it stands: nothing is wrapped, measured by words or split again. For views of
/// thousands of coloured
/// cells that are redrawn many times, where a paragraph would take a tenth of a second.
/// </summary>
internal sealed class StyledText : IRenderable
{
    private readonly List<Segment> _segments = [];
    private int _width,
        _widest;

    /// <summary>Adds text without line breaks.</summary>
    public StyledText Append(string text, Style? style = null)
    {
        _segments.Add(new Segment(text, style ?? Style.Plain));
        _widest = Math.Max(_widest, _width += text.Length);
        return this;
    }

    /// <summary>Ends the line.</summary>
    public StyledText NewLine()
    {
        _segments.Add(Segment.LineBreak);
        _width = 0;
        return this;
    }

    /// <inheritdoc/>
    public Measurement Measure(RenderOptions options, int maxWidth) => new(_widest, _widest);

    /// <inheritdoc/>
    public IEnumerable<Segment> Render(RenderOptions options, int maxWidth) => _segments;
}
