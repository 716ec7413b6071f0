using Limpid.Layers;
using Spectre.Console;

namespace Limpid.Cli.Views;

/// <summary>
/// The weights of each neuron of the first layer as a picture: a character cell holds two pixels, one above the other
/// (▀). Blue excites,
/// orange inhibits, dark is near zero.
/// </summary>
internal sealed class WeightTiles
{
    private const char UpperHalf = '▀';
    private const int Gap = 2;
    private readonly Parameter _weights;
    private readonly int _height,
        _width,
        _shrink;
    private readonly float[] _rows;
    private readonly LivePalette _palette;

    private WeightTiles(Parameter weights, (int Height, int Width) picture, int shrink, LivePalette palette)
    {
        (_weights, _shrink, _palette) = (weights, shrink, palette);
        (_height, _width) = (picture.Height / shrink, picture.Width / shrink);
        _rows = new float[weights.Count];
    }

    /// <summary>Tiles for a network and so much room, at half the size where that shows more of them; null where there
    /// is too little room, or no picture to show.</summary>
    public static WeightTiles? For(Network network, (int Width, int Height) room, LivePalette palette)
    {
        (int channels, int height, int width) = network.Architecture.Input;
        if (channels != 1 || height < 2 || network.Architecture.Body.Layers[0] is not Dense)
            return null;
        WeightTiles[] sizes =
        [
            .. Enumerable
                .Range(1, 2)
                .Select(shrink => new WeightTiles(network.Parameters[0], (height, width), shrink, palette)),
        ];
        return sizes.FirstOrDefault(tiles => tiles.Fits(room) >= tiles._weights.Rows)
            ?? (sizes[1].Fits(room) > 0 ? sizes[1] : null);
    }

    /// <summary>Lines of text of one row of pictures, with the names above.</summary>
    private int LinesEach => (_height + 1) / 2 + 1;

    private int Fits((int Width, int Height) room) => (room.Width + Gap) / (_width + Gap) * (room.Height / LinesEach);

    /// <summary>Draws as many as there is room for.</summary>
    public StyledText Draw(Network network, (int Width, int Height) room)
    {
        _weights.Read(network.Values, _rows);
        int across = (room.Width + Gap) / (_width + Gap),
            count = Math.Min(_weights.Rows, Fits(room));
        var text = new StyledText();
        for (int first = 0; first < count; first += across)
        {
            int[] neurons = [.. Enumerable.Range(first, Math.Min(across, count - first))];
            float[][] pictures = [.. neurons.Select(Picture)];
            if (first > 0)
                text.NewLine();
            text.Append(string.Concat(neurons.Select(n => $"1:{n}".PadRight(_width + Gap))), new Style(_palette.Quiet));
            for (int row = 0; row < _height; row += 2)
                Line(text, pictures, row);
        }
        return text;
    }

    private void Line(StyledText text, float[][] pictures, int row)
    {
        text.NewLine();
        foreach (float[] picture in pictures)
        {
            for (int column = 0; column < _width; )
            {
                (int start, (Color Upper, Color Lower) colors) = (column, Cell(picture, row, column));
                while (column < _width && Cell(picture, row, column) == colors)
                    column++;
                text.Append(new string(UpperHalf, column - start), new Style(colors.Upper, colors.Lower));
            }
            text.Append(new string(' ', Gap));
        }
    }

    private (Color Upper, Color Lower) Cell(float[] picture, int row, int column) =>
        (
            _palette.Of(picture[row * _width + column]),
            row + 1 < _height ? _palette.Of(picture[(row + 1) * _width + column]) : Color.Default
        );

    /// <summary>A neuron's weights, each the mean of shrink² pixels, over the largest of them.</summary>
    private float[] Picture(int neuron)
    {
        var picture = new float[_height * _width];
        int columns = _weights.Columns / (_height * _shrink);
        for (int row = 0; row < _height * _shrink; row++)
        for (int column = 0; column < _width * _shrink; column++)
            picture[row / _shrink * _width + column / _shrink] += _rows[
                neuron * _weights.Columns + row * columns + column
            ];
        float largest = Math.Max(picture.Max(Math.Abs), float.Epsilon);
        for (int i = 0; i < picture.Length; i++)
            picture[i] /= largest;
        return picture;
    }
}
