using Spectre.Console;

namespace Limpid.Cli.Views;

/// <summary>How a number from −1 to 1 looks: as a colour, and as a character where there are no colours.</summary>
internal sealed record Palette(Func<float, Color> Color, Func<float, char> Character)
{
    /// <summary>Characters of numbers from 0 up and from 0 down, the later the larger.</summary>
    public const string Positive = " +*#",
        Negative = " .-=";

    private const string Shades = " .:-=+*#%@";
    private const int White = 255;
    private static readonly (int Red, int Green, int Blue) Blue = (70, 160, 255),
        Orange = (255, 140, 30);

    /// <summary>Paper 0 is black, full ink 1 is white.</summary>
    public static Palette Ink { get; } = new(v => Scaled((White, White, White), v), v => At(Shades, v));

    /// <summary>Positive is blue, negative orange, 0 black, the larger the brighter. Blue and orange stay apart for
    /// colour-blind eyes.</summary>
    public static Palette Signed { get; } =
        new(v => Scaled(v < 0 ? Orange : Blue, Math.Abs(v)), v => At(v < 0 ? Negative : Positive, Math.Abs(v)));

    private static Color Scaled((int Red, int Green, int Blue) full, float share)
    {
        float s = Math.Clamp(share, 0, 1);
        return new((byte)(full.Red * s), (byte)(full.Green * s), (byte)(full.Blue * s));
    }

    private static char At(string scale, float share) =>
        scale[(int)MathF.Round(Math.Clamp(share, 0, 1) * (scale.Length - 1))];
}
