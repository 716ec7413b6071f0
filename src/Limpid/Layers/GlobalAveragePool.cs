using Limpid.Kernels;
using Limpid.Numerics;

namespace Limpid.Layers;

/// <summary>y = the mean of each channel: C × H × W becomes C; dx = dy / (H·W) (Lin, Chen and Yan 2013).</summary>
public sealed record GlobalAveragePool : LayerSpec
{
    /// <inheritdoc/>
    public override Layer Build(Shape input) => new GlobalAveragePoolLayer(input);
}

internal sealed class GlobalAveragePoolLayer(Shape shape) : Layer(shape, new Shape(shape.Channels))
{
    private readonly int _plane = shape.Height * shape.Width;

    public override void Forward(ReadOnlySpan<float> values, Matrix x, Matrix y, Span<float> scratch, Pass pass)
    {
        for (int i = 0; i < y.Span.Length; i++)
            y.Span[i] = (float)(
                GroupStatistics.Sums(new(i * _plane, 1, _plane, _plane), x.Span, 0, x.Span, 0).Sum / _plane
            );
    }

    public override void Backward(in Flow flow)
    {
        if (flow.DX.IsEmpty)
            return;
        for (int i = 0; i < flow.DY.Span.Length; i++)
            flow.DX.Span.Slice(i * _plane, _plane).Fill(flow.DY.Span[i] / _plane);
    }
}
