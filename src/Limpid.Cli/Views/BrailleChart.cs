namespace Limpid.Cli.Views;

/// <summary>
/// A small chart of braille characters, each 2 × 4 dots. Lines share the axes; where two meet in a character, the later
/// gives the colour.
/// </summary>
/// <param name="width">Characters.</param>
/// <param name="height">Lines of text.</param>
internal sealed class BrailleChart(int width, int height)
{
    private const int DotsAcross = 2,
        DotsDown = 4;
    private const char Blank = '\u2800';
    private static readonly int[,] Bits =
    {
        { 0x01, 0x08 },
        { 0x02, 0x10 },
        { 0x04, 0x20 },
        { 0x40, 0x80 },
    }; // Unicode's numbering of the dots
    private readonly int[,] _dots = new int[height, width];
    private readonly int[,] _line = new int[height, width];
    private int _passed,
        _every;

    /// <summary>Draws a line through points; axes run over the given ranges.</summary>
    /// <param name="number">The line's number, from 1, given back by <see cref="this[int, int]"/>.</param>
    /// <param name="points">From left to right.</param>
    /// <param name="x">From where to where the chart goes across.</param>
    /// <param name="y">From where to where it goes up.</param>
    /// <param name="every">1 for a whole line, 2 for every other dot of it, and so on.</param>
    public void Add(
        int number,
        IReadOnlyList<(double X, double Y)> points,
        (double Low, double High) x,
        (double Low, double High) y,
        int every = 1
    )
    {
        (_passed, _every) = (0, every);
        (int Column, int Row)? before = null;
        foreach ((double px, double py) in points)
        {
            var here = (
                Column: Place(px, x, width * DotsAcross),
                Row: height * DotsDown - 1 - Place(py, y, height * DotsDown)
            );
            Connect(number, before ?? here, here);
            before = here;
        }
    }

    /// <summary>A character, and the number of the line that gave it its colour; 0 for none.</summary>
    public (char Character, int Line) this[int row, int column] =>
        ((char)(Blank + _dots[row, column]), _line[row, column]);

    private static int Place(double value, (double Low, double High) range, int dots)
    {
        double part = range.High > range.Low ? (value - range.Low) / (range.High - range.Low) : 0;
        return (int)Math.Round(Math.Clamp(part, 0, 1) * (dots - 1));
    }

    private void Connect(int number, (int Column, int Row) from, (int Column, int Row) to)
    {
        int steps = Math.Max(1, Math.Max(Math.Abs(to.Column - from.Column), Math.Abs(to.Row - from.Row)));
        for (int i = 1; i <= steps; i++)
            if (_passed++ % _every == 0)
                Dot(
                    number,
                    from.Column + (to.Column - from.Column) * i / steps,
                    from.Row + (to.Row - from.Row) * i / steps
                );
    }

    private void Dot(int number, int column, int row)
    {
        _dots[row / DotsDown, column / DotsAcross] |= Bits[row % DotsDown, column % DotsAcross];
        _line[row / DotsDown, column / DotsAcross] = number;
    }
}
