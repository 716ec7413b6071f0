using SkiaSharp;

namespace Limpid.Imaging;

/// <summary>
/// Digits, % and ? drawn with a round pen in white. Our own, for the drawing library knows no fonts on Linux, and a
/// label shall look alike everywhere.
/// Each is a path in a field 6 wide and 10 high; what has none is drawn as an empty frame.
/// </summary>
internal static class Lettering
{
    private const float FieldWidth = 6,
        FieldHeight = 10,
        Advance = 8.2f,
        Pen = 1.5f;
    private const string Frame = "M.5 0L5.5 0L5.5 10L.5 10Z";

    private static readonly Dictionary<char, string> Paths = new()
    {
        ['0'] = "M3 0C1 0 0 2.2 0 5C0 7.8 1 10 3 10C5 10 6 7.8 6 5C6 2.2 5 0 3 0Z",
        ['1'] = "M.9 2.2L3.6 0L3.6 10",
        ['2'] = "M.3 2.6C.3 1 1.4 0 3 0C4.7 0 5.7 1 5.7 2.6C5.7 4.6 3 6.4 .2 10L6 10",
        ['3'] = "M.5 0L5.6 0L2.8 4C4.8 4 6 5.2 6 7C6 8.8 4.8 10 3 10C1.5 10 .5 9.3 0 8",
        ['4'] = "M4.4 10L4.4 0L0 7L6 7",
        ['5'] = "M5.5 0L1 0L.6 4.6C1.2 4.1 2 3.9 2.9 3.9C4.8 3.9 6 5.1 6 6.9C6 8.8 4.8 10 3 10C1.6 10 .6 9.4 0 8.4",
        ['6'] =
            "M5.2 .6C4.6 .2 3.9 0 3.2 0C1.2 0 0 2 0 5.6C0 8.4 1.1 10 3 10C4.8 10 6 8.8 6 7C6 5.2 4.8 4.1 3.1 "
            + "4.1C1.6 4.1 .4 5 0 6.4",
        ['7'] = "M0 0L6 0L2.2 10",
        ['8'] =
            "M3 4.6C1.3 4.6 .4 3.7 .4 2.3C.4 .9 1.4 0 3 0C4.6 0 5.6 .9 5.6 2.3C5.6 3.7 4.7 4.6 3 4.6C1.2 4.6 "
            + "0 5.6 0 7.3C0 8.9 1.2 10 3 10C4.8 10 6 8.9 6 7.3C6 5.6 4.8 4.6 3 4.6Z",
        ['9'] =
            "M.8 9.4C1.4 9.8 2.1 10 2.8 10C4.8 10 6 8 6 4.4C6 1.6 4.9 0 3 0C1.2 0 0 1.2 0 3C0 4.8 1.2 5.9 "
            + "2.9 5.9C4.4 5.9 5.6 5 6 3.6",
        ['%'] =
            "M5.6 0L.4 10M1.4 .2C.6 .2 .1 .9 .1 2C.1 3.1 .6 3.8 1.4 3.8C2.2 3.8 2.7 3.1 2.7 2C2.7 .9 2.2 .2 "
            + "1.4 .2ZM4.6 6.2C3.8 6.2 3.3 6.9 3.3 8C3.3 9.1 3.8 9.8 4.6 9.8C5.4 9.8 5.9 9.1 5.9 8C5.9 "
            + "6.9 5.4 "
            + "6.2 4.6 6.2Z",
        ['?'] = "M.3 2.4C.4 .9 1.5 0 3 0C4.6 0 5.7 1 5.7 2.6C5.7 4.6 3 4.9 3 7M3 9.7L3 10",
    };

    /// <summary>How wide a text is at a height in pixels.</summary>
    public static float Width(string text, float height) =>
        text.Length == 0 ? 0 : ((text.Length - 1) * Advance + FieldWidth) * height / FieldHeight;

    /// <summary>Draws a text and returns where it ends.</summary>
    public static float Draw(SKCanvas canvas, string text, float left, float top, float height)
    {
        float unit = height / FieldHeight;
        using var pen = new SKPaint
        {
            IsAntialias = true,
            IsStroke = true,
            StrokeWidth = Pen,
            StrokeCap = SKStrokeCap.Round,
            StrokeJoin = SKStrokeJoin.Round,
            Color = SKColors.White,
        };
        for (int i = 0; i < text.Length; i++)
        {
            using SKPath path = SKPath.ParseSvgPathData(Paths.GetValueOrDefault(text[i], Frame));
            canvas.Save();
            canvas.Translate(left + i * Advance * unit, top);
            canvas.Scale(unit);
            canvas.DrawPath(path, pen);
            canvas.Restore();
        }
        return left + Width(text, height);
    }
}
