using System.Runtime.CompilerServices;

namespace Limpid.Kernels;

/// <summary>Softmax of one row.</summary>
internal static class SoftmaxRow
{
    /// <summary>y[k] = e^(x[k] − m) / s with m = max x and s = Σₖ e^(x[k] − m), k ascending; returns (m, s). e to a
    /// power below −87 counts as 0.</summary>
    public static (float Maximum, float Sum) Forward(ReadOnlySpan<float> x, Span<float> y)
    {
        float maximum = float.NegativeInfinity,
            sum = 0;
        foreach (float v in x)
            maximum = v > maximum || float.IsNaN(v) ? v : maximum;
        Elementwise.Map(new ShiftedExp(maximum), x, y);
        foreach (float v in y[..x.Length])
            sum += v;
        Elementwise.Map(new Over(sum), y[..x.Length], y);
        return (maximum, sum);
    }

    /// <summary>dx[k] = y[k]·(dy[k] − Σⱼ dy[j]·y[j]), j ascending.</summary>
    public static void Backward(ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx)
    {
        float dot = 0;
        for (int k = 0; k < y.Length; k++)
            dot = MathF.FusedMultiplyAdd(dy[k], y[k], dot);
        Elementwise.Map(new Centered(dot), y, dy, dx);
    }

    private readonly struct ShiftedExp(float maximum) : IMap
    {
        private const float Vanishing = -87.3f;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public L Apply<L>(L x)
            where L : struct, ILanes<L>
        {
            L below = x - L.Broadcast(maximum);
            return L.IfGreater(L.Broadcast(Vanishing), below, L.Broadcast(0f), ExpFloat.Exp(below));
        }
    }

    private readonly struct Over(float sum) : IMap
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public L Apply<L>(L x)
            where L : struct, ILanes<L> => x / L.Broadcast(sum);
    }

    private readonly struct Centered(float dot) : IMap2
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public L Apply<L>(L y, L dy)
            where L : struct, ILanes<L> => y * (dy - L.Broadcast(dot));
    }
}
