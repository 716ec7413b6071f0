using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Limpid.Kernels;

/// <summary>y = f(x), a value at a time.</summary>
internal interface IMap
{
    L Apply<L>(L x)
        where L : struct, ILanes<L>;
}

/// <summary>z = f(x, y), a pair at a time.</summary>
internal interface IMap2
{
    L Apply<L>(L x, L y)
        where L : struct, ILanes<L>;
}

/// <summary>z = x + y.</summary>
internal readonly struct Plus : IMap2
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Apply<L>(L x, L y)
        where L : struct, ILanes<L> => x + y;
}

/// <summary>z = x · y.</summary>
internal readonly struct Times : IMap2
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Apply<L>(L x, L y)
        where L : struct, ILanes<L> => x * y;
}

/// <summary>y = x · scale.</summary>
internal readonly struct By(float scale) : IMap
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Apply<L>(L x)
        where L : struct, ILanes<L> => x * L.Broadcast(scale);
}

/// <summary>Formulas applied to whole arrays.</summary>
internal static class Elementwise
{
    /// <summary>y[i] = f(x[i]); y may be x.</summary>
    public static void Map<F>(F f, ReadOnlySpan<float> x, Span<float> y)
        where F : struct, IMap => SimdDispatch.Sweep(new MapKernel<F>(f, x, y));

    /// <summary>z[i] = f(x[i], y[i]); z may be x or y.</summary>
    public static void Map<F>(F f, ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> z)
        where F : struct, IMap2 => SimdDispatch.Sweep(new Map2Kernel<F>(f, x, y, z));

    private readonly ref struct MapKernel<F>(F f, ReadOnlySpan<float> x, Span<float> y) : ISweep
        where F : struct, IMap
    {
        private readonly ref float _x = ref MemoryMarshal.GetReference(x),
            _y = ref MemoryMarshal.GetReference(y[..x.Length]);
        private readonly int _length = x.Length;

        [MethodImpl(MethodImplOptions.NoInlining)]
        public int From<L>(int i)
            where L : struct, ILanes<L>
        {
            F formula = f;
            for (int last = _length - L.Count; i <= last; i += L.Count)
                formula.Apply(L.Load(ref Ref.Add(ref _x, i))).Store(ref Ref.Add(ref _y, i));
            return i;
        }
    }

    private readonly ref struct Map2Kernel<F>(F f, ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> z) : ISweep
        where F : struct, IMap2
    {
        private readonly ref float _x = ref MemoryMarshal.GetReference(x),
            _y = ref MemoryMarshal.GetReference(y[..x.Length]),
            _z = ref MemoryMarshal.GetReference(z[..x.Length]);
        private readonly int _length = x.Length;

        [MethodImpl(MethodImplOptions.NoInlining)]
        public int From<L>(int i)
            where L : struct, ILanes<L>
        {
            F formula = f;
            for (int last = _length - L.Count; i <= last; i += L.Count)
                formula
                    .Apply(L.Load(ref Ref.Add(ref _x, i)), L.Load(ref Ref.Add(ref _y, i)))
                    .Store(ref Ref.Add(ref _z, i));
            return i;
        }
    }
}
