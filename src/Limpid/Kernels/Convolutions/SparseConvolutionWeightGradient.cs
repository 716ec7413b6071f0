using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Limpid.Numerics;

namespace Limpid.Kernels;

internal sealed partial class SparseConvolution
{
    /// <summary>The weight gradient, with channels across the lanes and taps side by side in registers.</summary>
    private ref struct Gradient(int[] taps, int channels, NonZeroPixels nonZeros, Span<float> pixels, Matrix sums)
        : ISweep,
            ITile
    {
        private readonly ref float _x = ref MemoryMarshal.GetReference(pixels),
            _sums = ref MemoryMarshal.GetReference(sums.Span),
            _dy = ref MemoryMarshal.GetReference(nonZeros.Values);
        private readonly ref int _taps = ref MemoryMarshal.GetArrayDataReference(taps),
            _places = ref MemoryMarshal.GetReference(nonZeros.Places),
            _ends = ref MemoryMarshal.GetReference(nonZeros.Ends);
        private readonly int _count = taps.Length,
            _filters = sums.Rows;

        [MethodImpl(MethodImplOptions.NoInlining)]
        public int From<L>(int channel)
            where L : struct, ILanes<L>
        {
            for (; channel <= channels - L.Count; channel += L.Count)
                Tiles.CoverWide<Gradient, L>(ref this, _count, 0, channel);
            return channel;
        }

        /// <summary>N taps of all filters.</summary>
        public readonly void Tile<L, N, V>(int tap, int line, int channel)
            where L : struct, ILanes<L>
            where N : IConstant
            where V : IConstant
        {
            ref int t = ref Ref.Add(ref _taps, tap);
            nint first = t,
                step = channels,
                k = 0;
            nint t1 = N.Value > 1 ? Ref.Add(ref t, 1) - first : 0,
                t2 = N.Value > 2 ? Ref.Add(ref t, 2) - first : 0,
                t3 = N.Value > 3 ? Ref.Add(ref t, 3) - first : 0;
            nint t4 = N.Value > 4 ? Ref.Add(ref t, 4) - first : 0,
                t5 = N.Value > 5 ? Ref.Add(ref t, 5) - first : 0,
                t6 = N.Value > 6 ? Ref.Add(ref t, 6) - first : 0,
                t7 = N.Value > 7 ? Ref.Add(ref t, 7) - first : 0;
            nint t8 = N.Value > 8 ? Ref.Add(ref t, 8) - first : 0,
                t9 = N.Value > 9 ? Ref.Add(ref t, 9) - first : 0,
                t10 = N.Value > 10 ? Ref.Add(ref t, 10) - first : 0,
                t11 = N.Value > 11 ? Ref.Add(ref t, 11) - first : 0;
            nint t12 = N.Value > 12 ? Ref.Add(ref t, 12) - first : 0,
                t13 = N.Value > 13 ? Ref.Add(ref t, 13) - first : 0,
                t14 = N.Value > 14 ? Ref.Add(ref t, 14) - first : 0,
                t15 = N.Value > 15 ? Ref.Add(ref t, 15) - first : 0;
            ref float start = ref Ref.Add(ref _x, first + channel),
                sum = ref Ref.Add(ref _sums, tap * step + channel);
            for (int filter = 0; filter < _filters; filter++, sum = ref Ref.Add(ref sum, _count * step))
            {
                L c0 = L.Broadcast(0f),
                    c1 = c0,
                    c2 = c0,
                    c3 = c0,
                    c4 = c0,
                    c5 = c0,
                    c6 = c0,
                    c7 = c0,
                    d0 = c0,
                    d1 = c0,
                    d2 = c0,
                    d3 = c0,
                    d4 = c0,
                    d5 = c0,
                    d6 = c0,
                    d7 = c0;
                for (nint end = Ref.Add(ref _ends, filter); k < end; k++)
                {
                    L g = L.Broadcast(Ref.Add(ref _dy, k));
                    ref float x = ref Ref.Add(ref start, Ref.Add(ref _places, k));
                    c0 = L.MultiplyAdd(g, L.Load(ref x), c0);
                    if (N.Value > 1)
                        c1 = L.MultiplyAdd(g, L.Load(ref Ref.Add(ref x, t1)), c1);
                    if (N.Value > 2)
                        c2 = L.MultiplyAdd(g, L.Load(ref Ref.Add(ref x, t2)), c2);
                    if (N.Value > 3)
                        c3 = L.MultiplyAdd(g, L.Load(ref Ref.Add(ref x, t3)), c3);
                    if (N.Value > 4)
                        c4 = L.MultiplyAdd(g, L.Load(ref Ref.Add(ref x, t4)), c4);
                    if (N.Value > 5)
                        c5 = L.MultiplyAdd(g, L.Load(ref Ref.Add(ref x, t5)), c5);
                    if (N.Value > 6)
                        c6 = L.MultiplyAdd(g, L.Load(ref Ref.Add(ref x, t6)), c6);
                    if (N.Value > 7)
                        c7 = L.MultiplyAdd(g, L.Load(ref Ref.Add(ref x, t7)), c7);
                    if (N.Value > 8)
                        d0 = L.MultiplyAdd(g, L.Load(ref Ref.Add(ref x, t8)), d0);
                    if (N.Value > 9)
                        d1 = L.MultiplyAdd(g, L.Load(ref Ref.Add(ref x, t9)), d1);
                    if (N.Value > 10)
                        d2 = L.MultiplyAdd(g, L.Load(ref Ref.Add(ref x, t10)), d2);
                    if (N.Value > 11)
                        d3 = L.MultiplyAdd(g, L.Load(ref Ref.Add(ref x, t11)), d3);
                    if (N.Value > 12)
                        d4 = L.MultiplyAdd(g, L.Load(ref Ref.Add(ref x, t12)), d4);
                    if (N.Value > 13)
                        d5 = L.MultiplyAdd(g, L.Load(ref Ref.Add(ref x, t13)), d5);
                    if (N.Value > 14)
                        d6 = L.MultiplyAdd(g, L.Load(ref Ref.Add(ref x, t14)), d6);
                    if (N.Value > 15)
                        d7 = L.MultiplyAdd(g, L.Load(ref Ref.Add(ref x, t15)), d7);
                }
                Add(ref sum, c0);
                if (N.Value > 1)
                    Add(ref Ref.Add(ref sum, step), c1);
                if (N.Value > 2)
                    Add(ref Ref.Add(ref sum, 2 * step), c2);
                if (N.Value > 3)
                    Add(ref Ref.Add(ref sum, 3 * step), c3);
                if (N.Value > 4)
                    Add(ref Ref.Add(ref sum, 4 * step), c4);
                if (N.Value > 5)
                    Add(ref Ref.Add(ref sum, 5 * step), c5);
                if (N.Value > 6)
                    Add(ref Ref.Add(ref sum, 6 * step), c6);
                if (N.Value > 7)
                    Add(ref Ref.Add(ref sum, 7 * step), c7);
                if (N.Value > 8)
                    Add(ref Ref.Add(ref sum, 8 * step), d0);
                if (N.Value > 9)
                    Add(ref Ref.Add(ref sum, 9 * step), d1);
                if (N.Value > 10)
                    Add(ref Ref.Add(ref sum, 10 * step), d2);
                if (N.Value > 11)
                    Add(ref Ref.Add(ref sum, 11 * step), d3);
                if (N.Value > 12)
                    Add(ref Ref.Add(ref sum, 12 * step), d4);
                if (N.Value > 13)
                    Add(ref Ref.Add(ref sum, 13 * step), d5);
                if (N.Value > 14)
                    Add(ref Ref.Add(ref sum, 14 * step), d6);
                if (N.Value > 15)
                    Add(ref Ref.Add(ref sum, 15 * step), d7);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static void Add<L>(ref float sum, L c)
            where L : struct, ILanes<L> => (L.Load(ref sum) + c).Store(ref sum);
    }
}
