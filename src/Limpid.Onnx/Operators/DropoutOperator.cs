using Limpid.Layers;

namespace Limpid.Onnx.Operators;

/// <summary>In inference y = x: no node.</summary>
internal sealed class DropoutOperator : OnnxOperator<Dropout>
{
    protected override Edge Write(Dropout spec, Edge x, Place at) => x;
}
