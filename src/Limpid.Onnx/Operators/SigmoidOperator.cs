using Limpid.Layers;

namespace Limpid.Onnx.Operators;

/// <summary>y = σ(x) is Sigmoid.</summary>
internal sealed class SigmoidOperator : OnnxOperator<Sigmoid>
{
    protected override Edge Write(Sigmoid spec, Edge x, Place at) => at.Node("Sigmoid", x);
}
