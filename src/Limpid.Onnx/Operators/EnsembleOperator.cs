using Limpid.Layers;

namespace Limpid.Onnx.Operators;

/// <summary>y = 1/M · Σₘ fₘ(x) is Mean of what the members answer.</summary>
internal sealed class EnsembleOperator : OnnxOperator<Ensemble>
{
    protected override Edge Write(Ensemble spec, Edge x, Place at)
    {
        Edge[] answers = [.. Enumerable.Range(0, spec.Members).Select(member => at.Inside(member).Run(spec.Layers, x))];
        return at.Node("Mean", answers[0], answers[0].Shape, [.. answers.Skip(1).Select(answer => answer.Name)]);
    }
}
