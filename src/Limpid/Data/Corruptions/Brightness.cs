using Limpid.Numerics;

namespace Limpid.Data.Corruptions;

/// <summary>Too much light: some is added everywhere, and what is more than full is full.</summary>
/// <param name="Light">How much, where full is 1.</param>
internal sealed record Brightness(double Light = 0.5) : Corruption
{
    /// <inheritdoc/>
    public override string Name => "brightness";

    private protected override UnitImage Spoil(UnitImage picture, ref RandomStream random) =>
        picture.Filled((x, y) => Math.Min(1, picture[x, y] + Light));
}
