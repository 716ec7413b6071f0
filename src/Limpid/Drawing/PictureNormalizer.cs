using Limpid.Numerics;

namespace Limpid.Drawing;

/// <summary>
/// Any picture of one digit to 28x28 the way MNIST was made: the digit is scaled, shape kept, into a 20x20 box with its grey edges, and
/// laid so that its centre of mass is at the centre of the field. LeCun, Cortes and Burges, "The MNIST database of handwritten digits";
/// LeCun, Bottou, Bengio and Haffner, Proc. IEEE 86 (1998), section III.A.
/// </summary>
/// <remarks>
/// Pure, and the same bits on every machine. Time is linear in the pixels; beside the given picture it allocates at most 3 bytes a pixel
/// (turned, cleaned, cropped; each kept to be shown) and a few kilobytes.
/// </remarks>
public static class PictureNormalizer
{
    /// <summary>Columns and rows of the result.</summary>
    public const int Side = 28;

    /// <summary>The longer side of the ink in the result.</summary>
    public const int InkSide = 20;

    /// <summary>Stage: the picture as it came.</summary>
    public const string Given = "given";

    /// <summary>Stage: turned, where needed, so that ink is the brighter.</summary>
    public const string Turned = "turned";

    /// <summary>Stage: paper at exactly 0, full ink at 255.</summary>
    public const string Cleaned = "cleaned";

    /// <summary>Stage: only the box that holds the ink.</summary>
    public const string Cropped = "cropped";

    /// <summary>Stage: the longer side at 20.</summary>
    public const string Scaled = "scaled";

    /// <summary>Stage: the centre of mass at the centre of 28x28.</summary>
    public const string Centered = "centered";

    /// <summary>Makes a picture of one digit into 28x28, ink 255 on paper 0, and keeps every step.</summary>
    /// <param name="image">Any size, dark on light or light on dark. A picture of 28x28 is taken as it is, but for its polarity.</param>
    public static NormalizedPicture Normalize(GrayImage image)
    {
        Histogram histogram = Histogram.Of(image);
        if (histogram.IsOneLevel) return Blank(image);
        Polarity polarity = PolarityVote.Of(image, histogram, OtsuThreshold.Of(histogram));
        GrayImage turned = image;
        if (polarity == Polarity.DarkOnLight) (turned, histogram) = (image.Inverted(), histogram.Inverted());
        int threshold = OtsuThreshold.Of(histogram);
        NormalizedPicture picture = (image.Width, image.Height) == (Side, Side) ? AsItIs(image, turned) : Fit(image, turned, histogram, threshold);
        return picture with { Polarity = polarity, Threshold = threshold };
    }

    private static NormalizedPicture Blank(GrayImage image)
    {
        var paper = new GrayImage(Side, Side, new byte[Side * Side]);
        return new() { Picture = paper, IsBlank = true, Stages = [new(Given, image), new(Centered, paper)] };
    }

    private static NormalizedPicture AsItIs(GrayImage image, GrayImage turned) =>
        new() { Picture = turned, InkBox = PixelBox.Of(turned, 1, PixelBox.All(turned)), Stages = [new(Given, image), new(Turned, turned)] };

    private static NormalizedPicture Fit(GrayImage image, GrayImage turned, Histogram histogram, int threshold)
    {
        InkLevels levels = InkLevels.Of(histogram, threshold);
        GrayImage cleaned = levels.Apply(turned);
        PixelBox box = FindInk(cleaned, levels.OfLevel(threshold + 1));
        GrayImage cropped = cleaned.Crop(box);
        GrayImage scaled = Scaling.ToLongSide(cropped, InkSide);
        GrayImage centered = Centering.ByMass(scaled, Side);
        ImmutableSequence<PictureStage> stages =
        [
            new(Given, image), new(Turned, turned), new(Cleaned, cleaned), new(Cropped, cropped), new(Scaled, scaled), new(Centered, centered),
        ];
        return new() { Picture = centered, Levels = levels, InkBox = box, Stages = stages };
    }

    /// <summary>The box of what is surely ink, and of its grey edge as far as one pixel of the result reaches: a speck further off moves nothing.</summary>
    private static PixelBox FindInk(GrayImage cleaned, int surely)
    {
        PixelBox core = PixelBox.Of(cleaned, surely, PixelBox.All(cleaned));
        return PixelBox.Of(cleaned, 1, core.Grow(Math.Max(1, core.LongSide / InkSide), cleaned));
    }
}
