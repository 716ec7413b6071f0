using Limpid.Drawing;
using Limpid.Numerics;

namespace Limpid.Tests.Recognition;

/// <summary>How a page is written, lit and photographed. Lengths are in heights of a usual digit, unless they say
/// otherwise.</summary>
public sealed record PageStyle
{
    public (int Least, int Most) Lines { get; init; } = (1, 5);

    public (int Least, int Most) InLine { get; init; } = (3, 9);

    public double Height { get; init; } = 48; // pixels

    public double SizeSpread { get; init; } = 0.2; // a digit is that much larger or smaller

    public (double Least, double Most) Gap { get; init; } = (0.1, 0.3);

    public double SpaceChance { get; init; } = 0.2;

    public double TouchChance { get; init; }

    public double Overlap { get; init; } // how far digits that touch run into one another

    public double LineDistance { get; init; } = 1.7;

    public double Slant { get; init; } // degrees, one way or the other

    public double Shade { get; init; } // of the light, from the brightest corner to the darkest

    public double Noise { get; init; } // standard deviation in levels

    public bool IsRuled { get; init; }

    public bool IsLightOnDark { get; init; }

    public double Ink { get; init; } = 0.75; // the share of light that it takes
}

/// <summary>A picture of one digit, ink bright, and what it is.</summary>
public sealed record Glyph(GrayImage Picture, char Name);

/// <summary>A digit of a composed page: where the middle of its ink is.</summary>
public sealed record Placed(Glyph Glyph, double X, double Y);

/// <summary>A composed page, and what stands on it.</summary>
public sealed record ComposedPage(GrayImage Picture, string Text, IReadOnlyList<Placed> Digits);

/// <summary>Writes pages of digits from pictures of single ones: the same seed, the same page.</summary>
public static class PageComposer
{
    private const double Margin = 1.2;

    /// <summary>Composes a page.</summary>
    /// <param name="style">How.</param>
    /// <param name="glyphs">What to choose digits from.</param>
    /// <param name="seed">Another seed, another page.</param>
    public static ComposedPage Compose(PageStyle style, IReadOnlyList<Glyph> glyphs, ulong seed)
    {
        RandomStream random = RandomStream.Named(seed, "page");
        List<Stamp> stamps = [];
        var text = new List<string>();
        double right = 0;
        int lines = Between(ref random, style.Lines);
        for (int line = 0; line < lines; line++)
            text.Add(Write(style, glyphs, line, stamps, ref right, ref random));
        double angle = style.Slant == 0 ? 0 : (random.Next(2) * 2 - 1) * style.Slant * Math.PI / 180;
        double width = right + Margin * style.Height,
            height = (Margin * 2 + (lines - 1) * style.LineDistance + 1) * style.Height;
        var canvas = new Canvas(width, height, angle);
        foreach (Stamp stamp in stamps)
            canvas.Press(stamp);
        double[] rules = style.IsRuled
            ? [.. Enumerable.Range(0, lines).Select(line => (Margin + line * style.LineDistance + 1.15) * style.Height)]
            : [];
        GrayImage picture = canvas.Photograph(style, rules, ref random);
        return new(picture, string.Join('\n', text), [.. stamps.Select(stamp => canvas.Place(stamp))]);
    }

    private static string Write(
        PageStyle style,
        IReadOnlyList<Glyph> glyphs,
        int line,
        List<Stamp> stamps,
        ref double farthest,
        ref RandomStream random
    )
    {
        string said = "";
        double right = Margin * style.Height + style.Height * random.NextDouble(),
            baseline = (Margin + 1 + line * style.LineDistance) * style.Height;
        Stamp? before = null;
        for (int count = Between(ref random, style.InLine); count > 0; count--)
        {
            Glyph glyph = glyphs[random.Next(glyphs.Count)];
            double scale = style.Height * (1 + style.SizeSpread * (2 * random.NextDouble() - 1)) / glyph.Picture.Height,
                rise = 0.08 * (2 * random.NextDouble() - 1) * style.Height;
            var stamp = new Stamp(glyph, right, baseline + rise - glyph.Picture.Height * scale, scale);
            bool touches = before is not null && random.NextDouble() < style.TouchChance,
                isSpace = before is not null && !touches && random.NextDouble() < style.SpaceChance;
            if (touches)
                stamp = stamp.MovedTo(before!, style.Overlap);
            else if (before is not null)
                stamp = stamp with
                {
                    Left = right + style.Height * (Within(ref random, style.Gap) + (isSpace ? 0.9 : 0)),
                };
            said += isSpace ? $" {glyph.Name}" : $"{glyph.Name}";
            stamps.Add(stamp);
            (before, right) = (stamp, stamp.Left + glyph.Picture.Width * scale);
            farthest = Math.Max(farthest, right);
        }
        return said;
    }

