using System.Text.Json.Serialization;
using Limpid.Numerics;

namespace Limpid.Layers;

/// <summary>y = x, C × H × W read as one long row. Dense layers do so by themselves; this says it.</summary>
public sealed record Flatten : LayerSpec
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override bool IsCounted => false;

    /// <inheritdoc/>
    public override Layer Build(Shape input) => new FlattenLayer(input);
}

internal sealed class FlattenLayer(Shape shape) : Layer(shape, new Shape(shape.Count))
{
    public override void Forward(ReadOnlySpan<float> values, Matrix x, Matrix y, Span<float> scratch, Pass pass) =>
        x.Span.CopyTo(y.Span);

    public override void Backward(in Flow flow)
    {
        if (!flow.DX.IsEmpty)
            flow.DY.Span.CopyTo(flow.DX.Span);
    }
}
