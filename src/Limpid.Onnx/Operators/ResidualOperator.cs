using Limpid.Layers;

namespace Limpid.Onnx.Operators;

/// <summary>y = f(x) + g(x) is Add, of two pictures or of two flat rows.</summary>
internal sealed class ResidualOperator : OnnxOperator<Residual>
{
    protected override Edge Write(Residual spec, Edge x, Place at)
    {
        Edge body = at.Inside("body").Run(spec.Body, x),
            direct = at.Inside("shortcut").Run(spec.Shortcut, x);
        if (body.IsFlat != direct.IsFlat)
            (body, direct) = (at.Flat(body), at.Flat(direct));
        return at.Node("Add", body, body.Shape, [direct.Name]);
    }
}
