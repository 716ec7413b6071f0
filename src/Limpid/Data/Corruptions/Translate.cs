using Limpid.Numerics;

namespace Limpid.Data.Corruptions;

/// <summary>Moved aside, along, down or both; what leaves the picture is lost.</summary>
/// <param name="Least">The shortest way along and down, in pixels.</param>
/// <param name="Most">The longest.</param>
internal sealed record Translate(int Least = 3, int Most = 5) : Corruption
{
    /// <inheritdoc/>
    public override string Name => "translate";

    private protected override UnitImage Spoil(UnitImage picture, ref RandomStream random)
    {
        int along = Way(ref random),
            down = Way(ref random);
        return picture.Filled((x, y) => picture.Light(x - along, y - down));
    }

    private int Way(ref RandomStream random) =>
        (Least + random.Next(Most - Least + 1)) * (random.Next(2) == 0 ? 1 : -1);
}
