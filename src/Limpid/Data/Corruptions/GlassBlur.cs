using Limpid.Numerics;

namespace Limpid.Data.Corruptions;

/// <summary>Seen through frosted glass: blurred, every pixel exchanged with one near it, and blurred once
/// more.</summary>
/// <param name="Sigma">Of both blurs, in pixels.</param>
/// <param name="Reach">How far off a pixel may be exchanged, each way.</param>
/// <param name="Rounds">How often all are exchanged.</param>
internal sealed record GlassBlur(double Sigma = 0.6, int Reach = 1, int Rounds = 1) : Corruption
{
    /// <inheritdoc/>
    public override string Name => "glass-blur";

    private protected override UnitImage Spoil(UnitImage picture, ref RandomStream random)
    {
        UnitImage glass = picture.Blurred(Sigma);
        for (int round = 0; round < Rounds; round++)
        for (int y = glass.Height - 1; y >= 0; y--)
        for (int x = glass.Width - 1; x >= 0; x--)
            Exchange(glass, x, y, ref random);
        return glass.Blurred(Sigma);
    }

    private void Exchange(UnitImage glass, int x, int y, ref RandomStream random)
    {
        int otherX = Math.Clamp(x + random.Next(2 * Reach + 1) - Reach, 0, glass.Width - 1),
            otherY = Math.Clamp(y + random.Next(2 * Reach + 1) - Reach, 0, glass.Height - 1);
        (glass[x, y], glass[otherX, otherY]) = (glass[otherX, otherY], glass[x, y]);
    }
}