    private static int Between(ref RandomStream random, (int Least, int Most) range) =>
        range.Least + random.Next(range.Most - range.Least + 1);

    private static double Within(ref RandomStream random, (double Least, double Most) range) =>
        range.Least + (range.Most - range.Least) * random.NextDouble();

    /// <summary>The page's ink, turned by an angle about its middle; pixel (x, y) shows the place turned
    /// back.</summary>
    private sealed class Canvas
    {
        private readonly double _width,
            _height,
            _cosine,
            _sine;
        private readonly int _columns,
            _rows;
        private readonly double[] _ink;

        public Canvas(double width, double height, double angle)
        {
            (_width, _height, _cosine, _sine) = (width, height, Math.Cos(angle), Math.Sin(angle));
            (_columns, _rows) = (
                (int)(width * _cosine + height * Math.Abs(_sine)),
                (int)(height * _cosine + width * Math.Abs(_sine))
            );
            _ink = new double[_columns * _rows];
        }

        public void Press(Stamp stamp)
        {
            Placed middle = Place(stamp);
            int reach = (int)(Math.Max(stamp.Width, stamp.Height) * 0.8 + 2);
            for (int y = Math.Max(0, (int)middle.Y - reach); y < Math.Min(_rows, middle.Y + reach); y++)
            {
                for (int x = Math.Max(0, (int)middle.X - reach); x < Math.Min(_columns, middle.X + reach); x++)
                {
                    (double pageX, double pageY) = Back(x + 0.5, y + 0.5);
                    _ink[y * _columns + x] = Math.Max(_ink[y * _columns + x], stamp.Ink(pageX, pageY));
                }
            }
        }

        public Placed Place(Stamp stamp)
        {
            double x = stamp.Left + stamp.Width / 2 - _width / 2,
                y = stamp.Top + stamp.Height / 2 - _height / 2;
            return new(stamp.Glyph, x * _cosine - y * _sine + _columns / 2.0, x * _sine + y * _cosine + _rows / 2.0);
        }

        public GrayImage Photograph(PageStyle style, double[] rules, ref RandomStream random)
        {
            var pixels = new byte[_ink.Length];
            double turn = random.NextDouble() * 2 * Math.PI,
                thickness = Math.Max(1, style.Height / 30);
            for (int i = 0; i < pixels.Length; i++)
            {
                int x = i % _columns,
                    y = i / _columns;
                double towards =
                    0.5
                    + ((double)x / _columns - 0.5) * Math.Cos(turn) / 1.5
                    + ((double)y / _rows - 0.5) * Math.Sin(turn) / 1.5;
                double light = 235 * (1 - style.Shade * Math.Clamp(towards, 0, 1));
                (_, double pageY) = Back(x + 0.5, y + 0.5);
                double ruled =
                    rules.Length == 0
                        ? 0
                        : Math.Clamp(thickness / 2 + 0.5 - rules.Min(rule => Math.Abs(rule - pageY)), 0, 1);
                double level = light * (1 - style.Ink * _ink[i]) * (1 - 0.5 * ruled * (1 - _ink[i]));
                if (style.IsLightOnDark)
                    level = 255 - level;
                pixels[i] = (byte)
                    Math.Clamp(level + (style.Noise == 0 ? 0 : style.Noise * random.NextNormal()), 0, 255);
            }
            return new(_columns, _rows, pixels);
        }

        private (double X, double Y) Back(double x, double y)
        {
            (double fromX, double fromY) = (x - _columns / 2.0, y - _rows / 2.0);
            return (fromX * _cosine + fromY * _sine + _width / 2, -fromX * _sine + fromY * _cosine + _height / 2);
        }
    }
}
