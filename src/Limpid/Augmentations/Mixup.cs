using Limpid.Numerics;

namespace Limpid.Augmentations;

/// <summary>
/// Blends each picture with another of its batch, and what is asked with it: x ← λ·x + (1 − λ)·x', y ← λ·y + (1 −
/// λ)·y', with λ drawn from
/// Beta(α, α) for each picture. The other is that of a random order of the rows at hand, which may be the picture
/// itself (Zhang and others,
/// "mixup: Beyond empirical risk minimization", 2018).
/// </summary>
/// <param name="Alpha">How much is blended: near 0 hardly anything, at 1 every λ alike.</param>
public sealed record Mixup(double Alpha = 0.2) : Augmentation
{
    private const string Pairs = "mixup pairs",
        Shares = "mixup share";
    private const double Least = 0.01;

    internal override bool Blends => true;

    /// <inheritdoc/>
    public override void Validate() => Guard.That(this, Alpha is >= Least and <= 1, $"from {Least} to 1", Alpha);

    internal override void Blend(ulong seed, int firstRow, Matrix x, Matrix y, Originals originals)
    {
        originals.Copy(x, y);
        Span<int> order = originals.Order(x.Rows);
        RandomStream.Named(seed, Pairs, firstRow).Shuffle(order);
        for (int row = 0; row < x.Rows; row++)
        {
            RandomStream random = RandomStream.Named(seed, Shares, firstRow + row);
            float share = (float)Beta(ref random, Alpha);
            Mix(x[row], originals.X[order[row]], share);
            Mix(y[row], originals.Y[order[row]], share);
        }
    }

    private static void Mix(Span<float> own, ReadOnlySpan<float> other, float share)
    {
        for (int i = 0; i < own.Length; i++)
            own[i] = MathF.FusedMultiplyAdd(share, own[i] - other[i], other[i]);
    }

    /// <summary>Beta(α, α) for α ≤ 1: u^(1/α) / (u^(1/α) + v^(1/α)), given that the sum is at most 1 (Jöhnk 1964), in
    /// logarithms, lest both vanish.</summary>
    private static double Beta(ref RandomStream random, double alpha)
    {
        while (true)
        {
            double u = Elementary.Log(1 - random.NextDouble()) / alpha,
                v = Elementary.Log(1 - random.NextDouble()) / alpha,
                greater = Math.Max(u, v);
            double sum = Elementary.Exp(u - greater) + Elementary.Exp(v - greater);
            if (greater + Elementary.Log(sum) <= 0)
                return Elementary.Exp(u - greater) / sum;
        }
    }
}
