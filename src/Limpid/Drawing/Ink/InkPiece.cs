namespace Limpid.Drawing;

/// <summary>Ink of one row, side by side.</summary>
/// <param name="Row">The row.</param>
/// <param name="From">Its first column.</param>
/// <param name="To">The column after its last.</param>
internal readonly record struct InkRun(int Row, int From, int To);

/// <summary>Some ink of a page, whether in one piece or not: the runs that it is made of.</summary>
internal sealed class InkPiece
{
    /// <summary>Gathers runs, which are at least one.</summary>
    public InkPiece(IReadOnlyList<InkRun> runs)
    {
        Runs = runs;
        foreach (InkRun run in runs)
        {
            Pixels += run.To - run.From;
            Box = Box.With(new(run.From, run.Row, run.To - run.From, 1));
        }
    }

    /// <summary>The runs, in no order.</summary>
    public IReadOnlyList<InkRun> Runs { get; }

    /// <summary>The smallest box that holds it.</summary>
    public PixelBox Box { get; }

    /// <summary>How many pixels it has.</summary>
    public int Pixels { get; }

    /// <summary>The components that are wanted, each as a piece, in the order of their numbers.</summary>
    public static List<InkPiece> Of(ConnectedComponents components, Func<InkComponent, bool> isWanted)
    {
        Dictionary<int, List<InkRun>> runs = components
            .All.Where(isWanted)
            .ToDictionary(component => component.Index, _ => new List<InkRun>());
        foreach ((int component, int row, int from, int to) in components.Runs)
            if (runs.TryGetValue(component, out List<InkRun>? own))
                own.Add(new(row, from, to));
        return [.. runs.OrderBy(entry => entry.Key).Select(entry => new InkPiece(entry.Value))];
    }

    /// <summary>All the ink of some pieces.</summary>
    public static InkPiece Join(IReadOnlyList<InkPiece> pieces) =>
        pieces.Count == 1 ? pieces[0] : new([.. pieces.SelectMany(piece => piece.Runs)]);

    /// <summary>
    /// This ink alone, cut out of the page with one pixel around it for the grey edges of its strokes;
    /// <paramref name="paper"/> elsewhere.
    /// </summary>
    /// <param name="page">Where the levels are taken from.</param>
    /// <param name="paper">The level of paper.</param>
    public GrayImage CutOut(GrayImage page, byte paper)
    {
        PixelBox box = Box.Grow(1, page);
        var pixels = new byte[box.Width * box.Height];
        pixels.AsSpan().Fill(paper);
        foreach (InkRun run in Runs)
        {
            int from = Math.Max(run.From - 1, box.Left),
                to = Math.Min(run.To + 1, box.Left + box.Width);
            for (int y = Math.Max(run.Row - 1, box.Top); y <= Math.Min(run.Row + 1, box.Top + box.Height - 1); y++)
                page.Row(y)[from..to].CopyTo(pixels.AsSpan((y - box.Top) * box.Width + from - box.Left));
        }
        return new(box.Width, box.Height, pixels);
    }
}
