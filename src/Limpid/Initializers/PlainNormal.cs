using Limpid.Numerics;

namespace Limpid.Initializers;

/// <summary>
/// w ~ N(0, Deviation²), whatever the fans: with 1, as weights and biases begin in chapter 1 of Nielsen's "Neural
/// networks and deep
/// learning" (2015).
/// </summary>
/// <param name="Deviation">Standard deviation, at least 0.</param>
public sealed record PlainNormal(double Deviation = 1) : Initializer
{
    /// <inheritdoc/>
    public override void Fill(Span<float> values, int fanIn, int fanOut, ref RandomStream random) =>
        FillNormal(values, Deviation, ref random);

    /// <inheritdoc/>
    public override void Validate() =>
        Guard.That(this, Deviation is >= 0 and < double.PositiveInfinity, "at least 0 and finite", Deviation);
}
