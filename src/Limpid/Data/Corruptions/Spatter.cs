using Limpid.Numerics;

namespace Limpid.Data.Corruptions;

/// <summary>Drops of ink: many small, few large.</summary>
/// <param name="Drops">How many.</param>
/// <param name="Largest">The largest radius, in pixels.</param>
internal sealed record Spatter(int Drops = 18, double Largest = 2.6) : Corruption
{
    private const double Smallest = 0.6; // pixels

    /// <inheritdoc/>
    public override string Name => "spatter";

    private protected override UnitImage Spoil(UnitImage picture, ref RandomStream random)
    {
        for (int i = 0; i < Drops; i++)
        {
            double u = random.NextDouble(),
                radius = Smallest + (Largest - Smallest) * u * u * u;
            Drop(
                picture,
                random.NextDouble() * picture.Width,
                random.NextDouble() * picture.Height,
                radius,
                0.6 + 0.4 * random.NextDouble()
            );
        }
        return picture;
    }

    /// <summary>A disc whose edge is one pixel of grey.</summary>
    private static void Drop(UnitImage picture, double centerX, double centerY, double radius, double ink)
    {
        for (int y = 0; y < picture.Height; y++)
        {
            for (int x = 0; x < picture.Width; x++)
            {
                double dx = x - centerX,
                    dy = y - centerY;
                picture[x, y] = Math.Max(
                    picture[x, y],
                    ink * Math.Clamp(radius + 0.5 - Math.Sqrt(dx * dx + dy * dy), 0, 1)
                );
            }
        }
    }
}
