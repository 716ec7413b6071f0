using Limpid.Numerics;

namespace Limpid.Initializers;

/// <summary>w = 0: for biases. Weights that begin equal stay equal: the neurons of a layer would all learn the
/// same.</summary>
public sealed record Zeros : Initializer
{
    /// <inheritdoc/>
    public override void Fill(Span<float> values, int fanIn, int fanOut, ref RandomStream random) => values.Clear();
}
