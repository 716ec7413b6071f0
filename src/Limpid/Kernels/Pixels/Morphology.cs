using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Limpid.Kernels;

/// <summary>Grey pictures grown and shrunk.</summary>
internal static class Morphology
{
    private const int Around = 1;

    /// <summary>How many floats of scratch a plane needs.</summary>
    public static int ScratchCount(int rows, int columns) => 2 * (rows + 2 * Around) * (columns + 2 * Around);

    /// <summary>
    /// x[r, c] ← x[r, c] + |s|·(m[r, c] − x[r, c]), where m is the greatest of x[r, c] and its four neighbours, or the
    /// least where s is negative; zeros lie
    /// beyond the plane.
    /// </summary>
    /// <param name="x">rows × columns.</param>
    /// <param name="rows">Of the plane.</param>
    /// <param name="columns">Of the plane.</param>
    /// <param name="strength">s, from −1 to 1.</param>
    /// <param name="scratch">At least <see cref="ScratchCount"/>.</param>
    public static void Thicken(Span<float> x, int rows, int columns, float strength, Span<float> scratch)
    {
        int pitch = columns + 2 * Around,
            padded = (rows + 2 * Around) * pitch;
        if (x.Length != rows * columns || scratch.Length < 2 * padded)
            throw LimpidException.Mismatch(
                $"Thicken: {rows} × {columns} do not fit {x.Length} floats and {scratch.Length} of scratch."
            );
        Span<float> from = scratch[..padded],
            to = scratch.Slice(padded, padded);
        from.Clear();
        for (int r = 0; r < rows; r++)
            x.Slice(r * columns, columns).CopyTo(from[((r + Around) * pitch + Around)..]);
        if (strength >= 0)
            SimdDispatch.Run(new Cross<Greatest>(from, pitch, strength, to));
        else
            SimdDispatch.Run(new Cross<Smallest>(from, pitch, -strength, to));
        for (int r = 0; r < rows; r++)
            to.Slice((r + Around) * pitch + Around, columns).CopyTo(x[(r * columns)..]);
    }

    /// <summary>All rows within the border as one run; what it makes of the border itself nobody reads.</summary>
    private readonly ref struct Cross<F>(ReadOnlySpan<float> x, int pitch, float strength, Span<float> y) : IKernel
        where F : struct, IMap2
    {
        private readonly ref float _x = ref MemoryMarshal.GetReference(x),
            _y = ref MemoryMarshal.GetReference(y);
        private readonly int _first = pitch + 1,
            _end = x.Length - pitch - 1;

        [MethodImpl(MethodImplOptions.NoInlining)]
        public void Run<L>()
            where L : struct, ILanes<L>
        {
            int i = _first;
            for (; i <= _end - L.Count; i += L.Count)
                Apply<L>(i);
            for (; i < _end; i++)
                Apply<Lane>(i);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private void Apply<L>(int i)
            where L : struct, ILanes<L>
        {
            F pick = default;
            L own = L.Load(ref Ref.Add(ref _x, i));
            L beside = pick.Apply(L.Load(ref Ref.Add(ref _x, i - 1)), L.Load(ref Ref.Add(ref _x, i + 1)));
            L along = pick.Apply(L.Load(ref Ref.Add(ref _x, i - pitch)), L.Load(ref Ref.Add(ref _x, i + pitch)));
            L m = pick.Apply(own, pick.Apply(beside, along));
            L.MultiplyAdd(L.Broadcast(strength), m - own, own).Store(ref Ref.Add(ref _y, i));
        }
    }

    private readonly struct Greatest : IMap2
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public L Apply<L>(L x, L y)
            where L : struct, ILanes<L> => L.Max(x, y);
    }

    private readonly struct Smallest : IMap2
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public L Apply<L>(L x, L y)
            where L : struct, ILanes<L> => L.Min(x, y);
    }
}
