using Limpid.Numerics;

namespace Limpid.Initializers;

/// <summary>
/// w ~ N(0, 2 / fanIn), the second number being the variance: a ReLU drops half of it, hence the 2 (He, Zhang, Ren and
/// Sun, "Delving deep
/// into rectifiers", 2015).
/// </summary>
public sealed record HeNormal : Initializer
{
    /// <inheritdoc/>
    public override void Fill(Span<float> values, int fanIn, int fanOut, ref RandomStream random) =>
        FillNormal(values, Math.Sqrt(2.0 / fanIn), ref random);
}
