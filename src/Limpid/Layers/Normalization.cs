using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;
using Limpid.Kernels;

namespace Limpid.Layers;

/// <summary>Brings the numbers of a group to mean 0 and variance 1: x̂ = (x − μ) / √(σ² + Epsilon).</summary>
/// <param name="Epsilon">Keeps the divisor from zero.</param>
public abstract record Normalization(double Epsilon) : LayerSpec
{
    /// <inheritdoc/>
    [JsonIgnore]
    public sealed override bool IsCounted => false;

    /// <summary>Refuses an epsilon that could divide by zero.</summary>
    private protected void CheckEpsilon()
    {
        if (Epsilon is not (> 0 and < double.PositiveInfinity))
            throw LimpidException.Usage($"epsilon must be above 0 and finite, but is {Epsilon}.");
    }
}

/// <summary>y = (x − μ)·slope + level.</summary>
internal readonly struct Normalized(float mean, float slope, float level) : IMap2
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Apply<L>(L x, L y)
        where L : struct, ILanes<L> => L.MultiplyAdd(x - L.Broadcast(mean), L.Broadcast(slope), L.Broadcast(level));
}

/// <summary>
/// dx = s·(g − mean g − x̂·mean (g·x̂)) for y = x̂ = (x − μ)·s over a group of n numbers whose own mean and deviation
/// are μ and 1/s, times scale; from Σ g and Σ g·(x − μ).
/// </summary>
internal readonly struct NormalizedBack(float mean, double s, double scale, (double Sum, double Dot) g, int n) : IMap2
{
    private readonly float _direct = (float)(scale * s),
        _slope = (float)(-scale * s * s * s * g.Dot / n),
        _level = (float)(-scale * s * g.Sum / n);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Apply<L>(L x, L g)
        where L : struct, ILanes<L> =>
        L.MultiplyAdd(
            g,
            L.Broadcast(_direct),
            L.MultiplyAdd(x - L.Broadcast(mean), L.Broadcast(_slope), L.Broadcast(_level))
        );
}
