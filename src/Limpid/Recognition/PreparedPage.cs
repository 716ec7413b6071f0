using Limpid.Drawing;

namespace Limpid.Recognition;

/// <summary>
/// A page made ready for reading: its digits at a handy size, ink bright on level paper, without ruled lines, its
/// writing level; and the way
/// back from its places to the picture's.
/// </summary>
internal sealed record PreparedPage
{
    /// <summary>The digits' height that is aimed at, in pixels: more shows nothing more on 28x28.</summary>
    public const int HandyHeight = 56;

    private const long MostPixels = 8_000_000,
        FirstLookPixels = 2_000_000;
    private const int SmallestHeight = 8; // pixels: less is grain
    private const int LineShare = 150; // a ruled line is thinner than 1/150 of the page's longer side
    private const int LeastLineHeights = 4; // and longer than 4 digits are high
    private const double LeastTurn = 1.0 / 64;
    private const int WidestStrokeShare = 8;

    /// <summary>Ink is bright, paper is <see cref="AdaptiveThreshold.PaperLevel"/>.</summary>
    public required GrayImage Page { get; init; }

    /// <summary>The darkest level that is ink.</summary>
    public required int Level { get; init; }

    /// <summary>The usual height of a digit.</summary>
    public required int Height { get; init; }

    /// <summary>The components that are no grain, no frame and no hand at the border.</summary>
    public required IReadOnlyList<InkPiece> Pieces { get; init; }

    private Rotation? Turned { get; init; }

    private double Shrunk { get; init; } = 1;

    /// <summary>Makes a page ready; null where nothing on it is like a digit.</summary>
    /// <remarks>Looked at twice: small, for the digits' size and their slope, then at the size that suits
    /// them.</remarks>
    public static PreparedPage? Of(GrayImage image)
    {
        Polarity polarity = PageInk.Polarity(image);
        double all = (double)image.Width * image.Height,
            size = Math.Min(1, Math.Sqrt(FirstLookPixels / all));
        PreparedPage? first = Look(image, polarity, size, widestStroke: null);
        if (first is null && size < 1)
            first = Look(image, polarity, size = Math.Min(1, Math.Sqrt(MostPixels / all)), widestStroke: null);
        if (first is null)
            return null;
        double wanted = Math.Min(Math.Min(1, Math.Sqrt(MostPixels / all)), size * HandyHeight / first.Height);
        return Look(image, polarity, wanted, Math.Max(3, (int)(first.Height * wanted / size / 2))) is { } second
            ? second
            : first;
    }

    /// <summary>The smallest box of the picture that holds a piece of ink of the sheet.</summary>
    public PixelBox OnPicture(InkPiece piece, GrayImage image)
    {
        double left = double.MaxValue,
            top = double.MaxValue,
            right = 0,
            bottom = 0;
        foreach (InkRun run in piece.Runs)
        {
            foreach (
                (double x, double y) in (ReadOnlySpan<(double, double)>)
                    [(run.From, run.Row), (run.To, run.Row), (run.From, run.Row + 1), (run.To, run.Row + 1)]
            )
            {
                (double backX, double backY) = Turned?.Back(x, y) ?? (x, y);
                (left, top, right, bottom) = (
                    Math.Min(left, backX),
                    Math.Min(top, backY),
                    Math.Max(right, backX),
                    Math.Max(bottom, backY)
                );
            }
        }
        int first = (int)Math.Clamp(left / Shrunk, 0, image.Width - 1),
            high = (int)Math.Clamp(top / Shrunk, 0, image.Height - 1);
        return new(
            first,
            high,
            Math.Clamp((int)Math.Ceiling(right / Shrunk), first + 1, image.Width) - first,
            Math.Clamp((int)Math.Ceiling(bottom / Shrunk), high + 1, image.Height) - high
        );
    }

