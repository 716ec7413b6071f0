using Limpid.Drawing;
using Limpid.Tests.Recognition;

namespace PageReadingBench;

/// <summary>One digit that somebody wrote.</summary>
internal abstract record Written
{
    /// <summary>What it is.</summary>
    public required char Name { get; init; }

    /// <summary>28x28 as MNIST has it, without a canvas between.</summary>
    public abstract GrayImage Normal { get; }

    /// <summary>Only its ink, bright, some 48 pixels high or as large as it is known.</summary>
    /// <param name="pen">How wide the pen is, by the digit's longer side; of a print it is what it is.</param>
    public abstract Glyph Glyph(double pen);

    /// <summary>Its ink with a longer side of so many pixels.</summary>
    public abstract GrayImage Ink(int longSide, double pen);
}

/// <summary>A digit that is known as a picture.</summary>
internal sealed record Print(byte[] Pixels) : Written
{
    private const int Dark = 64; // the faintest level that bounds a digit

    public override GrayImage Normal => new(PictureNormalizer.Side, PictureNormalizer.Side, Pixels);

    public override Glyph Glyph(double pen) => new(Normal.Crop(PixelBox.Of(Normal, Dark, PixelBox.All(Normal))), Name);

    public override GrayImage Ink(int longSide, double pen)
    {
        Glyph glyph = Glyph(pen);
        double scale = (double)longSide / Math.Max(glyph.Picture.Width, glyph.Picture.Height);
        var stamp = new Stamp(glyph, 0, 0, scale);
        int width = Math.Max(1, (int)Math.Round(stamp.Width)),
            height = Math.Max(1, (int)Math.Round(stamp.Height));
        return new(
            width,
            height,
            Enumerable
                .Range(0, width * height)
                .Select(i => (byte)(255 * stamp.Ink(i % width + 0.5, i / width + 0.5)))
                .ToArray()
        );
    }
}

/// <summary>A digit that is known as a pen's way.</summary>
internal sealed record PenWork(Stroke[] Strokes) : Written
{
    private const int GlyphSide = 56,
        Finer = 4;

    /// <summary>Its width by its height.</summary>
    public double Ratio =>
        StrokeBounds.Of(Strokes) is { } bounds
            ? (bounds.Right - bounds.Left) / Math.Max(1, bounds.Bottom - bounds.Top)
            : double.MaxValue;

    public override GrayImage Normal => StrokeNormalizer.Normalize(Strokes).Picture;

    public override Glyph Glyph(double pen) => new(Ink(GlyphSide, pen), Name);

    /// <summary>Drawn four times as large, in black and white, and reduced.</summary>
    public override GrayImage Ink(int longSide, double pen)
    {
        StrokeBounds bounds = StrokeBounds.Of(Strokes)!.Value;
        double width = pen * longSide,
            scale = Math.Max(0, longSide - width) / Math.Max(1e-9, bounds.LongSide);
        int columns = Math.Max(1, (int)Math.Ceiling((bounds.Right - bounds.Left) * scale + width)),
            rows = Math.Max(1, (int)Math.Ceiling((bounds.Bottom - bounds.Top) * scale + width));
        var field = new StrokeRasterizer(Finer * columns, Finer * rows, Finer * width / 2);
        foreach (Stroke stroke in Strokes)
        {
            (double X, double Y)[] at =
            [
                .. stroke.Points.Select(p =>
                    (
                        Finer * (width / 2 + scale * (p.X - bounds.Left)),
                        Finer * (width / 2 + scale * (p.Y - bounds.Top))
                    )
                ),
            ];
            for (int i = 0; i < at.Length; i++)
                field.Line(at[Math.Max(0, i - 1)].X, at[Math.Max(0, i - 1)].Y, at[i].X, at[i].Y);
        }
        return Scaling.AreaAverage(field.Picture, columns, rows);
    }
}
