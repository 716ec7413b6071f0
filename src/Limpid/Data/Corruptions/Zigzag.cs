using Limpid.Numerics;

namespace Limpid.Data.Corruptions;

/// <summary>A line goes to and fro across the picture, from one edge to the other.</summary>
/// <param name="Swing">How far it goes to each side, in pixels.</param>
/// <param name="Turn">How far along it goes to and fro once, in pixels.</param>
/// <param name="Radius">Half the line's thickness, in pixels.</param>
internal sealed record Zigzag(double Swing = 3.5, double Turn = 9, double Radius = 0.5) : Corruption
{
    /// <inheritdoc/>
    public override string Name => "zigzag";

    private protected override UnitImage Spoil(UnitImage picture, ref RandomStream random)
    {
        double halfTurns = random.NextDouble(),
            along = Elementary.CosPi(halfTurns),
            down = Elementary.CosPi(halfTurns - 0.5);
        double aside = picture.Width * (random.NextDouble() - 0.5) / 3,
            start = random.NextDouble(),
            slope = 4 * Swing / Turn;
        double thin = Math.Sqrt(1 + slope * slope); // from the way aside to the distance from a slanting line
        return picture.Filled(
            (x, y) =>
            {
                double dx = x - picture.CenterX,
                    dy = y - picture.CenterY,
                    way = (dx * along + dy * down) / Turn + start,
                    part = way - Math.Floor(way);
                double line = aside + Swing * (4 * Math.Abs(part - 0.5) - 1),
                    distance = Math.Abs(dy * along - dx * down - line) / thin;
                return Math.Max(picture[x, y], Math.Clamp(Radius + 0.5 - distance, 0, 1));
            }
        );
    }
}
