using Limpid.Layers;

namespace Limpid.Onnx.Operators;

/// <summary>y = w·(x − μ) / √(σ² + Epsilon) + b by the running statistics is BatchNormalization.</summary>
internal sealed class BatchNormOperator : OnnxOperator<BatchNorm>
{
    protected override Edge Write(BatchNorm spec, Edge x, Place at) =>
        at.Node(
            "BatchNormalization",
            x,
            x.Shape,
            [.. Parameters.Select(name => at.Held(name, x.Shape.Channels))],
            OnnxAttribute.Of("epsilon", spec.Epsilon)
        );

    private static readonly string[] Parameters = ["weight", "bias", "running_mean", "running_var"];
}
