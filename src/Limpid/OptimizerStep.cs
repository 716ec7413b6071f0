using System.Runtime.CompilerServices;
using Limpid.Kernels;
using Limpid.Layers;
using Limpid.Optimizers;

namespace Limpid;

/// <summary>An optimizer's step on a whole network.</summary>
public static class OptimizerStep
{
    /// <summary>
    /// Makes one step down the gradient: w ← w − η·∂L/∂w for <see cref="Sgd"/>, with η the optimizer's
    /// <see cref="Optimizer.Rate"/>; its own formula for any other. Weights are decayed, biases are not, and statistics
    /// take in what the batch measured. No schedule and no clipping.
    /// </summary>
    /// <param name="optimizer">How the values move. Another rate may be given at any step (<c>optimizer with { Rate =
    /// … }</c>); another kind begins without a memory.</param>
    /// <param name="network">What is changed, in place.</param>
    /// <param name="gradient">From a workspace of this network, or of a copy: one float for each of its values. What
    /// the optimizer remembers (velocity, moments, the number of the step) stays in it.</param>
    /// <exception cref="LimpidException"><see cref="Fault.Mismatch"/>: the gradient has another number of values.
    /// <see cref="Fault.Usage"/>: the optimizer has a member out of its range.</exception>
    /// <example><code>
    /// Gradient gradient = workspace.Gradient(loss, x, labels);
    /// optimizer.Step(network, gradient);
    /// </code></example>
    public static void Step(this Optimizer optimizer, Network network, Gradient gradient)
    {
        optimizer.Validate();
        if (gradient.Values.Length != network.Values.Length)
            throw LimpidException.Mismatch(
                $"The network has {network.Values.Length:N0} values, but the gradient has "
                    + $"{gradient.Values.Length:N0}. Measure it in a workspace of this network."
            );
        gradient.RememberFor(optimizer);
        gradient.Steps++;
        Span<float> values = network.Writable;
        foreach (Parameter p in network.Parameters)
            optimizer.Apply(
                p.Kind,
                values.Slice(p.Offset, p.Count),
                gradient.Writable.Slice(p.Offset, p.Count),
                optimizer.Slots > 0 ? gradient.First.AsSpan(p.Offset, p.Count) : [],
                optimizer.Slots > 1 ? gradient.Second.AsSpan(p.Offset, p.Count) : [],
                new(gradient.Steps, optimizer.Rate, optimizer.WeightDecay)
            );
    }

    /// <summary>Updates a window of one parameter: statistics absorb, weights decay, biases do not.</summary>
    internal static void Apply(
        this Optimizer optimizer,
        ParameterKind kind,
        Span<float> values,
        ReadOnlySpan<float> gradients,
        Span<float> first,
        Span<float> second,
        UpdateStep step
    )
    {
        if (kind == ParameterKind.Statistic)
            Elementwise.Map(default(Minus), values, gradients, values);
        else
            optimizer.Update(
                values,
                gradients,
                first,
                second,
                kind == ParameterKind.Weight ? step : step with { WeightDecay = 0 }
            );
    }

    private readonly struct Minus : IMap2
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public L Apply<L>(L x, L y)
            where L : struct, ILanes<L> => x - y;
    }
}
