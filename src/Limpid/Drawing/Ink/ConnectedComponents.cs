namespace Limpid.Drawing;

/// <summary>One connected piece of ink.</summary>
/// <param name="Index">Its number, from 0, in the order of first rows, then first columns.</param>
/// <param name="Box">The smallest box that holds it.</param>
/// <param name="Pixels">How many pixels it has.</param>
/// <param name="Mass">The sum of its pixels' levels.</param>
internal readonly record struct InkComponent(int Index, PixelBox Box, int Pixels, long Mass);

/// <summary>
/// The pieces of ink of a picture: pixels at or above a level, joined to their eight neighbours. Rows are read into
/// runs, and runs that
/// touch are joined by union-find with path halving: Rosenfeld and Pfaltz, J. ACM 13 (1966), in runs.
/// </summary>
/// <remarks>Time is linear in the pixels (but for the inverse of Ackermann's function); memory goes by the runs of ink,
/// not by the pixels.</remarks>
internal sealed class ConnectedComponents
{
    private readonly List<Run> _runs = [];
    private readonly List<InkComponent> _all = [];
    private int[] _parents = [];

    private ConnectedComponents(int width, int height) => (Width, Height) = (width, height);

    private int Width { get; }

    private int Height { get; }

    /// <summary>The pieces, in the order of their numbers.</summary>
    public IReadOnlyList<InkComponent> All => _all;

    /// <summary>Finds the pieces of a picture whose ink is bright.</summary>
    /// <param name="image">Ink is bright.</param>
    /// <param name="level">The darkest pixel that is ink, from 1.</param>
    public static ConnectedComponents Of(GrayImage image, int level)
    {
        var components = new ConnectedComponents(image.Width, image.Height);
        components.Scan(image, level);
        components.Join();
        components.Number(image);
        return components;
    }

    /// <summary>Hands out the pieces' rows: component, row, first column, and the column after the last.</summary>
    public IEnumerable<(int Component, int Row, int From, int To)> Runs =>
        _runs.Select((run, i) => (_parents[i], run.Row, run.From, run.To));

    /// <summary>The picture of some pieces alone, cut out of an image of the same size; all else is 0.</summary>
    /// <param name="image">Where the levels are taken from.</param>
    /// <param name="isKept">Asked for every component's number.</param>
    public GrayImage Keep(GrayImage image, Func<int, bool> isKept)
    {
        var kept = new byte[Width * Height];
        bool[] keep = [.. _all.Select(component => isKept(component.Index))];
        for (int i = 0; i < _runs.Count; i++)
        {
            Run run = _runs[i];
            if (keep[_parents[i]])
                image.Row(run.Row)[run.From..run.To].CopyTo(kept.AsSpan(run.Row * Width + run.From));
        }
        return new(Width, Height, kept);
    }

    private void Scan(GrayImage image, int level)
    {
        for (int y = 0; y < image.Height; y++)
        {
            ReadOnlySpan<byte> row = image.Row(y);
            for (int x = 0; x < row.Length; )
            {
                int from = row[x..].IndexOfAnyInRange((byte)level, byte.MaxValue);
                if (from < 0)
                    break;
                from += x;
                int length = row[from..].IndexOfAnyExceptInRange((byte)level, byte.MaxValue);
                x = length < 0 ? row.Length : from + length;
                _runs.Add(new(y, from, x));
            }
        }
    }

    /// <summary>Joins each run with those of the row above that reach its columns or the corners beside them.</summary>
    private void Join()
    {
        _parents = [.. Enumerable.Range(0, _runs.Count)];
        for (int i = 0, above = 0; i < _runs.Count; i++)
        {
            Run run = _runs[i];
            while (_runs[above].Row < run.Row - 1 || (_runs[above].Row == run.Row - 1 && _runs[above].To < run.From))
                above++;
            for (int j = above; _runs[j].Row == run.Row - 1 && _runs[j].From <= run.To; j++)
                Unite(i, j);
        }
    }

    private void Unite(int i, int j)
    {
        (int a, int b) = (Root(i), Root(j));
        _parents[Math.Max(a, b)] = Math.Min(a, b); // the first run stays the root, so that numbers go by place
    }

    private int Root(int i)
    {
        while (_parents[i] != i)
            i = _parents[i] = _parents[_parents[i]];
        return i;
    }

    /// <summary>Numbers the roots, measures the pieces, and leaves in _parents each run's component.</summary>
    private void Number(GrayImage image)
    {
        for (int i = 0; i < _runs.Count; i++)
            _parents[i] = Root(i);
        for (int i = 0; i < _runs.Count; i++)
        {
            Run run = _runs[i];
            bool isFirst = _parents[i] == i;
            int component = isFirst ? _all.Count : _parents[_parents[i]];
            long mass = 0;
            foreach (byte pixel in image.Row(run.Row)[run.From..run.To])
                mass += pixel;
            var box = new PixelBox(run.From, run.Row, run.To - run.From, 1);
            if (isFirst)
                _all.Add(new(component, box, box.Width, mass));
            else
                _all[component] = Grown(_all[component], box, mass);
            _parents[i] = component; // a root comes before its runs: they read its number from it
        }
    }

    private static InkComponent Grown(InkComponent piece, PixelBox run, long mass) =>
        piece with
        {
            Box = piece.Box.With(run),
            Pixels = piece.Pixels + run.Width,
            Mass = piece.Mass + mass,
        };

    private readonly record struct Run(int Row, int From, int To);
}
