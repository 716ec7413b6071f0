using Limpid.Numerics;

namespace Limpid.Data.Corruptions;

/// <summary>Fog of uneven density f lies over the picture: (1 − f)·v + f·Light. f is noise of many sizes, each half as
/// strong as the next larger one.</summary>
/// <param name="Density">The largest f.</param>
/// <param name="Light">Of the fog itself.</param>
internal sealed record Fog(double Density = 0.7, double Light = 0.8) : Corruption
{
    private const int Sizes = 4; // of cells: 16, 8, 4 and 2 pixels
    private const int Coarsest = 16; // pixels

    /// <inheritdoc/>
    public override string Name => "fog";

    private protected override UnitImage Spoil(UnitImage picture, ref RandomStream random)
    {
        var clouds = new UnitImage(picture.Width, picture.Height);
        double strength = 1;
        for (int size = 0; size < Sizes; size++, strength /= 2)
            Add(clouds, Coarsest >> size, strength, ref random);
        double most = 2 - Elementary.Power(0.5, Sizes - 1); // of 1 + ½ + ¼ + …
        return picture.Filled(
            (x, y) =>
            {
                double f = Density * Math.Min(1, 1.4 * clouds[x, y] / most);
                return (1 - f) * picture[x, y] + f * Light;
            }
        );
    }

    /// <summary>Adds noise that is drawn at the corners of cells and runs smoothly between them.</summary>
    private static void Add(UnitImage clouds, int cell, double strength, ref RandomStream random)
    {
        var corners = new UnitImage(clouds.Width / cell + 2, clouds.Height / cell + 2);
        for (int y = 0; y < corners.Height; y++)
        for (int x = 0; x < corners.Width; x++)
            corners[x, y] = random.NextDouble();
        for (int y = 0; y < clouds.Height; y++)
        for (int x = 0; x < clouds.Width; x++)
            clouds[x, y] += strength * corners.Between((double)x / cell, (double)y / cell);
    }
}
