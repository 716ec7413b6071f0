using System.Text.Json.Serialization;
using Limpid.Kernels;
using Limpid.Numerics;

namespace Limpid.Layers;

/// <summary>yₖ = e^(xₖ − max x) / Σⱼ e^(xⱼ − max x): positive, and 1 in sum; dxₖ = yₖ(dyₖ − Σⱼ dyⱼyⱼ) (Bridle
/// 1990).</summary>
public sealed record Softmax : LayerSpec
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override bool IsCounted => false;

    /// <inheritdoc/>
    public override Layer Build(Shape input) => new SoftmaxLayer(input);
}

internal sealed class SoftmaxLayer(Shape shape) : Layer(shape, shape)
{
    public override void Forward(ReadOnlySpan<float> values, Matrix x, Matrix y, Span<float> scratch, Pass pass)
    {
        for (int row = 0; row < x.Rows; row++)
            SoftmaxRow.Forward(x[row], y[row]);
    }

    public override void Backward(in Flow flow)
    {
        if (flow.DX.IsEmpty)
            return;
        for (int row = 0; row < flow.Y.Rows; row++)
            SoftmaxRow.Backward(flow.Y[row], flow.DY[row], flow.DX[row]);
    }
}
