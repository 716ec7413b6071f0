using System.Text.Json.Serialization;
using Limpid.Numerics;

namespace Limpid.Layers;

/// <summary>
/// y = w·x, a learnt factor for each number of the sample; dx = dy·w, dw = Σ dy·x over the batch (Touvron et al. 2021).
/// </summary>
/// <param name="Start">With what every factor begins.</param>
public sealed record LayerScale(double Start = 0.1) : LayerSpec
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override bool IsCounted => false;

    /// <inheritdoc/>
    public override Layer Build(Shape input) =>
        double.IsFinite(Start)
            ? new LayerScaleLayer((float)Start, input)
            : throw LimpidException.Usage($"start must be finite, but is {Start}.");
}

internal sealed class LayerScaleLayer(float start, Shape shape) : Layer(shape, shape)
{
    public override IReadOnlyList<Parameter> Parameters { get; } =
    [new("weight", ParameterKind.Scale, 0, shape.Count, 1)];

    public override void Initialize(Span<float> values, ref RandomStream random) => values.Fill(start);

    public override void Forward(ReadOnlySpan<float> values, Matrix x, Matrix y, Span<float> scratch, Pass pass)
    {
        for (int row = 0; row < x.Rows; row++)
        for (int i = 0; i < x.Columns; i++)
            y[row][i] = values[i] * x[row][i];
    }

    public override void Backward(in Flow flow)
    {
        flow.Gradients.Clear();
        for (int row = 0; row < flow.X.Rows; row++)
        for (int i = 0; i < flow.X.Columns; i++)
        {
            if (!flow.DX.IsEmpty)
                flow.DX[row][i] = flow.DY[row][i] * flow.Values[i];
            if (!flow.Gradients.IsEmpty)
                flow.Gradients[i] += flow.DY[row][i] * flow.X[row][i];
        }
    }
}
