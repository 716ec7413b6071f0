using Limpid.Numerics;

namespace Limpid.Data.Corruptions;

/// <summary>Turned about the middle, one way or the other.</summary>
/// <param name="Least">The smallest angle, in degrees.</param>
/// <param name="Most">The largest: at a half turn a 6 would be a 9.</param>
internal sealed record Rotate(double Least = 20, double Most = 40) : Corruption
{
    private const double HalfTurn = 180; // degrees

    /// <inheritdoc/>
    public override string Name => "rotate";

    private protected override UnitImage Spoil(UnitImage picture, ref RandomStream random)
    {
        double halfTurns = (Least + (Most - Least) * random.NextDouble()) / HalfTurn,
            sign = random.Next(2) == 0 ? 1 : -1;
        double cosine = Elementary.CosPi(halfTurns),
            sine = sign * Elementary.CosPi(halfTurns - 0.5);
        return picture.Warped(cosine, sine, -sine, cosine);
    }
}
