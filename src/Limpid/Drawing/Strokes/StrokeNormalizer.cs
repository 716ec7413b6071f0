using Limpid.Numerics;

namespace Limpid.Drawing;

/// <summary>
/// A digit drawn with a pen to 28x28 the way MNIST was made: drawn in black and white, large, with a round pen as wide
/// in the result as
/// MNIST's were; reduced, shape kept, into a 20x20 box, which makes the edges grey; laid with its centre of mass at the
/// centre of the field.
/// </summary>
/// <remarks>
/// Pure, and the same bits on every machine. Time is linear in the points, whose number has no bound; it allocates some
/// 60 kilobytes. Where, how large
/// and in which unit the digit was drawn does not matter, and so not how thick the line on the screen was.
/// </remarks>
public static class StrokeNormalizer
{
    /// <summary>Stage: drawn large, in black and white.</summary>
    public const string Drawn = "drawn";

    /// <summary>
    /// The pen's width in pixels of the result. MNIST's strokes, measured by <see cref="StrokeWidth"/> on 20,000 of its
    /// training pictures: 2.4 in the
    /// median, half of them from 2.0 to 2.8.
    /// </summary>
    internal const double PenWidth = 2.4;

    private const double Nearest = 1e-300; // nothing reaches less far: its inverse would not be finite
    private const int Magnification = 8; // drawn pixels a pixel of the result

    /// <summary>Makes strokes into 28x28, ink 255 on paper 0, and keeps every step.</summary>
    /// <param name="strokes">y runs downward; overlapping strokes are ink once.</param>
    /// <param name="smallest">A drawing that reaches no further than this each way is a dot, in the strokes' unit: how
    /// far a resting hand trembles.</param>
    /// <exception cref="LimpidException">A coordinate is not finite.</exception>
    public static NormalizedPicture Normalize(IReadOnlyList<Stroke> strokes, double smallest = 0) =>
        Normalize(strokes, smallest, PenWidth);

    /// <summary>The same with another pen.</summary>
    internal static NormalizedPicture Normalize(IReadOnlyList<Stroke> strokes, double smallest, double penWidth)
    {
        if (StrokeBounds.Of(strokes) is not { } bounds)
        {
            var paper = new GrayImage(
                PictureNormalizer.Side,
                PictureNormalizer.Side,
                new byte[PictureNormalizer.Side * PictureNormalizer.Side]
            );
            return new()
            {
                Picture = paper,
                IsBlank = true,
                Polarity = Polarity.LightOnDark,
                Stages = [new(PictureNormalizer.Centered, paper)],
            };
        }
        GrayImage drawn = Draw(strokes, bounds, bounds.LongSide <= smallest, penWidth * Magnification);
        GrayImage scaled = Scaling.AreaAverage(drawn, drawn.Width / Magnification, drawn.Height / Magnification);
        GrayImage centered = Centering.ByMass(scaled, PictureNormalizer.Side);
        return new()
        {
            Picture = centered,
            Polarity = Polarity.LightOnDark,
            InkBox = PixelBox.All(drawn),
            Stages =
            [
                new(Drawn, drawn),
                new(PictureNormalizer.Scaled, scaled),
                new(PictureNormalizer.Centered, centered),
            ],
        };
    }

    /// <summary>On a field of whole pixels of the result, the ink in its middle; the longer side is 20 of them, pen and
    /// all.</summary>
    private static GrayImage Draw(IReadOnlyList<Stroke> strokes, StrokeBounds bounds, bool isDot, double width)
    {
        double scale =
            isDot || bounds.LongSide < Nearest
                ? 0
                : (PictureNormalizer.InkSide * Magnification - width) / bounds.LongSide;
        int columns = Pixels((bounds.Right - bounds.Left) * scale + width),
            rows = Pixels((bounds.Bottom - bounds.Top) * scale + width);
        double left = (columns - (bounds.Right - bounds.Left) * scale) / 2,
            top = (rows - (bounds.Bottom - bounds.Top) * scale) / 2;
        var pen = new StrokeRasterizer(columns, rows, width / 2);
        foreach (Stroke stroke in strokes)
        {
            ReadOnlySpan<StrokePoint> points = stroke.Points.AsSpan();
            for (int i = 0; i < points.Length; i++)
            {
                StrokePoint from = points[Math.Max(0, i - 1)],
                    to = points[i];
                if (points.Length > 1 && i == 0)
                    continue;
                pen.Line(
                    left + (from.X - bounds.Left) * scale,
                    top + (from.Y - bounds.Top) * scale,
                    left + (to.X - bounds.Left) * scale,
                    top + (to.Y - bounds.Top) * scale
                );
            }
        }
        return pen.Picture;
    }

    /// <summary>Drawn pixels that are whole pixels of the result: at least as many as the length has.</summary>
    private static int Pixels(double length) =>
        Math.Min(PictureNormalizer.InkSide, (int)Math.Ceiling(length / Magnification - 1e-9)) * Magnification;
}
