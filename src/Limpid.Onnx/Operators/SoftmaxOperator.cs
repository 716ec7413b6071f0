using Limpid.Layers;

namespace Limpid.Onnx.Operators;

/// <summary>yₖ = e^xₖ / Σⱼ e^xⱼ over all numbers of a sample is Softmax of the flat row.</summary>
internal sealed class SoftmaxOperator : OnnxOperator<Softmax>
{
    protected override Edge Write(Softmax spec, Edge x, Place at)
    {
        Edge y = at.Node("Softmax", at.Flat(x), OnnxAttribute.Of("axis", -1));
        return y.Shape == x.Shape ? y : at.Picture(y, x.Shape);
    }
}
