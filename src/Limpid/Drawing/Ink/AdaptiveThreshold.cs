namespace Limpid.Drawing;

/// <summary>
/// Ink on unevenly lit paper: the paper's own light b(x, y) is read from the picture and taken away, so that one
/// threshold serves all of it.
/// Dark ink on lit paper absorbs a share of the light, and what is kept is that share: 255 · (v − b) / (255 − b), with
/// v = 255 − light.
/// </summary>
/// <remarks>
/// The estimate in two steps, as in Gatos, Pratikakis and Perantonis, Pattern Recognition 39 (2006): a first guess at
/// where ink is
/// (there by Sauvola and Pietikäinen 2000, here by a grey opening, which does not hollow wide strokes), then the mean
/// of the paper around, ink
/// left out. It is made on a reduced picture; time is linear in the pixels, and memory 2 bytes a pixel.
/// </remarks>
internal static class AdaptiveThreshold
{
    /// <summary>In a levelled picture, the level of paper: what is darker than paper stays visible below it.</summary>
    public const int PaperLevel = 48;

    private const int MapSide = 160; // pixels of the longer side, on which paper is estimated
    private const int FewestPaper = 8; // at least 1/8 of a window is paper, or the window grows
    private const int WindowShare = 24; // in the end, paper is the mean over 1/12 of the map each way
    private const int Passes = 3;
    private const int LeastInk = 5; // levels: what stands out by less is paper
    private const int DimmestLight = 48; // below this, light is not known well enough to divide by

    /// <summary>Takes the paper's light away: paper becomes <see cref="PaperLevel"/>, and ink stays above it.</summary>
    /// <param name="image">Ink is bright.</param>
    /// <param name="polarity">How the picture was before its ink was turned bright.</param>
    /// <param name="widestStroke">Pixels: what is wider than this is taken for paper in another light.</param>
    public static GrayImage Level(GrayImage image, Polarity polarity, int widestStroke)
    {
        GrayImage paper = Scaling.Bilinear(Paper(image, polarity, widestStroke), image.Width, image.Height);
        var pixels = new byte[image.Pixels.Length];
        ReadOnlySpan<byte> v = image.Pixels.Span,
            b = paper.Pixels.Span;
        for (int i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (byte)
                Math.Clamp(PaperLevel + (v[i] - b[i]) * (255 - PaperLevel) / Light(b[i], polarity), 0, 255);
        }
        return new(image.Width, image.Height, pixels);
    }

    /// <summary>What dark ink takes its share of; light ink adds to whatever there is.</summary>
    private static int Light(byte paper, Polarity polarity) =>
        polarity == Polarity.DarkOnLight ? Math.Max(DimmestLight, 255 - paper) : 255;

    /// <summary>The paper's level over a picture, reduced so that its longer side is at most 160.</summary>
    /// <param name="image">Ink is bright.</param>
    /// <param name="polarity">How the picture was before its ink was turned bright.</param>
    /// <param name="widestStroke">Pixels of the picture.</param>
    public static GrayImage Paper(GrayImage image, Polarity polarity, int widestStroke)
    {
        int side = Math.Max(image.Width, image.Height);
        GrayImage map = side > MapSide ? Scaling.ToLongSide(image, MapSide) : image;
        int mapSide = Math.Min(side, MapSide),
            radius = Math.Max(1, (int)(((long)widestStroke * mapSide + side - 1) / side + 1) / 2);
        GrayImage opened = GrayOpening.Of(map, radius),
            paper = Around(map, polarity, opened, opened, radius);
        int near = Math.Max(1, Math.Min(radius, mapSide / WindowShare));
        for (int pass = 0; pass < Passes; pass++)
            paper = Around(map, polarity, opened, paper, near);
        return paper;
    }

    /// <summary>
    /// The mean of the paper around each pixel, where paper is what does not stand out from an earlier estimate; never
    /// less than the opened picture,
    /// so that a mistake does not feed on itself.
    /// </summary>
    private static GrayImage Around(GrayImage map, Polarity polarity, GrayImage opened, GrayImage estimate, int radius)
    {
        GrayImage above = Above(map, polarity, estimate);
        Histogram histogram = Histogram.Of(above);
        int threshold = histogram.IsOneLevel ? byte.MaxValue : Math.Max(LeastInk, OtsuThreshold.Of(histogram));
        int[] share = new int[map.Pixels.Length],
            light = new int[map.Pixels.Length];
        for (int i = 0; i < share.Length; i++)
        {
            share[i] = above.Pixels.Span[i] <= threshold ? 1 : 0;
            light[i] = share[i] * map.Pixels.Span[i];
        }
        IntegralImage shares = new(map.Width, map.Height, share),
            lights = new(map.Width, map.Height, light);
        var paper = new byte[share.Length];
        for (int i = 0; i < paper.Length; i++)
        {
            var center = new PixelBox(i % map.Width, i / map.Width, 1, 1);
            PixelBox window = center.Grow(radius, map);
            for (
                int reach = radius;
                FewestPaper * shares.Sum(window) < (long)window.Width * window.Height;
                window = center.Grow(reach, map)
            )
                reach *= 2;
            long count = shares.Sum(window);
            paper[i] = (byte)Math.Max(opened.Pixels.Span[i], (lights.Sum(window) + count / 2) / count);
        }
        return new(map.Width, map.Height, paper);
    }

    /// <summary>The share of its light that each pixel stands out by, in levels: in the shade ink stands out by less,
    /// but by the same share.</summary>
    private static GrayImage Above(GrayImage map, Polarity polarity, GrayImage estimate)
    {
        var above = new byte[map.Pixels.Length];
        for (int i = 0; i < above.Length; i++)
        {
            byte paper = estimate.Pixels.Span[i];
            above[i] = (byte)Math.Clamp(255 * (map.Pixels.Span[i] - paper) / Light(paper, polarity), 0, 255);
        }
        return new(map.Width, map.Height, above);
    }
}
