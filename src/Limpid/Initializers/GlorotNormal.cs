using Limpid.Numerics;

namespace Limpid.Initializers;

/// <summary>
/// w ~ N(0, 2 / (fanIn + fanOut)), the second number being the variance (Glorot and Bengio, "Understanding the
/// difficulty of training
/// deep feedforward neural networks", 2010).
/// </summary>
public sealed record GlorotNormal : Initializer
{
    /// <inheritdoc/>
    public override void Fill(Span<float> values, int fanIn, int fanOut, ref RandomStream random) =>
        FillNormal(values, Math.Sqrt(2.0 / ((double)fanIn + fanOut)), ref random);
}
