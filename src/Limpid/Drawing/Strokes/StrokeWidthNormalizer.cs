namespace Limpid.Drawing;

/// <summary>
/// A digit into a box of 20x20 with strokes about as wide as MNIST's. Where they are within the range of MNIST's pens
/// nothing is done to
/// them; a thinner pen's are widened, a thicker marker's thinned, evenly along all edges, on an enlarged picture.
/// </summary>
internal static class StrokeWidthNormalizer
{
    /// <summary>Pixels of the result. On MNIST's training pictures a tenth of the widths are below, by
    /// <see cref="StrokeWidth"/>, and a twentieth above.</summary>
    public const double Narrowest = 1.8,
        Widest = 3.6;

    private const int Magnification = 8,
        Side = PictureNormalizer.InkSide * Magnification;

    /// <summary>The digit, its longer side at 20, and the enlarged picture with evened strokes where they had to
    /// be.</summary>
    /// <param name="cropped">Only the digit; paper is 0.</param>
    public static (GrayImage? Evened, GrayImage Scaled) Fit(GrayImage cropped)
    {
        GrayImage scaled = Scaling.ToBox(cropped, PictureNormalizer.InkSide);
        double width = StrokeWidth.Of(scaled);
        if (width is >= Narrowest and <= Widest)
            return (null, scaled);
        GrayImage large = Scaling.ToLongSide(width < Narrowest ? Seen(cropped) : cropped, Side);
        double seen = StrokeWidth.Of(large) / Magnification;
        int radius = width < Narrowest ? Math.Max(0, Radius(seen, Widened(width))) : Math.Min(0, Radius(seen, Widest));
        if (radius == 0)
            return (null, scaled);
        GrayImage evened = radius > 0 ? DiscMorphology.Widen(large, radius) : DiscMorphology.Thin(large, -radius);
        PixelBox ink = PixelBox.Of(evened, 128, PixelBox.All(evened));
        if (ink.IsEmpty)
            return (null, scaled);
        evened = evened.Crop(ink.Grow(1, evened));
        return (evened, Scaling.ToBox(evened, PictureNormalizer.InkSide));
    }

    /// <summary>
    /// The width that a thin stroke is given: min(2.4, 1.8 + 2 · (1.8 − w)). At 1.8 nothing jumps, or two pictures of
    /// one digit whose widths
    /// lie on either side of it would come out unlike.
    /// </summary>
    private static double Widened(double width) =>
        Math.Min(StrokeNormalizer.PenWidth, Narrowest + 2 * (Narrowest - width));

    /// <summary>A hair line, made as wide as a pixel of the enlarged picture, so that it is not lost on the way
    /// there.</summary>
    private static GrayImage Seen(GrayImage cropped)
    {
        int pixel = (Math.Max(cropped.Width, cropped.Height) + Side - 1) / Side;
        return pixel < 2 ? cropped : DiscMorphology.Widen(cropped, pixel / 2);
    }

    /// <summary>
    /// How far edges go outward, in enlarged pixels, so that strokes of width w come out at t though the digit grows
    /// with them:
    /// (8w + 2r) / (160 + 2r) = t / 20.
    /// </summary>
    private static int Radius(double width, double wanted)
    {
        double radius = Magnification * (wanted - width) / (2 - 2 * wanted / PictureNormalizer.InkSide);
        return (int)
            Math.Clamp(Math.Round(radius), -(Magnification * width / 4), Magnification * StrokeNormalizer.PenWidth / 2);
    }
}
