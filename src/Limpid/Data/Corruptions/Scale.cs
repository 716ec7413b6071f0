using Limpid.Numerics;

namespace Limpid.Data.Corruptions;

/// <summary>Drawn smaller, around the middle.</summary>
/// <param name="Least">The smallest size, as a share of the picture's own.</param>
/// <param name="Most">The largest.</param>
internal sealed record Scale(double Least = 0.5, double Most = 0.7) : Corruption
{
    /// <inheritdoc/>
    public override string Name => "scale";

    private protected override UnitImage Spoil(UnitImage picture, ref RandomStream random)
    {
        double inverse = 1 / (Least + (Most - Least) * random.NextDouble());
        return picture.Warped(inverse, 0, 0, inverse);
    }
}
