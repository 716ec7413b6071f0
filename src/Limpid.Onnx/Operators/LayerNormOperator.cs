using Limpid.Layers;

namespace Limpid.Onnx.Operators;

/// <summary>y = w·(x − μ) / √(σ² + Epsilon) + b over all numbers of a sample is LayerNormalization from axis 1 on,
/// which came with ONNX 1.12 (2022).</summary>
internal sealed class LayerNormOperator : OnnxOperator<LayerNorm>
{
    private const int OperatorSet = 17;

    protected override Edge Write(LayerNorm spec, Edge x, Place at)
    {
        at.Graph.Needs(OperatorSet);
        int[] extents = [.. x.Extents];
        return at.Node(
            "LayerNormalization",
            x,
            x.Shape,
            [at.Held("weight", extents), at.Held("bias", extents)],
            OnnxAttribute.Of("axis", 1),
            OnnxAttribute.Of("epsilon", spec.Epsilon)
        );
    }
}
