using Limpid.Layers;

namespace Limpid.Onnx.Operators;

/// <summary>C × H × W as one long row is Flatten from axis 1 on; no node where it is one already.</summary>
internal sealed class FlattenOperator : OnnxOperator<Flatten>
{
    protected override Edge Write(Flatten spec, Edge x, Place at) => at.Flat(x);
}
