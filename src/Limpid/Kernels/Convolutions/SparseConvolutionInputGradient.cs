using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Limpid.Numerics;

namespace Limpid.Kernels;

internal sealed partial class SparseConvolution
{
    /// <summary>Places go backwards: the last one that sees a pixel sees it by the first of its taps.</summary>
    private ref struct InputGradient(int[] taps, int channels, NonZeroPixels nonZeros, Matrix w, Span<float> pixels)
        : ISweep,
            ITile
    {
        private readonly ref float _x = ref MemoryMarshal.GetReference(pixels),
            _w = ref MemoryMarshal.GetReference(w.Span),
            _dy = ref MemoryMarshal.GetReference(nonZeros.Values);
        private readonly ref int _taps = ref MemoryMarshal.GetArrayDataReference(taps),
            _places = ref MemoryMarshal.GetReference(nonZeros.Places),
            _ends = ref MemoryMarshal.GetReference(nonZeros.Ends);
        private readonly int _count = taps.Length,
            _filters = w.Rows;

        [MethodImpl(MethodImplOptions.NoInlining)]
        public int From<L>(int channel)
            where L : struct, ILanes<L>
        {
            for (; channel <= channels - L.Count; channel += L.Count)
            for (int filter = 0; filter < _filters; filter++)
                Tiles.CoverWide<InputGradient, L>(ref this, _count, filter, channel);
            return channel;
        }

        public readonly void Tile<L, N, V>(int tap, int filter, int channel)
            where L : struct, ILanes<L>
            where N : IConstant
            where V : IConstant
        {
            ref int t = ref Ref.Add(ref _taps, tap);
            nint first = t,
                step = channels;
            ref float w = ref Ref.Add(ref _w, (filter * _count + tap) * step + channel);
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
            L w0 = L.Load(ref w),
                w1 = w0,
                w2 = w0,
                w3 = w0,
                w4 = w0,
                w5 = w0,
                w6 = w0,
                w7 = w0,
                w8 = w0,
                w9 = w0,
                w10 = w0,
                w11 = w0,
                w12 = w0,
                w13 = w0,
                w14 = w0,
                w15 = w0;
            if (N.Value > 1)
                w1 = L.Load(ref Ref.Add(ref w, step));
            if (N.Value > 2)
                w2 = L.Load(ref Ref.Add(ref w, 2 * step));
            if (N.Value > 3)
                w3 = L.Load(ref Ref.Add(ref w, 3 * step));
            if (N.Value > 4)
                w4 = L.Load(ref Ref.Add(ref w, 4 * step));
            if (N.Value > 5)
                w5 = L.Load(ref Ref.Add(ref w, 5 * step));
            if (N.Value > 6)
                w6 = L.Load(ref Ref.Add(ref w, 6 * step));
            if (N.Value > 7)
                w7 = L.Load(ref Ref.Add(ref w, 7 * step));
            if (N.Value > 8)
                w8 = L.Load(ref Ref.Add(ref w, 8 * step));
            if (N.Value > 9)
                w9 = L.Load(ref Ref.Add(ref w, 9 * step));
            if (N.Value > 10)
                w10 = L.Load(ref Ref.Add(ref w, 10 * step));
            if (N.Value > 11)
                w11 = L.Load(ref Ref.Add(ref w, 11 * step));
            if (N.Value > 12)
                w12 = L.Load(ref Ref.Add(ref w, 12 * step));
            if (N.Value > 13)
                w13 = L.Load(ref Ref.Add(ref w, 13 * step));
            if (N.Value > 14)
                w14 = L.Load(ref Ref.Add(ref w, 14 * step));
            if (N.Value > 15)
                w15 = L.Load(ref Ref.Add(ref w, 15 * step));
            ref float start = ref Ref.Add(ref _x, first + channel);
            nint begin = filter > 0 ? Ref.Add(ref _ends, filter - 1) : 0;
            for (nint k = Ref.Add(ref _ends, filter) - 1; k >= begin; k--)
            {
                L g = L.Broadcast(Ref.Add(ref _dy, k));
                ref float x = ref Ref.Add(ref start, Ref.Add(ref _places, k));
                Add(ref x, w0, g);
                if (N.Value > 1)
                    Add(ref Ref.Add(ref x, t1), w1, g);
                if (N.Value > 2)
                    Add(ref Ref.Add(ref x, t2), w2, g);
                if (N.Value > 3)
                    Add(ref Ref.Add(ref x, t3), w3, g);
                if (N.Value > 4)
                    Add(ref Ref.Add(ref x, t4), w4, g);
                if (N.Value > 5)
                    Add(ref Ref.Add(ref x, t5), w5, g);
                if (N.Value > 6)
                    Add(ref Ref.Add(ref x, t6), w6, g);
                if (N.Value > 7)
                    Add(ref Ref.Add(ref x, t7), w7, g);
                if (N.Value > 8)
                    Add(ref Ref.Add(ref x, t8), w8, g);
                if (N.Value > 9)
                    Add(ref Ref.Add(ref x, t9), w9, g);
                if (N.Value > 10)
                    Add(ref Ref.Add(ref x, t10), w10, g);
                if (N.Value > 11)
                    Add(ref Ref.Add(ref x, t11), w11, g);
                if (N.Value > 12)
                    Add(ref Ref.Add(ref x, t12), w12, g);
                if (N.Value > 13)
                    Add(ref Ref.Add(ref x, t13), w13, g);
                if (N.Value > 14)
                    Add(ref Ref.Add(ref x, t14), w14, g);
                if (N.Value > 15)
                    Add(ref Ref.Add(ref x, t15), w15, g);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static void Add<L>(ref float x, L w, L g)
            where L : struct, ILanes<L> => L.MultiplyAdd(w, g, L.Load(ref x)).Store(ref x);
    }
}
