using Limpid.Numerics;

namespace Limpid.Initializers;

/// <summary>
/// w ~ U(−a, a), a = √(6 / fanIn): as much variance as <see cref="HeNormal"/>, within bounds (He, Zhang, Ren and Sun,
/// "Delving deep into
/// rectifiers", 2015).
/// </summary>
public sealed record HeUniform : Initializer
{
    /// <inheritdoc/>
    public override void Fill(Span<float> values, int fanIn, int fanOut, ref RandomStream random) =>
        FillUniform(values, Math.Sqrt(6.0 / fanIn), ref random);
}
