namespace Limpid.Drawing;

/// <summary>
/// Which pieces of ink belong to the digit. The main piece is the one with the most ink, and rather one that stands
/// free than one that runs into the
/// border (a page's edge, a thumb). Another belongs to it if it is a twelfth as long, or if it lies close by and is a
/// fortieth as long.
/// </summary>
internal static class SpeckRemoval
{
    private const int FreeShare = 4; // a free piece of 1/4 the ink goes before one at the border
    private const int FewestPixels = 4,
        SmallPicture = 1024; // less than 4 pixels of more than 4,096 are an accident
    private const int FarShare = 12,
        NearShare = 40;
    private const int NearBy = 8; // no further than 1/8 of the main piece's length from it

    /// <summary>The picture without what does not belong; null where nothing but grain is left.</summary>
    /// <param name="cleaned">Paper is 0.</param>
    /// <param name="surely">From this level on, a pixel is ink; its grey edge stays with it.</param>
    public static GrayImage? Remove(GrayImage cleaned, int surely)
    {
        var pieces = ConnectedComponents.Of(cleaned, surely);
        if (pieces.All.Count == 0)
            return null;
        InkComponent most = pieces.All.MaxBy(piece => piece.Mass),
            free = pieces.All.Where(piece => IsFree(piece.Box, cleaned)).Append(default).MaxBy(piece => piece.Mass);
        InkComponent main = FreeShare * free.Mass >= most.Mass ? free : most;
        if (main.Pixels < FewestPixels && cleaned.Pixels.Length > FewestPixels * SmallPicture)
            return null;
        bool[] belongs =
        [
            .. pieces.All.Select(piece =>
                Belongs(piece, main, IsFree(main.Box, cleaned) && !IsFree(piece.Box, cleaned))
            ),
        ];
        return WithEdges(cleaned, pieces, belongs, Math.Max(1, main.Box.LongSide / PictureNormalizer.InkSide));
    }

    private static bool IsFree(PixelBox box, GrayImage image) =>
        box.Left > 0 && box.Top > 0 && box.Left + box.Width < image.Width && box.Top + box.Height < image.Height;

    private static bool Belongs(InkComponent piece, InkComponent main, bool isCut)
    {
        int length = piece.Box.LongSide,
            most = main.Box.LongSide;
        if (piece == main)
            return true;
        bool isNear = !piece.Box.Meet(main.Box.Widen(most / NearBy)).IsEmpty;
        return isNear ? NearShare * length >= most : !isCut && FarShare * length >= most;
    }

    /// <summary>The pieces that belong and their grey edges, as far as one pixel of the result reaches; the picture
    /// itself, where that is all.</summary>
    private static GrayImage WithEdges(GrayImage cleaned, ConnectedComponents pieces, bool[] belongs, int reach)
    {
        byte[] source = cleaned.Pixels.ToArray(),
            kept = new byte[source.Length];
        foreach ((int piece, int row, int from, int to) in pieces.Runs)
            if (!belongs[piece])
                source.AsSpan(row * cleaned.Width + from, to - from).Clear();
        foreach ((int piece, int row, int from, int to) in pieces.Runs)
        {
            if (!belongs[piece])
                continue;
            int left = Math.Max(0, from - reach),
                length = Math.Min(cleaned.Width, to + reach) - left;
            for (int y = Math.Max(0, row - reach); y <= Math.Min(cleaned.Height - 1, row + reach); y++)
                source.AsSpan(y * cleaned.Width + left, length).CopyTo(kept.AsSpan(y * cleaned.Width + left));
        }
        return kept.AsSpan().SequenceEqual(cleaned.Pixels.Span) ? cleaned : new(cleaned.Width, cleaned.Height, kept);
    }
}
