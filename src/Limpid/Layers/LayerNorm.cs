using Limpid.Kernels;
using Limpid.Numerics;

namespace Limpid.Layers;

/// <summary>
/// y = w·(x − μ) / √(σ² + Epsilon) + b with μ and σ² over all numbers of the sample, and a weight and a bias for each
/// of them (Ba, Kiros and Hinton 2016): PyTorch's
/// <c>nn.LayerNorm</c> over C × H × W, flattened.
/// </summary>
/// <param name="Epsilon">Keeps the divisor from zero.</param>
public sealed record LayerNorm(double Epsilon = 1e-5) : Normalization(Epsilon)
{
    /// <inheritdoc/>
    public override Layer Build(Shape input)
    {
        CheckEpsilon();
        return new LayerNormLayer(Epsilon, input);
    }
}

/// <summary>Its scratch holds μ and 1 / √(σ² + ε) of each row, then room for one row.</summary>
internal sealed class LayerNormLayer(double epsilon, Shape shape) : Layer(shape, shape)
{
    private readonly int _count = shape.Count;

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("weight", ParameterKind.Scale, 0, shape.Count, 1),
        new("bias", ParameterKind.Bias, shape.Count, shape.Count, 1),
    ];

    public override void Initialize(Span<float> values, ref RandomStream random)
    {
        values[.._count].Fill(1f);
        values[_count..].Clear();
    }

    public override int Scratch(int rows) => 2 * rows + _count;

    public override void Forward(ReadOnlySpan<float> values, Matrix x, Matrix y, Span<float> scratch, Pass pass)
    {
        for (int row = 0; row < x.Rows; row++)
        {
            (double mean, double variance) = GroupStatistics.Moments(Whole, x[row]);
            (scratch[2 * row], scratch[2 * row + 1]) = ((float)mean, (float)(1 / Math.Sqrt(variance + epsilon)));
            GroupStatistics.Map(
                new Normalized(scratch[2 * row], scratch[2 * row + 1], 0),
                Whole,
                x[row],
                x[row],
                y[row]
            );
            Elementwise.Map(default(Times), y[row], values[.._count], y[row]);
            Elementwise.Map(default(Plus), y[row], values[_count..], y[row]);
        }
    }

    public override void Backward(in Flow flow)
    {
        Span<float> scratch = flow.Scratch[(2 * flow.X.Rows)..];
        flow.Gradients.Clear();
        for (int row = 0; row < flow.X.Rows; row++)
        {
            (float mean, float s) = (flow.Scratch[2 * row], flow.Scratch[2 * row + 1]);
            Span<float> x = flow.X[row],
                dy = flow.DY[row];
            if (!flow.Gradients.IsEmpty)
            {
                Span<float> dw = flow.Gradients[.._count],
                    db = flow.Gradients[_count..];
                GroupStatistics.Map(new Normalized(mean, s, 0), Whole, x, x, scratch);
                Elementwise.Map(default(Times), dy, scratch, scratch);
                Elementwise.Map(default(Plus), dw, scratch, dw);
                Elementwise.Map(default(Plus), db, dy, db);
            }
            if (flow.DX.IsEmpty)
                continue;
            Elementwise.Map(default(Times), dy, flow.Values[.._count], scratch);
            GroupStatistics.Map(
                new NormalizedBack(mean, s, 1, GroupStatistics.Sums(Whole, scratch, 0, x, mean), _count),
                Whole,
                x,
                scratch,
                flow.DX[row]
            );
        }
    }

    private Group Whole => new(0, 1, _count, _count);
}
