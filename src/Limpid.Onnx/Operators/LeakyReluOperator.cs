using Limpid.Layers;

namespace Limpid.Onnx.Operators;

/// <summary>y = x where x &gt; 0, else Slope · x, is LeakyRelu with alpha = Slope.</summary>
internal sealed class LeakyReluOperator : OnnxOperator<LeakyRelu>
{
    protected override Edge Write(LeakyRelu spec, Edge x, Place at) =>
        at.Node("LeakyRelu", x, OnnxAttribute.Of("alpha", spec.Slope));
}
