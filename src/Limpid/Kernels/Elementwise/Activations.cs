using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Limpid.Kernels;

/// <summary>An activation: y = f(x), and its slope f′(x), which may be read off x or y, whichever is cheaper.</summary>
internal interface IActivation
{
    L Value<L>(L x)
        where L : struct, ILanes<L>;
    L Slope<L>(L x, L y)
        where L : struct, ILanes<L>;
}

/// <summary>Activations over whole arrays.</summary>
internal static class Activations
{
    /// <summary>y[i] = f(x[i]).</summary>
    public static void Forward<F>(F f, ReadOnlySpan<float> x, Span<float> y)
        where F : struct, IActivation => Elementwise.Map(new ValueOf<F>(f), x, y);

    /// <summary>dx[i] = dy[i] · f′(x[i]).</summary>
    public static void Backward<F>(
        F f,
        ReadOnlySpan<float> x,
        ReadOnlySpan<float> y,
        ReadOnlySpan<float> dy,
        Span<float> dx
    )
        where F : struct, IActivation => SimdDispatch.Sweep(new BackwardKernel<F>(f, x, y, dy, dx));

    private readonly struct ValueOf<F>(F f) : IMap
        where F : struct, IActivation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public L Apply<L>(L x)
            where L : struct, ILanes<L> => f.Value(x);
    }

    private readonly ref struct BackwardKernel<F>(
        F f,
        ReadOnlySpan<float> x,
        ReadOnlySpan<float> y,
        ReadOnlySpan<float> dy,
        Span<float> dx
    ) : ISweep
        where F : struct, IActivation
    {
        private readonly ref float _x = ref MemoryMarshal.GetReference(x),
            _y = ref MemoryMarshal.GetReference(y[..x.Length]);
        private readonly ref float _dy = ref MemoryMarshal.GetReference(dy[..x.Length]),
            _dx = ref MemoryMarshal.GetReference(dx[..x.Length]);
        private readonly int _length = x.Length;

        [MethodImpl(MethodImplOptions.NoInlining)]
        public int From<L>(int i)
            where L : struct, ILanes<L>
        {
            F formula = f;
            for (int last = _length - L.Count; i <= last; i += L.Count)
            {
                L slope = formula.Slope(L.Load(ref Ref.Add(ref _x, i)), L.Load(ref Ref.Add(ref _y, i)));
                (L.Load(ref Ref.Add(ref _dy, i)) * slope).Store(ref Ref.Add(ref _dx, i));
            }
            return i;
        }
    }
}
