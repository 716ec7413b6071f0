using Spectre.Console;

namespace Limpid.Cli.Views;

/// <summary>The colours of the live view: blue and orange, told apart by colour-blind eyes too (Okabe and Ito
/// 2008).</summary>
internal sealed class LivePalette
{
    private const int Shades = 12; // of a colour: few, so that neighbours are often equal
    private const int Named = 256; // colours of a terminal that knows no others
    private readonly Color[] _weights;

    /// <summary>Colours that a terminal can show.</summary>
    public LivePalette(ColorSystem system)
    {
        HasColors = system != ColorSystem.NoColors;
        Color Shown(Color color) => system == ColorSystem.TrueColor ? color : Nearest(color);
        (Training, Validation, Quiet) = (
            Shown(new(0x56, 0xB4, 0xE9)),
            Shown(new(0xE6, 0x9F, 0x00)),
            Shown(new(0x80, 0x80, 0x80))
        );
        _weights =
        [
            .. Enumerable.Range(-Shades, 2 * Shades + 1).Select(shade => Shown(Weight((double)shade / Shades))),
        ];
    }

    /// <summary>False where lines must be told apart otherwise.</summary>
    public bool HasColors { get; }

    public Color Training { get; }

    public Color Validation { get; }

    /// <summary>Of axes and names.</summary>
    public Color Quiet { get; }

    /// <summary>The colour of a weight from −1 (orange) by 0 (black) to 1 (blue); the root makes small ones
    /// visible.</summary>
    public Color Of(float weight) =>
        _weights[Shades + MathF.Sign(weight) * (int)MathF.Round(Shades * MathF.Sqrt(Math.Min(1, MathF.Abs(weight))))];

    private static Color Weight(double shade)
    {
        (int r, int g, int b) = shade < 0 ? (255, 140, 20) : (40, 140, 255);
        double size = Math.Abs(shade);
        return new((byte)(r * size), (byte)(g * size), (byte)(b * size));
    }

    /// <summary>Found once a colour: the console's own search, made anew for each cell, took a tenth of a second a
    /// picture.</summary>
    private static Color Nearest(Color color) =>
        Enumerable.Range(0, Named).Select(number => Color.FromInt32(number)).MinBy(named => Distance(named, color));

    private static int Distance(Color a, Color b) =>
        (a.R - b.R) * (a.R - b.R) + (a.G - b.G) * (a.G - b.G) + (a.B - b.B) * (a.B - b.B);
}
