using System.Text.Json.Serialization;
using Limpid.Initializers;
using Limpid.Kernels;
using Limpid.Numerics;

namespace Limpid.Layers;

/// <summary>
/// y[o,i,j] = b[o] + Σ_c Σ_u Σ_v w[o,c,u,v] · x[c, i·Stride + u − Padding, j·Stride + v − Padding], x being 0 outside
/// its picture: the same small
/// filter looks at every place (Fukushima 1980; LeCun et al. 1989). Like PyTorch's Conv2d it is a cross-correlation.
/// With Groups, the
/// channels and the filters are cut into so many equal parts, and a filter sees only the channels of its own part.
/// </summary>
/// <param name="Filters">How many filters: the output's channels.</param>
/// <param name="Kernel">Side of a filter, in pixels.</param>
/// <param name="Stride">Pixels from one place to the next.</param>
/// <param name="Padding">Zeros around the picture, in pixels; when missing (Kernel − 1) / 2, which keeps the size at
/// stride 1 and odd Kernel.</param>
/// <param name="Groups">Into how many parts the channels are cut.</param>
/// <param name="Weights">How the weights begin; He, Zhang, Ren and Sun's normal when missing.</param>
/// <param name="Biases">How the biases begin; zeros when missing.</param>
public sealed record Convolution(
    int Filters,
    int Kernel,
    int Stride = 1,
    int? Padding = null,
    int Groups = 1,
    Initializer? Weights = null,
    Initializer? Biases = null
) : LayerSpec
{
    /// <summary>How the weights begin.</summary>
    public Initializer Weights { get; init; } = Weights ?? new HeNormal();

    /// <summary>How the biases begin.</summary>
    public Initializer Biases { get; init; } = Biases ?? new Zeros();

    /// <summary>The padding that is meant.</summary>
    [JsonIgnore]
    public int Margin => Padding ?? (Kernel - 1) / 2;

    /// <inheritdoc/>
    public override Layer Build(Shape input)
    {
        Weights.Validate();
        Biases.Validate();
        Check(
            Filters >= 1 && new Shape(Filters).IsValid,
            $"filters must be from 1 to {Shape.MaximumCount:N0}, but are {Filters}"
        );
        Check(Kernel is >= 1 and <= MaximumKernel, $"kernel must be from 1 to {MaximumKernel}, but is {Kernel}");
        Check(Stride is >= 1 and <= MaximumKernel, $"stride must be from 1 to {MaximumKernel}, but is {Stride}");
        Check(Margin is >= 0 and <= MaximumKernel, $"padding must be from 0 to {MaximumKernel}, but is {Margin}");
        Check(
            (long)Math.Max(input.Channels, Filters) * Kernel * Kernel <= MaximumTaps,
            $"channels and filters of {Kernel}x{Kernel} may be at most {MaximumTaps / (Kernel * Kernel):N0}, "
                + $"but {input.Channels} channels come in and there are {Filters} filters"
        );
        Check(
            new Shape(input.Channels, input.Height + 2 * Margin, input.Width + 2 * Margin).IsValid,
            $"{input} with a padding of {Margin} is too large"
        );
        Check(
            Groups >= 1 && input.Channels % Groups == 0 && Filters % Groups == 0,
            $"groups must divide the {input.Channels} channels that come in and the {Filters} filters, but are {Groups}"
        );
        int least = Math.Min(input.Height, input.Width) + 2 * Margin;
        Check(
            Kernel <= least,
            $"a filter of {Kernel}x{Kernel} does not fit into {input} with a padding of {Margin}. Make the "
                + $"kernel at most {least}"
        );
        Check(
            Filters * (input.Channels / Groups * Kernel * Kernel + 1L) <= int.MaxValue / 2,
            $"{Filters} filters of {input.Channels / Groups}x{Kernel}x{Kernel} are more weights than one layer may have"
        );
        var output = new Shape(
            Filters,
            (input.Height + 2 * Margin - Kernel) / Stride + 1,
            (input.Width + 2 * Margin - Kernel) / Stride + 1
        );
        Check(output.IsValid, $"its output would be {output}, which is too large");
        return new ConvolutionLayer(this, input, output);
    }

    private const int MaximumKernel = 255,
        MaximumTaps = 1 << 20; // the machine keeps a place for each

    private static void Check(bool holds, string expected)
    {
        if (!holds)
            throw LimpidException.Usage($"{expected}.");
    }
}

