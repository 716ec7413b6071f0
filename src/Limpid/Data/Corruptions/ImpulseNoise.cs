using Limpid.Numerics;

namespace Limpid.Data.Corruptions;

/// <summary>Salt and pepper: some pixels turn full ink or bare paper.</summary>
/// <param name="Share">How many of all pixels.</param>
internal sealed record ImpulseNoise(double Share = 0.17) : Corruption
{
    /// <inheritdoc/>
    public override string Name => "impulse-noise";

    private protected override UnitImage Spoil(UnitImage picture, ref RandomStream random)
    {
        for (int y = 0; y < picture.Height; y++)
        for (int x = 0; x < picture.Width; x++)
            if (random.NextDouble() < Share)
                picture[x, y] = random.Next(2);
        return picture;
    }
}