    private static PreparedPage? Look(GrayImage image, Polarity polarity, double size, int? widestStroke)
    {
        GrayImage small =
            size < 1
                ? Scaling.AreaAverage(
                    image,
                    Math.Max(1, (int)(image.Width * size)),
                    Math.Max(1, (int)(image.Height * size))
                )
                : image;
        GrayImage turned = polarity == Polarity.DarkOnLight ? small.Inverted() : small;
        GrayImage page = AdaptiveThreshold.Level(
            turned,
            polarity,
            widestStroke ?? Math.Max(3, Math.Max(small.Width, small.Height) / WidestStrokeShare)
        );
        if (PageInk.Threshold(page) is not { } level)
            return null;
        (page, double? ruled) = WithoutRuling(page, level);
        if (Find(page, level) is not { } sheet)
            return null;
        sheet = sheet with { Shrunk = Math.Min(1, size) };
        double slope = ruled ?? Skew.Of([.. sheet.Pieces.Select(piece => piece.Box)], sheet.Height);
        if (Math.Abs(slope) < LeastTurn)
            return sheet;
        var rotation = new Rotation(page.Width, page.Height, slope);
        return Find(rotation.Turn(page, AdaptiveThreshold.PaperLevel), level) is { } level2
            ? level2 with
            {
                Turned = rotation,
                Shrunk = sheet.Shrunk,
            }
            : sheet;
    }

    /// <summary>Ruled lines wiped across and down, unless they were the digits' own strokes: a 1 that fills the
    /// picture, say.</summary>
    private static (GrayImage Page, double? Slope) WithoutRuling(GrayImage page, int level)
    {
        int thickest = Math.Max(3, Math.Max(page.Width, page.Height) / LineShare);
        GrayImage across = page;
        double? slope = RulingDetector.Wipe(ref across, level, thickest, AdaptiveThreshold.PaperLevel);
        if (!IsBetter(across, page.Width))
            (across, slope) = (page, null);
        GrayImage down = across.Transposed();
        if (
            RulingDetector.Wipe(ref down, level, thickest, AdaptiveThreshold.PaperLevel) is { } lean
            && IsBetter(down, page.Height)
        )
            (across, slope) = (down.Transposed(), slope ?? -lean);
        return (across, slope);

        bool IsBetter(GrayImage wiped, int length) =>
            Find(wiped, level) is { } left && left.Height * LeastLineHeights < length;
    }

    private static PreparedPage? Find(GrayImage page, int level)
    {
        var components = ConnectedComponents.Of(page, level);
        InkComponent[] likely =
        [
            .. components.All.Where(c => c.Box.Height >= SmallestHeight && !IsAtBorder(c.Box, page)),
        ];
        if (likely.Length == 0)
            return null;
        int height = Usual(likely, c => c.Pixels); // by their ink, so that grain does not count; a frame's is little
        int least = height / 4;
        height = Usual([.. likely.Where(c => c.Box.Height >= least)], c => (long)Math.Sqrt(c.Pixels));
        if (height < SmallestHeight)
            return null;
        List<InkPiece> pieces = InkPiece.Of(components, c =>
            c.Box.LongSide >= height / 7.0
            && c.Pixels >= height * height / 250.0
            && c.Box.Height <= 3 * height
            && !IsAtBorder(c.Box, page)
        );
        return new()
        {
            Page = page,
            Level = level,
            Height = height,
            Pieces = pieces,
        };
    }

    /// <summary>A table's edge, a shadow or a finger: it touches the border and is large.</summary>
    private static bool IsAtBorder(PixelBox box, GrayImage page)
    {
        const int large = 4; // a quarter of the page
        bool touches =
            box.Left == 0 || box.Top == 0 || box.Left + box.Width == page.Width || box.Top + box.Height == page.Height;
        return touches
            && (large * box.Width > page.Width || large * box.Height > page.Height)
            && box.LongSide > HandyHeight;
    }

    /// <summary>The weighted median of the heights.</summary>
    private static int Usual(InkComponent[] components, Func<InkComponent, long> weight)
    {
        Array.Sort(components, (a, b) => a.Box.Height.CompareTo(b.Box.Height));
        long left = components.Sum(weight) / 2;
        foreach (InkComponent component in components)
        {
            left -= weight(component);
            if (left <= 0)
                return component.Box.Height;
        }
        return components[^1].Box.Height;
    }
}
