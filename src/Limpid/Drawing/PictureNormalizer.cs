using Limpid.Numerics;

namespace Limpid.Drawing;

/// <summary>
/// Any picture of one digit to 28x28 the way MNIST was made: the digit is scaled, shape kept, into a 20x20 box with its
/// grey edges, and
/// laid so that its centre of mass is at the centre of the field. LeCun, Cortes and Burges, "The MNIST database of
/// handwritten digits";
/// LeCun, Bottou, Bengio and Haffner, Proc. IEEE 86 (1998), section III.A.
/// </summary>
/// <remarks>
/// Pure, and the same bits on every machine. Time is linear in the pixels; beside the given picture it takes at most 64
/// bytes for each of the at
/// most 1024x1024 pixels on which it works, and 8 megabytes: a larger picture is first reduced.
/// </remarks>
public static class PictureNormalizer
{
    /// <summary>Columns and rows of the result.</summary>
    public const int Side = 28;

    /// <summary>The longer side of the ink in the result.</summary>
    public const int InkSide = 20;

    /// <summary>Stage: the picture as it came.</summary>
    public const string Given = "given";

    /// <summary>Stage, of a picture with a side of more than 1024 pixels: that side at 1024.</summary>
    public const string Reduced = "reduced";

    /// <summary>Stage: turned, where needed, so that ink is the brighter.</summary>
    public const string Turned = "turned";

    /// <summary>Stage, of a picture in uneven light: the light taken away.</summary>
    public const string Levelled = "levelled";

    /// <summary>Stage: paper at exactly 0, full ink at 255.</summary>
    public const string Cleaned = "cleaned";

    /// <summary>Stage, on ruled or squared paper: without its lines.</summary>
    public const string Unruled = "unruled";

    /// <summary>Stage, of a picture with specks: only the digit.</summary>
    public const string Unspecked = "unspecked";

    /// <summary>Stage: only the box that holds the ink.</summary>
    public const string Cropped = "cropped";

    /// <summary>Stage, of a very thin pen or a very thick one: enlarged, with strokes as wide as MNIST's.</summary>
    public const string Evened = "evened";

    /// <summary>Stage: the longer side at 20.</summary>
    public const string Scaled = "scaled";

    /// <summary>Stage: the centre of mass at the centre of 28x28.</summary>
    public const string Centered = "centered";

    private const int LargestSide = 1024; // pixels: a digit of 1/30 of it is still larger than the result

    /// <summary>Makes a picture of one digit into 28x28, ink 255 on paper 0, and keeps every step that did
    /// something.</summary>
    /// <param name="image">Any size, dark on light or light on dark. A picture of 28x28 with ink on it is taken as it
    /// is, but for its polarity.</param>
    public static NormalizedPicture Normalize(GrayImage image)
    {
        GrayImage reduced =
            Math.Max(image.Width, image.Height) > LargestSide ? Scaling.ToLongSide(image, LargestSide) : image;
        Histogram histogram = Histogram.Of(reduced);
        if (histogram.IsOneLevel)
            return Blank(image);
        Polarity polarity = PolarityVote.Of(reduced, histogram, OtsuThreshold.Of(histogram));
        bool isDark = polarity == Polarity.DarkOnLight;
        GrayImage turned = isDark ? reduced.Inverted() : reduced;
        if (isDark)
            histogram = histogram.Inverted();
        if ((image.Width, image.Height) == (Side, Side))
            return InkThreshold.Of(histogram) is null
                ? Blank(image)
                : AsItIs(image, turned) with
                {
                    Polarity = polarity,
                    Threshold = OtsuThreshold.Of(histogram),
                };
        var path = new List<PictureStage> { new(Given, image) };
        if (!ReferenceEquals(reduced, image))
            path.Add(new(Reduced, reduced));
        path.Add(new(Turned, turned));
        GrayImage levelled = IlluminationCorrection.Level(turned, polarity, histogram);
        if (!ReferenceEquals(levelled, turned))
        {
            histogram = Histogram.Of(levelled);
            path.Add(new(Levelled, levelled));
        }
        if (
            InkThreshold.Of(
                histogram,
                ReferenceEquals(levelled, turned) ? InkThreshold.FaintestInk : InkThreshold.FaintestInUnevenLight
            )
            is not { } threshold
        )
            return Blank(image);
        var levels = InkLevels.Of(histogram, threshold);
        NormalizedPicture? fitted = Fit(path, levels.Apply(levelled), levels.OfLevel(threshold + 1));
        return fitted is null
            ? Blank(image)
            : fitted with
            {
                Polarity = polarity,
                Threshold = threshold,
                Levels = levels,
                InkBox = On(image, reduced, fitted.InkBox),
            };
    }

    private static NormalizedPicture Blank(GrayImage image)
    {
        var paper = new GrayImage(Side, Side, new byte[Side * Side]);
        return new()
        {
            Picture = paper,
            IsBlank = true,
            Stages = [new(Given, image), new(Centered, paper)],
        };
    }

    private static NormalizedPicture AsItIs(GrayImage image, GrayImage turned) =>
        new()
        {
            Picture = turned,
            InkBox = PixelBox.Of(turned, 1, PixelBox.All(turned)),
            Stages = [new(Given, image), new(Turned, turned)],
        };

    private static NormalizedPicture? Fit(List<PictureStage> path, GrayImage cleaned, int surely)
    {
        path.Add(new(Cleaned, cleaned));
        GrayImage unruled = Kept(path, Unruled, RuledLineRemover.Remove(cleaned, surely));
        if (SpeckRemoval.Remove(unruled, surely) is not { } digit)
            return null;
        Kept(path, Unspecked, digit);
        PixelBox box = FindInk(digit, surely);
        GrayImage cropped = Kept(path, Cropped, digit.Crop(box));
        (GrayImage? evened, GrayImage scaled) = StrokeWidthNormalizer.Fit(cropped);
        if (evened is not null)
            path.Add(new(Evened, evened));
        path.Add(new(Scaled, scaled));
        GrayImage centered = Centering.ByMass(scaled, Side);
        path.Add(new(Centered, centered));
        return new()
        {
            Picture = centered,
            InkBox = box,
            Stages = ImmutableSequence.From(path),
        };
    }

    /// <summary>Adds a step, unless it gave back what it got.</summary>
    private static GrayImage Kept(List<PictureStage> path, string name, GrayImage image)
    {
        if (!ReferenceEquals(path[^1].Image, image))
            path.Add(new(name, image));
        return image;
    }

    /// <summary>A box of the reduced picture on the given one.</summary>
    private static PixelBox On(GrayImage image, GrayImage reduced, PixelBox box)
    {
        (int left, int right) = Place(box.Left, box.Left + box.Width, image.Width, reduced.Width);
        (int top, int bottom) = Place(box.Top, box.Top + box.Height, image.Height, reduced.Height);
        return new(left, top, right - left, bottom - top);
    }

    private static (int First, int End) Place(long first, long end, int length, int reduced) =>
        ((int)(first * length / reduced), (int)((end * length + reduced - 1) / reduced));

    /// <summary>The box of what is surely ink, and of its grey edge as far as one pixel of the result reaches: a speck
    /// further off moves nothing.</summary>
    private static PixelBox FindInk(GrayImage cleaned, int surely)
    {
        PixelBox core = PixelBox.Of(cleaned, surely, PixelBox.All(cleaned));
        return PixelBox.Of(cleaned, 1, core.Grow(Math.Max(1, core.LongSide / InkSide), cleaned));
    }
}
