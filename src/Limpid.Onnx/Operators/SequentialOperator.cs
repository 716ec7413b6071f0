using Limpid.Layers;

namespace Limpid.Onnx.Operators;

/// <summary>Its layers, one after another.</summary>
internal sealed class SequentialOperator : OnnxOperator<Sequential>
{
    protected override Edge Write(Sequential spec, Edge x, Place at) => at.Run(spec.Layers, x);
}
