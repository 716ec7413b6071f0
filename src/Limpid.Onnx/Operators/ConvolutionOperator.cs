using Limpid.Layers;

namespace Limpid.Onnx.Operators;

/// <summary>A convolution is Conv, filters × channels of a group × Kernel × Kernel.</summary>
internal sealed class ConvolutionOperator : OnnxOperator<Convolution>
{
    protected override Edge Write(Convolution spec, Edge x, Place at) =>
        at.Node(
            "Conv",
            at.Picture(x),
            spec.Build(x.Shape).Output,
            [
                at.Held("weight", spec.Filters, x.Shape.Channels / spec.Groups, spec.Kernel, spec.Kernel),
                at.Held("bias", spec.Filters),
            ],
            [OnnxAttribute.Of("group", spec.Groups), .. OnnxAttribute.Windows(spec.Kernel, spec.Stride, spec.Margin)]
        );
}
