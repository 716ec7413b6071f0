using Limpid.Layers;

namespace Limpid.Onnx.Operators;

/// <summary>y = ½x(1 + tanh(√(2/π)(x + 0.044715x³))), written out: ONNX has it as one operator from 20 on
/// only.</summary>
internal sealed class GeluOperator : OnnxOperator<Gelu>
{
    private const float RootTwoOverPi = 0.797884561f,
        Cubic = 0.044715f;

    protected override Edge Write(Gelu spec, Edge x, Place at)
    {
        Edge cube = Times(at, Times(at, x, x.Name), x.Name);
        Edge bend = at.Node(
            "Tanh",
            Times(
                at,
                Plus(at, x, Times(at, cube, at.Held("cubic", Cubic)).Name),
                at.Held("rootTwoOverPi", RootTwoOverPi)
            )
        );
        return Times(at, Times(at, x, Plus(at, bend, at.Held("one", 1f)).Name), at.Held("half", 0.5f));
    }

    private static Edge Times(Place at, Edge x, string by) => at.Node("Mul", x, x.Shape, [by]);

    private static Edge Plus(Place at, Edge x, string more) => at.Node("Add", x, x.Shape, [more]);
}
