using Limpid.Layers;

namespace Limpid.Onnx.Operators;

/// <summary>The mean of each channel is GlobalAveragePool, which leaves n × C × 1 × 1.</summary>
internal sealed class GlobalAveragePoolOperator : OnnxOperator<GlobalAveragePool>
{
    protected override Edge Write(GlobalAveragePool spec, Edge x, Place at) =>
        at.Node("GlobalAveragePool", at.Picture(x), new(x.Shape.Channels), []);
}
