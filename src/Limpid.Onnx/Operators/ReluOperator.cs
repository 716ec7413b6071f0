using Limpid.Layers;

namespace Limpid.Onnx.Operators;

/// <summary>y = max(0, x) is Relu.</summary>
internal sealed class ReluOperator : OnnxOperator<Relu>
{
    protected override Edge Write(Relu spec, Edge x, Place at) => at.Node("Relu", x);
}
