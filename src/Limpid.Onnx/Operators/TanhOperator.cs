using Limpid.Layers;

namespace Limpid.Onnx.Operators;

/// <summary>y = tanh x is Tanh.</summary>
internal sealed class TanhOperator : OnnxOperator<Tanh>
{
    protected override Edge Write(Tanh spec, Edge x, Place at) => at.Node("Tanh", x);
}
