using Limpid.Numerics;

namespace Limpid.Data.Corruptions;

/// <summary>A dotted line straight through the picture, near its middle.</summary>
/// <param name="Dash">Pixels of ink, and of the gap after it.</param>
/// <param name="Radius">Half the line's thickness, in pixels.</param>
internal sealed record DottedLine(double Dash = 1.6, double Radius = 0.6) : Corruption
{
    /// <inheritdoc/>
    public override string Name => "dotted-line";

    private protected override UnitImage Spoil(UnitImage picture, ref RandomStream random)
    {
        double halfTurns = random.NextDouble(),
            along = Elementary.CosPi(halfTurns),
            down = Elementary.CosPi(halfTurns - 0.5);
        double aside = picture.Width * (random.NextDouble() - 0.5) / 3,
            start = random.NextDouble();
        return picture.Filled(
            (x, y) =>
            {
                double dx = x - picture.CenterX,
                    dy = y - picture.CenterY,
                    way = (dx * along + dy * down) / (2 * Dash) + start;
                bool isDot = way - Math.Floor(way) < 0.5;
                return isDot
                    ? Math.Max(picture[x, y], Math.Clamp(Radius + 0.5 - Math.Abs(dy * along - dx * down - aside), 0, 1))
                    : picture[x, y];
            }
        );
    }
}
