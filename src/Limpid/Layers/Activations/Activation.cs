using System.Text.Json.Serialization;
using Limpid.Initializers;
using Limpid.Kernels;
using Limpid.Numerics;

namespace Limpid.Layers;

/// <summary>A function of each number for itself: y = f(x), dx = dy · f′(x).</summary>
public abstract record Activation : LayerSpec
{
    /// <inheritdoc/>
    [JsonIgnore]
    public sealed override bool IsCounted => false;

    /// <summary>What it is called in a drawing: σ, tanh, ReLU.</summary>
    [JsonIgnore]
    public abstract string Symbol { get; }

    /// <summary>Its formula in one line: y = max(0, x).</summary>
    [JsonIgnore]
    public abstract string Equation { get; }

    /// <summary>How the weights before it begin where nobody says: Glorot's uniform, which was made for functions that
    /// bend both ways (Glorot and Bengio 2010).</summary>
    [JsonIgnore]
    public virtual Initializer InitialWeights => new GlorotUniform();

    /// <summary>The curve and its slope as the engine computes them: y[i] = f(x[i]), slope[i] = f′(x[i]).</summary>
    /// <param name="x">Where to look.</param>
    /// <param name="y">Written; as long as x.</param>
    /// <param name="slope">Written; as long as x.</param>
    public void Trace(ReadOnlySpan<float> x, Span<float> y, Span<float> slope)
    {
        int count = x.Length;
        if (y.Length != count || slope.Length != count)
            throw LimpidException.Usage(
                $"expected y and slope to be as long as x, {count}, but they have {y.Length} and {slope.Length}."
            );
        Layer layer = Build(new Shape(1));
        float[] values = x.ToArray(),
            ones = new float[count],
            scratch = new float[layer.Scratch(count)];
        Array.Fill(ones, 1f);
        var flow = new Flow
        {
            X = new(values, count, 1),
            Y = new(y, count, 1),
            DY = new(ones, count, 1),
            DX = new(slope, count, 1),
            Scratch = scratch,
        };
        layer.Forward([], flow.X, flow.Y, scratch, default);
        layer.Backward(flow);
    }
}

/// <summary>Runs an activation's two formulas over all rows.</summary>
internal sealed class ActivationLayer<F>(Shape shape, F f) : Layer(shape, shape)
    where F : struct, IActivation
{
    public override void Forward(ReadOnlySpan<float> values, Matrix x, Matrix y, Span<float> scratch, Pass pass) =>
        Activations.Forward(f, x.Span, y.Span);

    public override void Backward(in Flow flow)
    {
        if (!flow.DX.IsEmpty)
            Activations.Backward(f, flow.X.Span, flow.Y.Span, flow.DY.Span, flow.DX.Span);
    }
}
