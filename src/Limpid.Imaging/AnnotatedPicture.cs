using Limpid.Drawing;
using SkiaSharp;

namespace Limpid.Imaging;

/// <summary>
/// Draws notes on a picture: a box with a light rim around each part, and a label on a ground of its own above it,
/// legible on any picture. A picture
/// with small parts is enlarged for that, a very large one is reduced.
/// </summary>
public static class AnnotatedPicture
{
    private const double LegibleHeight = 56; // pixels of a usual part
    private const int MostEnlarged = 4;
    private const double MostPixels = 12_000_000;
    private static readonly SKColor Blue = new(0x00, 0x72, 0xB2),
        Orange = new(0xD5, 0x5E, 0x00);

    /// <summary>Writes the picture with its notes as a PNG in colour.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="image">The picture.</param>
    /// <param name="notes">In the order of reading: a label makes room for those before it.</param>
    public static void WritePng(Stream stream, GrayImage image, IReadOnlyList<PictureNote> notes)
    {
        float scale = Scale(image, notes),
            height = notes.Count == 0 ? 0 : scale * Usual(notes);
        var info = new SKImageInfo(
            Math.Max(1, (int)(image.Width * scale)),
            Math.Max(1, (int)(image.Height * scale)),
            SKColorType.Rgba8888,
            SKAlphaType.Opaque
        );
        using SKSurface surface = SKSurface.Create(info);
        Lay(surface.Canvas, image, info);
        foreach (PictureNote note in notes)
            Frame(surface.Canvas, On(note.Box, scale), Color(note), height);
        var taken = new List<SKRect>();
        foreach (PictureNote note in notes)
            Label(surface.Canvas, On(note.Box, scale), note, height, info, taken);
        using SKImage picture = surface.Snapshot();
        using SKData png = picture.Encode(SKEncodedImageFormat.Png, quality: 100);
        png.SaveTo(stream);
    }

    private static float Scale(GrayImage image, IReadOnlyList<PictureNote> notes)
    {
        double legible = notes.Count == 0 ? 1 : Math.Clamp(LegibleHeight / Usual(notes), 1, MostEnlarged);
        return (float)Math.Min(legible, Math.Sqrt(MostPixels / ((double)image.Width * image.Height)));
    }

    private static int Usual(IReadOnlyList<PictureNote> notes) =>
        notes.Select(note => note.Box.Height).Order().ElementAt(notes.Count / 2);

    private static void Lay(SKCanvas canvas, GrayImage image, SKImageInfo info)
    {
        using SKData pixels = SKData.CreateCopy(image.Pixels.Span);
        using SKImage picture = SKImage.FromPixels(
            new(image.Width, image.Height, SKColorType.Gray8, SKAlphaType.Opaque),
            pixels,
            image.Width
        );
        canvas.DrawImage(
            picture,
            new SKRect(0, 0, info.Width, info.Height),
            new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear),
            null
        );
    }

    private static SKRect On(PixelBox box, float scale) =>
        new(box.Left * scale, box.Top * scale, (box.Left + box.Width) * scale, (box.Top + box.Height) * scale);

    private static SKColor Color(PictureNote note) => note.Tone == NoteTone.Sure ? Blue : Orange;

    private static void Frame(SKCanvas canvas, SKRect box, SKColor color, float height)
    {
        float line = Math.Max(1.5f, height / 32);
        box.Inflate(2 * line, 2 * line);
        using var pen = new SKPaint
        {
            IsAntialias = true,
            IsStroke = true,
            StrokeWidth = 2 * line,
            Color = SKColors.White,
        };
        canvas.DrawRoundRect(box, 2 * line, 2 * line, pen);
        (pen.StrokeWidth, pen.Color) = (line, color);
        canvas.DrawRoundRect(box, 2 * line, 2 * line, pen);
    }

    /// <summary>Above the box, or below it where the picture ends; moved to the right where another label
    /// stands.</summary>
    private static void Label(
        SKCanvas canvas,
        SKRect box,
        PictureNote note,
        float height,
        SKImageInfo info,
        List<SKRect> taken
    )
    {
        float large = Math.Max(11, 0.26f * height),
            small = 0.62f * large,
            pad = 0.28f * large,
            line = Math.Max(1.5f, height / 32);
        float width = Lettering.Width(note.Text, large) + pad + Lettering.Width(note.Detail, small) + 2 * pad,
            tall = large + 1.5f * pad;
        float top =
            box.Top - 3 * line - tall >= 0
                ? box.Top - 3 * line - tall
                : Math.Min(box.Bottom + 3 * line, info.Height - tall);
        var ground = SKRect.Create(
            Math.Clamp(box.MidX - width / 2, 0, Math.Max(0, info.Width - width)),
            top,
            width,
            tall
        );
        foreach (
            SKRect other in taken
                .Where(other => other.Top < ground.Bottom && ground.Top < other.Bottom)
                .OrderBy(other => other.Left)
        )
            if (other.Left < ground.Right && ground.Left < other.Right)
                ground.Offset(other.Right + line - ground.Left, 0);
        taken.Add(ground);
        using var fill = new SKPaint { IsAntialias = true, Color = Color(note) };
        using var rim = new SKPaint
        {
            IsAntialias = true,
            IsStroke = true,
            StrokeWidth = line,
            Color = SKColors.White,
        };
        canvas.DrawRoundRect(ground, pad, pad, rim);
        canvas.DrawRoundRect(ground, pad, pad, fill);
        float x = Lettering.Draw(canvas, note.Text, ground.Left + pad, ground.Top + 0.75f * pad, large);
        Lettering.Draw(canvas, note.Detail, x + pad, ground.Top + 0.75f * pad + large - small, small);
    }
}
