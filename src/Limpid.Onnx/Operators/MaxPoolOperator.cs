using Limpid.Layers;

namespace Limpid.Onnx.Operators;

/// <summary>The largest number of each window is MaxPool; padding never wins.</summary>
internal sealed class MaxPoolOperator : OnnxOperator<MaxPool>
{
    protected override Edge Write(MaxPool spec, Edge x, Place at) =>
        at.Node(
            "MaxPool",
            at.Picture(x),
            spec.Build(x.Shape).Output,
            [],
            OnnxAttribute.Windows(spec.Size, spec.Stride, spec.Padding)
        );
}
