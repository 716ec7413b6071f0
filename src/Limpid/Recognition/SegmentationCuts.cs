using Limpid.Drawing;

namespace Limpid.Recognition;

/// <summary>A way to cut a piece of ink in two, from top to bottom.</summary>
/// <param name="Path">For each row of the piece's box, the first column right of the cut.</param>
/// <param name="Ink">How many pixels of ink it goes through.</param>
internal readonly record struct Cut(int[] Path, double Ink);

/// <summary>
/// Where touching digits may be cut: paths from top to bottom through as little ink as possible, a column to the side a
/// row at most, by dynamic programming
/// from both ends; each column of the middle row has its best path, and the local minima among them are candidates.
/// After Casey and
/// Lecolinet, "A survey of methods and strategies in character segmentation", IEEE Trans. PAMI 18 (1996), 690.
/// </summary>
internal static class SegmentationCuts
{
    private const float Aside = 0.2f; // what a step to the side costs, in pixels of ink
    private const double Apart = 0.12,
        Margin = 0.1; // of the height: between two cuts, and from a piece's ends

    /// <summary>The cuts of a piece, from left to right.</summary>
    /// <param name="piece">What may be several digits.</param>
    /// <param name="height">The usual height of a digit.</param>
    /// <param name="most">How many cuts at most.</param>
    public static List<Cut> Of(InkPiece piece, int height, int most)
    {
        PixelBox box = piece.Box;
        bool[] ink = new bool[box.Width * box.Height];
        foreach (InkRun run in piece.Runs)
            ink.AsSpan((run.Row - box.Top) * box.Width + run.From - box.Left, run.To - run.From).Fill(true);
        int middle = box.Height / 2;
        (float[] Cost, sbyte[] Step) above = Descend(ink, box.Width, 0, middle),
            below = Descend(ink, box.Width, box.Height - 1, middle);
        float Cost(int x) => above.Cost[x] + below.Cost[x] - (ink[middle * box.Width + x] ? 1 : 0);
        int margin = Math.Max(2, (int)(Margin * height));
        List<int> chosen = [];
        foreach (
            int x in Enumerable
                .Range(0, box.Width)
                .Where(x => x >= margin && x < box.Width - margin)
                .OrderBy(Cost)
                .ThenBy(x => Math.Abs(2 * x - box.Width))
        )
        {
            if (chosen.Count == most)
                break;
            if (chosen.TrueForAll(other => Math.Abs(other - x) >= Apart * height))
                chosen.Add(x);
        }
        chosen.Sort();
        return [.. chosen.Select(x => new Cut(Follow(x), Cost(x)))];

        int[] Follow(int x)
        {
            var path = new int[box.Height];
            path[middle] = x;
            for (int y = middle; y > 0; y--)
                path[y - 1] = path[y] + above.Step[y * box.Width + path[y]];
            for (int y = middle; y < box.Height - 1; y++)
                path[y + 1] = path[y] + below.Step[y * box.Width + path[y]];
            return path;
        }
    }

    /// <summary>The cheapest way to each column of the last row, and for each pixel the step that leads back.</summary>
    private static (float[] Cost, sbyte[] Step) Descend(bool[] ink, int width, int first, int last)
    {
        var cost = new float[width];
        var next = new float[width];
        var steps = new sbyte[ink.Length];
        int down = Math.Sign(last - first);
        for (int x = 0; x < width; x++)
            cost[x] = ink[first * width + x] ? 1 : 0;
        for (int y = first; y != last; y += down)
        {
            for (int x = 0; x < width; x++)
            {
                (float best, sbyte step) = (cost[x], 0);
                if (x > 0 && cost[x - 1] + Aside < best)
                    (best, step) = (cost[x - 1] + Aside, -1);
                if (x + 1 < width && cost[x + 1] + Aside < best)
                    (best, step) = (cost[x + 1] + Aside, 1);
                next[x] = best + (ink[(y + down) * width + x] ? 1 : 0);
                steps[(y + down) * width + x] = step;
            }
            (cost, next) = (next, cost);
        }
        return (cost, steps);
    }

    /// <summary>The parts that the cuts leave, from left to right; an empty one where two cuts meet.</summary>
    public static List<InkPiece?> Apply(InkPiece piece, List<Cut> cuts)
    {
        var parts = new List<InkRun>[cuts.Count + 1];
        for (int i = 0; i < parts.Length; i++)
            parts[i] = [];
        foreach (InkRun run in piece.Runs)
        {
            int from = run.From;
            for (int i = 0; i <= cuts.Count && from < run.To; i++)
            {
                int to =
                    i == cuts.Count
                        ? run.To
                        : Math.Clamp(piece.Box.Left + cuts[i].Path[run.Row - piece.Box.Top], from, run.To);
                if (to > from)
                    parts[i].Add(run with { From = from, To = to });
                from = to;
            }
        }
        return [.. parts.Select(runs => runs.Count == 0 ? null : new InkPiece(runs))];
    }
}
