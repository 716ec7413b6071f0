using Limpid.Numerics;

namespace Limpid.Data.Corruptions;

/// <summary>Every row pushed to the side, the farther from the middle the more: to the left or to the right.</summary>
/// <param name="Slope">Columns a row.</param>
internal sealed record Shear(double Slope = 0.5) : Corruption
{
    /// <inheritdoc/>
    public override string Name => "shear";

    private protected override UnitImage Spoil(UnitImage picture, ref RandomStream random) =>
        picture.Warped(1, random.Next(2) == 0 ? Slope : -Slope, 0, 1);
}
