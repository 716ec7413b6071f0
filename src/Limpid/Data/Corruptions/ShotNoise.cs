using Limpid.Numerics;

namespace Limpid.Data.Corruptions;

/// <summary>Too little light: a pixel of light v counts n ~ Poisson(v · Photons) of them and shows n /
/// Photons.</summary>
/// <param name="Photons">How many full ink sends.</param>
internal sealed record ShotNoise(double Photons = 4) : Corruption
{
    /// <inheritdoc/>
    public override string Name => "shot-noise";

    private protected override UnitImage Spoil(UnitImage picture, ref RandomStream random)
    {
        for (int y = 0; y < picture.Height; y++)
        for (int x = 0; x < picture.Width; x++)
            picture[x, y] = Count(picture[x, y] * Photons, ref random) / Photons;
        return picture;
    }

    /// <summary>How many uniform numbers multiply to no less than e^(−mean) (Knuth 1969).</summary>
    private static int Count(double mean, ref RandomStream random)
    {
        if (mean == 0)
            return 0;
        double least = Elementary.Exp(-mean),
            product = random.NextDouble();
        int count = 0;
        for (; product > least; count++)
            product *= random.NextDouble();
        return count;
    }
}
