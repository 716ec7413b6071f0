using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Limpid.Kernels;

/// <summary>An optimizer's formula: what becomes of a parameter w and of its state (first, second) by a gradient
/// g.</summary>
internal interface IUpdate
{
    /// <summary>How many of first and second the formula uses: 0, 1 or 2.</summary>
    static abstract int Slots { get; }

    void Apply<L>(ref L w, L g, ref L first, ref L second)
        where L : struct, ILanes<L>;
}

/// <summary>Updates of whole arrays of parameters, in one pass.</summary>
internal static class OptimizerKernel
{
    /// <summary>(w[i], first[i], second[i]) = f(w[i], g[i], first[i], second[i]), for all i.</summary>
    /// <exception cref="LimpidException">The lengths differ.</exception>
    public static void Run<U>(U f, Span<float> w, ReadOnlySpan<float> g, Span<float> first, Span<float> second)
        where U : struct, IUpdate
    {
        if (
            g.Length != w.Length
            || first.Length != (U.Slots > 0 ? w.Length : 0)
            || second.Length != (U.Slots > 1 ? w.Length : 0)
        )
            throw LimpidException.Mismatch(
                $"Update: expected {w.Length} gradients and {U.Slots} arrays of state of {w.Length}, the "
                    + $"others empty, but got {g.Length} gradients, {first.Length} first and "
                    + $"{second.Length} second "
                    + "state values."
            );
        SimdDispatch.Sweep(new Kernel<U>(f, w, g, first, second));
    }

    private readonly ref struct Kernel<U>(
        U f,
        Span<float> w,
        ReadOnlySpan<float> g,
        Span<float> first,
        Span<float> second
    ) : ISweep
        where U : struct, IUpdate
    {
        private readonly ref float _w = ref MemoryMarshal.GetReference(w),
            _g = ref MemoryMarshal.GetReference(g);
        private readonly ref float _first = ref MemoryMarshal.GetReference(first),
            _second = ref MemoryMarshal.GetReference(second);
        private readonly int _length = w.Length;

        // inlined into a hot caller, three of six optimizers were measured 7 to 15 times slower
        [MethodImpl(MethodImplOptions.NoInlining)]
        public int From<L>(int i)
            where L : struct, ILanes<L>
        {
            U formula = f;
            for (int last = _length - L.Count; i <= last; i += L.Count)
                Apply<L>(formula, i);
            return i;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private void Apply<L>(U formula, int i)
            where L : struct, ILanes<L>
        {
            L value = L.Load(ref Ref.Add(ref _w, i));
            L one = U.Slots > 0 ? L.Load(ref Ref.Add(ref _first, i)) : default;
            L two = U.Slots > 1 ? L.Load(ref Ref.Add(ref _second, i)) : default;
            formula.Apply(ref value, L.Load(ref Ref.Add(ref _g, i)), ref one, ref two);
            value.Store(ref Ref.Add(ref _w, i));
            if (U.Slots > 0)
                one.Store(ref Ref.Add(ref _first, i));
            if (U.Slots > 1)
                two.Store(ref Ref.Add(ref _second, i));
        }
    }
}
