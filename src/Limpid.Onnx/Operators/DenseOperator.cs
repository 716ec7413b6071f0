using Limpid.Layers;

namespace Limpid.Onnx.Operators;

/// <summary>y = x·Wᵀ + b is Gemm on the flat row, with W as rows of neurons, turned by transB.</summary>
internal sealed class DenseOperator : OnnxOperator<Dense>
{
    protected override Edge Write(Dense spec, Edge x, Place at) =>
        at.Node(
            "Gemm",
            at.Flat(x),
            new(spec.Units),
            [at.Held("weight", spec.Units, x.Shape.Count), at.Held("bias", spec.Units)],
            OnnxAttribute.Of("transB", 1)
        );
}
