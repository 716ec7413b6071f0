using Limpid.Kernels;
using Limpid.Numerics;

namespace Limpid.Layers;

/// <summary>
/// y = w·(x − μ) / √(σ² + Epsilon) + b for each channel (Ioffe and Szegedy 2015). In training μ and σ² are those of the
/// rows at hand: of a shard, where a batch
/// is cut into shards (Hoffer, Hubara and Soudry 2017); in inference the running ones, which follow them:
/// running ← running + Momentum · (batch − running), the variance with n / (n − 1), as PyTorch has it. So a gradient
/// slot of a statistic holds
/// Momentum · (running − batch), to be taken away (docs/decisions/0004).
/// </summary>
/// <param name="Momentum">How much of a batch goes into the running statistics.</param>
/// <param name="Epsilon">Keeps the divisor from zero.</param>
public sealed record BatchNorm(double Momentum = 0.1, double Epsilon = 1e-5) : Normalization(Epsilon)
{
    /// <inheritdoc/>
    public override Layer Build(Shape input)
    {
        if (Momentum is not (> 0 and <= 1))
            throw LimpidException.Usage($"momentum must be above 0 and at most 1, but is {Momentum}.");
        CheckEpsilon();
        return new BatchNormLayer(this, input);
    }
}

/// <summary>Values and gradients are four runs of a number a channel: w, b, μ, σ². Its scratch holds the μ and σ² that
/// were used.</summary>
internal sealed class BatchNormLayer(BatchNorm spec, Shape shape) : Layer(shape, shape)
{
    private readonly int _channels = shape.Channels,
        _plane = shape.Height * shape.Width;

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("weight", ParameterKind.Scale, 0, shape.Channels, 1),
        new("bias", ParameterKind.Bias, shape.Channels, shape.Channels, 1),
        new("running_mean", ParameterKind.Statistic, 2 * shape.Channels, shape.Channels, 1),
        new("running_var", ParameterKind.Statistic, 3 * shape.Channels, shape.Channels, 1),
    ];

    public override void Initialize(Span<float> values, ref RandomStream random)
    {
        values.Clear();
        Run(values, 0).Fill(1f);
        Run(values, 3).Fill(1f);
    }

    public override int Scratch(int rows) => 2 * _channels;

    public override void Forward(ReadOnlySpan<float> values, Matrix x, Matrix y, Span<float> scratch, Pass pass)
    {
        Span<float> means = Run(scratch, 0),
            variances = Run(scratch, 1);
        for (int c = 0; c < _channels; c++)
        {
            Group channel = Channel(c, x.Rows);
            (double mean, double variance) =
                pass.Mode == Mode.Training
                    ? GroupStatistics.Moments(channel, x.Span)
                    : (Run(values, 2)[c], Run(values, 3)[c]);
            (means[c], variances[c]) = ((float)mean, (float)variance);
            GroupStatistics.Map(
                new Normalized(means[c], (float)(Run(values, 0)[c] * Over(variances[c])), Run(values, 1)[c]),
                channel,
                x.Span,
                x.Span,
                y.Span
            );
        }
    }

    public override void Backward(in Flow flow)
    {
        Span<float> means = Run(flow.Scratch, 0),
            variances = Run(flow.Scratch, 1);
        bool training = flow.Pass.Mode == Mode.Training;
        for (int c = 0; c < _channels; c++)
        {
            Group channel = Channel(c, flow.X.Rows);
            double s = Over(variances[c]);
            (double Sum, double Dot) g = GroupStatistics.Sums(channel, flow.DY.Span, 0, flow.X.Span, means[c]);
            if (!flow.Gradients.IsEmpty)
            {
                (Run(flow.Gradients, 0)[c], Run(flow.Gradients, 1)[c]) = ((float)(g.Dot * s), (float)g.Sum);
                double unbiased = variances[c] * (double)channel.Count / Math.Max(1, channel.Count - 1);
                Run(flow.Gradients, 2)[c] = training
                    ? (float)(spec.Momentum * (Run(flow.Values, 2)[c] - (double)means[c]))
                    : 0;
                Run(flow.Gradients, 3)[c] = training ? (float)(spec.Momentum * (Run(flow.Values, 3)[c] - unbiased)) : 0;
            }
            if (!flow.DX.IsEmpty)
                GroupStatistics.Map(
                    new NormalizedBack(means[c], s, Run(flow.Values, 0)[c], training ? g : default, channel.Count),
                    channel,
                    flow.X.Span,
                    flow.DY.Span,
                    flow.DX.Span
                );
        }
    }

    private double Over(float variance) => 1 / Math.Sqrt(variance + spec.Epsilon);

    private Group Channel(int c, int rows) => new(c * _plane, rows, Input.Count, _plane);

    private Span<float> Run(Span<float> values, int i) => values.Slice(i * _channels, _channels);

    private ReadOnlySpan<float> Run(ReadOnlySpan<float> values, int i) => values.Slice(i * _channels, _channels);
}
