using Limpid.Numerics;

namespace Limpid.Initializers;

/// <summary>
/// w ~ U(−a, a), a = √(6 / (fanIn + fanOut)): activations and derivatives both keep about their size through sigmoid
/// and tanh layers
/// (Glorot and Bengio, "Understanding the difficulty of training deep feedforward neural networks", 2010).
/// </summary>
public sealed record GlorotUniform : Initializer
{
    /// <inheritdoc/>
    public override void Fill(Span<float> values, int fanIn, int fanOut, ref RandomStream random) =>
        FillUniform(values, Math.Sqrt(6.0 / ((double)fanIn + fanOut)), ref random);
}
