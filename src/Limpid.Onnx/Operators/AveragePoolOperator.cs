using Limpid.Layers;

namespace Limpid.Onnx.Operators;

/// <summary>The mean of each window is AveragePool that counts its padding as zeros.</summary>
internal sealed class AveragePoolOperator : OnnxOperator<AveragePool>
{
    protected override Edge Write(AveragePool spec, Edge x, Place at) =>
        at.Node(
            "AveragePool",
            at.Picture(x),
            spec.Build(x.Shape).Output,
            [],
            [OnnxAttribute.Of("count_include_pad", 1), .. OnnxAttribute.Windows(spec.Size, spec.Stride, spec.Padding)]
        );
}
