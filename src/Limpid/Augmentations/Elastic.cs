using Limpid.Numerics;

namespace Limpid.Augmentations;

/// <summary>
/// Bends the picture as an unsteady hand does: the point (r, c) is fetched from (r, c) + α·(G_σ ∗ n)(r, c), where n is
/// uniform noise in [−1, 1)² a
/// pixel and G_σ the Gaussian, summing to 1; no noise lies outside the picture, so its border moves less. Far from it a
/// point moves by about α / (6.14·σ) pixels along each axis (root of the mean square): 1.4 with the defaults, which are
/// the source's.
/// </summary>
/// <param name="Alpha">The strength α; 0 moves nothing.</param>
/// <param name="Sigma">How far a push spreads, σ in pixels: small crumples, large shifts.</param>
/// <remarks>Source: Simard, Steinkraus and Platt, "Best practices for convolutional neural networks applied to visual
/// document analysis" (2003).</remarks>
public sealed record Elastic(double Alpha = 34, double Sigma = 4) : Augmentation
{
    private const double MostAlpha = 1e6,
        LeastSigma = 0.5,
        MostSigma = 64;

    internal override bool Bends => true;

    /// <inheritdoc/>
    public override void Validate()
    {
        Guard.That(this, Alpha is >= 0 and <= MostAlpha, $"from 0 to {MostAlpha}", Alpha);
        Guard.That(this, Sigma is >= LeastSigma and <= MostSigma, $"from {LeastSigma} to {MostSigma}", Sigma);
    }

    internal override void Bend(ref RandomStream random, Warp warp) => warp.Displace(ref random, Alpha, Sigma);
}
