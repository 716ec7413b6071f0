using Limpid.Layers;

namespace Limpid.Onnx.Operators;

/// <summary>y = 1/V · Σᵥ f(xᵥ) is Mean of what the same layers answer to each shifted picture; a shift is Pad by as
/// much on one side as it takes away on the other.</summary>
internal sealed class ViewsOperator : OnnxOperator<Views>
{
    protected override Edge Write(Views spec, Edge x, Place at)
    {
        Edge picture = at.Picture(x);
        Edge[] answers =
        [
            .. Views
                .Shifts.Take(spec.Count)
                .Select(by => at.Run(spec.Layers, by == default ? x : Shifted(picture, by.Across, by.Down, at))),
        ];
        return at.Node("Mean", answers[0], answers[0].Shape, [.. answers.Skip(1).Select(answer => answer.Name)]);
    }

    private static Edge Shifted(Edge picture, int across, int down, Place at) =>
        at.Node(
            "Pad",
            picture,
            picture.Shape,
            [at.Graph.Numbers(at.Inside("pads").Path, [0, 0, down, across, 0, 0, -down, -across])]
        );
}