/// <summary>
/// A sample at a time, so that its planes stay in the nearest cache. The bias is the weight of one more tap, whose
/// input is always 1.
/// </summary>
internal sealed class ConvolutionLayer : Layer
{
    private readonly Convolution _spec;
    private readonly int _filters,
        _groups,
        _taps,
        _weights;
    private readonly ConvolutionPlan _plan;
    private readonly ConvolutionBackward _return;
    private readonly SparseBackward? _sparse;

    public ConvolutionLayer(Convolution spec, Shape input, Shape output)
        : base(input, output)
    {
        (_spec, _filters, _groups) = (spec, spec.Filters, spec.Groups);
        (_plan, _return) = (new(spec, input, output), new(spec, input, output));
        _sparse = SparseBackward.MayPay(spec, input, output) ? new(spec, input, output) : null;
        var window = new Shape(input.Channels / _groups, spec.Kernel, spec.Kernel);
        _taps = window.Count;
        _weights = _taps * _filters;
        Parameters =
        [
            new("weight", ParameterKind.Weight, 0, _filters, _taps, window),
            new("bias", ParameterKind.Bias, _weights, _filters, 1),
        ];
    }

    public override IReadOnlyList<Parameter> Parameters { get; }

    public override void Initialize(Span<float> values, ref RandomStream random)
    {
        int outputs = _filters / _groups * _spec.Kernel * _spec.Kernel;
        _spec.Weights.Fill(values[.._weights], _taps, outputs, ref random);
        _spec.Biases.Fill(values[_weights..], _taps, outputs, ref random);
    }

    public override int Scratch(int rows) =>
        checked(_plan.ScratchSize + Aligned.Whole(_return.ScratchSize) + (_sparse?.ScratchSize ?? 0));

    public override void Forward(ReadOnlySpan<float> values, Matrix x, Matrix y, Span<float> scratch, Pass pass)
    {
        _plan.BeginForward(values, scratch[.._plan.ScratchSize]);
        for (int row = 0; row < x.Rows; row++)
        {
            _plan.Spread(x[row], scratch);
            for (int group = 0; group < _groups; group++)
                _plan.Answer(group, values, scratch, y[row]);
        }
    }

    public override void Backward(in Flow flow)
    {
        if (_sparse is not null && SparseBackward.IsWorthwhile(flow.DY))
        {
            _sparse.Run(flow, flow.Scratch[(_plan.ScratchSize + Aligned.Whole(_return.ScratchSize))..]);
            return;
        }
        Span<float> planes = flow.Scratch[.._plan.ScratchSize],
            back = flow.Scratch.Slice(_plan.ScratchSize, _return.ScratchSize);
        if (!flow.Gradients.IsEmpty)
            Gradients(flow, planes);
        if (flow.DX.IsEmpty)
            return;
        _return.Begin(back);
        _return.Turn(flow.Values, back);
        for (int row = 0; row < flow.DX.Rows; row++)
            _return.Run(flow.DY[row], back, flow.DX[row]);
    }

    private void Gradients(in Flow flow, Span<float> planes)
    {
        _plan.BeginGradients(planes);
        for (int row = 0; row < flow.X.Rows; row++)
        {
            _plan.Spread(flow.X[row], planes);
            for (int group = 0; group < _groups; group++)
                _plan.AddGradient(group, flow.DY[row], planes);
        }
        _plan.End(planes, flow.Gradients);
    }
}
