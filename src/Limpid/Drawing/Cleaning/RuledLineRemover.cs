namespace Limpid.Drawing;

/// <summary>
/// Takes the lines of ruled and squared paper away and leaves strokes that cross them. A rule is a chain of long level
/// pieces of thin ink that reaches
/// from border to border; where ink goes on above or below, it is not thin: a stroke crosses, and stays.
/// </summary>
/// <remarks>Runs are sought level and upright; a tilt of two degrees leaves them long enough. One rule alone goes only
/// if it is thinner than the pen.</remarks>
internal static class RuledLineRemover
{
    private const int RunShare = 40; // a run is at least 1/40 of the picture
    private const int GapShare = 100; // and may be broken for 1/100
    private const int CrossingPercent = 65; // a rule may be broken for so much, where a digit's stroke lies along it,
    private const int CoveredPercent = 30; // but this much of it is seen
    private const int ThicknessShare = 60; // it is at most 1/60 thick
    private const int TiltShare = 20; // rises by at most 1/20
    private const int MarginShare = 25; // and ends within 1/25 of the border
    private const int SmallestSide = 64; // pixels: below, a rule and a stroke are alike
    private const int Several = 2; // that many rules are no part of a digit

    /// <summary>The picture without rules, or the picture itself.</summary>
    /// <param name="cleaned">Paper is 0.</param>
    /// <param name="surely">From this level on, a pixel is ink.</param>
    public static GrayImage Remove(GrayImage cleaned, int surely)
    {
        if (Math.Min(cleaned.Width, cleaned.Height) < SmallestSide)
            return cleaned;
        byte[] level = cleaned.Pixels.ToArray();
        List<double> rules = Erase(level, cleaned, surely);
        GrayImage upright = new GrayImage(cleaned.Width, cleaned.Height, level).Transposed();
        byte[] steep = upright.Pixels.ToArray();
        rules.AddRange(Erase(steep, cleaned.Transposed(), surely));
        if (rules.Count == 0)
            return cleaned;
        GrayImage left = new GrayImage(upright.Width, upright.Height, steep).Transposed();
        return rules.Count >= Several || 3 * rules[0] < 2 * StrokeWidth.Of(left) ? left : cleaned;
    }

    /// <summary>Erases level rules, with their grey edges, from pixels; returns the rules' thicknesses.</summary>
    private static List<double> Erase(Span<byte> pixels, GrayImage ink, int surely)
    {
        int thickest = Math.Max(2, (ink.Width + ThicknessShare - 1) / ThicknessShare);
        var pieces = ConnectedComponents.Of(LongRuns(Thin(ink, surely, thickest)), 1);
        var thicknesses = new List<double>();
        var isRule = new bool[pieces.All.Count];
        foreach (List<InkComponent> chain in Chains(pieces, ink.Width, thickest))
        {
            thicknesses.Add(chain.Sum(piece => (double)piece.Pixels) / chain.Sum(piece => piece.Box.Width));
            foreach (InkComponent piece in chain)
                isRule[piece.Index] = true;
        }
        foreach ((int piece, int row, int from, int to) in pieces.Runs)
        {
            if (!isRule[piece])
                continue;
            for (int y = Math.Max(0, row - 1); y <= Math.Min(ink.Height - 1, row + 1); y++)
            for (int x = from; x < to; x++)
                if (y == row || ink.Row(y)[x] < surely)
                    pixels[y * ink.Width + x] = 0;
        }
        return thicknesses;
    }

    /// <summary>255 where ink reaches no further up and down than a rule is thick.</summary>
    private static GrayImage Thin(GrayImage ink, int surely, int thickest)
    {
        var thin = new byte[ink.Pixels.Length];
        var heights = new int[ink.Width];
        for (int y = 0; y <= ink.Height; y++)
        {
            for (int x = 0; x < ink.Width; x++)
            {
                if (y < ink.Height && ink.Row(y)[x] >= surely)
                {
                    heights[x]++;
                    continue;
                }
                if (heights[x] <= thickest)
                    for (int up = 1; up <= heights[x]; up++)
                        thin[(y - up) * ink.Width + x] = byte.MaxValue;
                heights[x] = 0;
            }
        }
        return new(ink.Width, ink.Height, thin);
    }

    /// <summary>What is left of the thin ink in runs that are long, small gaps bridged.</summary>
    private static GrayImage LongRuns(GrayImage thin)
    {
        int shortest = Math.Max(2, thin.Width / RunShare),
            widestGap = thin.Width / GapShare;
        var runs = new byte[thin.Pixels.Length];
        for (int y = 0; y < thin.Height; y++)
        {
            ReadOnlySpan<byte> row = thin.Row(y);
            for (int x = 0, from = -1, last = -1; x <= row.Length; x++)
            {
                bool isInk = x < row.Length && row[x] > 0;
                if (from >= 0 && (x == row.Length || (!isInk && x - last > widestGap)))
                {
                    if (last + 1 - from >= shortest)
                        runs.AsSpan(y * thin.Width + from, last + 1 - from).Fill(byte.MaxValue);
                    from = -1;
                }
                if (isInk)
                    (from, last) = (from < 0 ? x : from, x);
            }
        }
        return new(thin.Width, thin.Height, runs);
    }

    /// <summary>Pieces in line, from border to border.</summary>
    private static IEnumerable<List<InkComponent>> Chains(ConnectedComponents pieces, int width, int thickest)
    {
        int margin = Math.Max(1, width / MarginShare);
        var open = pieces
            .All.Where(piece => piece.Box.Height <= thickest + piece.Box.Width / TiltShare + 1)
            .OrderBy(piece => piece.Box.Left)
            .ThenBy(piece => piece.Index)
            .ToList();
        while (open.Count > 0 && open[0].Box.Left <= margin)
        {
            List<InkComponent> chain = [open[0]];
            foreach (InkComponent piece in open.Skip(1))
                if (Follows(chain[^1].Box, piece.Box, width, thickest))
                    chain.Add(piece);
            open.RemoveAll(chain.Contains);
            PixelBox last = chain[^1].Box;
            if (
                last.Left + last.Width >= width - margin
                && 100L * chain.Sum(piece => piece.Box.Width) >= (long)CoveredPercent * width
            )
                yield return chain;
        }
    }

    private static bool Follows(PixelBox before, PixelBox box, int width, int thickest)
    {
        int gap = box.Left - (before.Left + before.Width),
            apart = box.Left + box.Width / 2 - (before.Left + before.Width / 2);
        int rise = Math.Abs(2 * box.Top + box.Height - 2 * before.Top - before.Height); // in halves
        return gap >= -thickest
            && 100L * gap <= (long)CrossingPercent * width
            && rise <= 2 * (thickest + apart / TiltShare);
    }
}
