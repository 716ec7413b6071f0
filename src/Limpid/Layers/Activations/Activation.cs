using System.Text.Json.Serialization;
using Limpid.Kernels;
using Limpid.Numerics;

namespace Limpid.Layers;

/// <summary>A function of each number for itself: y = f(x), dx = dy · f′(x).</summary>
public abstract record Activation : LayerSpec
{
    /// <inheritdoc/>
    [JsonIgnore]
    public sealed override bool IsCounted => false;
}

/// <summary>Runs an activation's two formulas over all rows.</summary>
internal sealed class ActivationLayer<F>(Shape shape, F f) : Layer(shape, shape)
    where F : struct, IActivation
{
    public override void Forward(ReadOnlySpan<float> values, Matrix x, Matrix y, Span<float> scratch, Pass pass) =>
        Activations.Forward(f, x.Span, y.Span);

    public override void Backward(in Flow flow)
    {
        if (!flow.DX.IsEmpty)
            Activations.Backward(f, flow.X.Span, flow.Y.Span, flow.DY.Span, flow.DX.Span);
    }
}
