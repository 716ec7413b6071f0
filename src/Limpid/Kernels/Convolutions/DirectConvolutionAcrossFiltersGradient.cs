using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Limpid.Numerics;

namespace Limpid.Kernels;

/// <summary>The weight gradient with filters across the lanes, and taps side by side in registers.</summary>
internal sealed partial class DirectConvolution
{
    private ref struct Gradient(int[] offsets, ReadOnlySpan<float> b, int pitch, int width, Matrix dy, Matrix dw)
        : ISweep,
            ITile
    {
        private readonly ref float _b = ref MemoryMarshal.GetReference(b),
            _dy = ref MemoryMarshal.GetReference(dy.Span),
            _dw = ref MemoryMarshal.GetReference(dw.Span);
        private readonly ref int _offsets = ref MemoryMarshal.GetArrayDataReference(offsets);
        private readonly int _taps = offsets.Length,
            _lines = dy.Rows / width,
            _columns = dy.Columns;

        [MethodImpl(MethodImplOptions.NoInlining)]
        public int From<L>(int column)
            where L : struct, ILanes<L>
        {
            if (L.Count == Lanes512.Count)
                for (; column <= _columns - 2 * L.Count; column += 2 * L.Count)
                    Tiles.Cover<Gradient, L, C2>(ref this, _taps, 0, column);
            for (; column <= _columns - L.Count; column += L.Count)
                Tiles.Cover<Gradient, L, C1>(ref this, _taps, 0, column);
            return column;
        }

        public readonly void Tile<L, N, V>(int first, int line, int column)
            where L : struct, ILanes<L>
            where N : IConstant
            where V : IConstant
        {
            L c0 = L.Broadcast(0f),
                c1 = c0,
                c2 = c0,
                c3 = c0,
                c4 = c0,
                c5 = c0,
                c6 = c0,
                c7 = c0;
            L d0 = c0,
                d1 = c0,
                d2 = c0,
                d3 = c0,
                d4 = c0,
                d5 = c0,
                d6 = c0,
                d7 = c0;
            ref float b0 = ref Input(first),
                b1 = ref Input(first + (N.Value > 1 ? 1 : 0)),
                b2 = ref Input(first + (N.Value > 2 ? 2 : 0)),
                b3 = ref Input(first + (N.Value > 3 ? 3 : 0));
            ref float b4 = ref Input(first + (N.Value > 4 ? 4 : 0)),
                b5 = ref Input(first + (N.Value > 5 ? 5 : 0)),
                b6 = ref Input(first + (N.Value > 6 ? 6 : 0)),
                b7 = ref Input(first + (N.Value > 7 ? 7 : 0));
            ref float dy = ref Ref.Add(ref _dy, column);
            int columns = _columns;
            for (int i = 0, from = 0; i < _lines; i++, from += pitch)
            for (int j = from, end = from + width; j < end; j++)
            {
                L u = L.Load(ref dy),
                    v = V.Value > 1 ? L.Load(ref Ref.Add(ref dy, L.Count)) : u;
                (c0, d0) = Tiles.Fused<L, V>(L.Broadcast(Ref.Add(ref b0, j)), u, c0, v, d0);
                if (N.Value > 1)
                    (c1, d1) = Tiles.Fused<L, V>(L.Broadcast(Ref.Add(ref b1, j)), u, c1, v, d1);
                if (N.Value > 2)
                    (c2, d2) = Tiles.Fused<L, V>(L.Broadcast(Ref.Add(ref b2, j)), u, c2, v, d2);
                if (N.Value > 3)
                    (c3, d3) = Tiles.Fused<L, V>(L.Broadcast(Ref.Add(ref b3, j)), u, c3, v, d3);
                if (N.Value > 4)
                    (c4, d4) = Tiles.Fused<L, V>(L.Broadcast(Ref.Add(ref b4, j)), u, c4, v, d4);
                if (N.Value > 5)
                    (c5, d5) = Tiles.Fused<L, V>(L.Broadcast(Ref.Add(ref b5, j)), u, c5, v, d5);
                if (N.Value > 6)
                    (c6, d6) = Tiles.Fused<L, V>(L.Broadcast(Ref.Add(ref b6, j)), u, c6, v, d6);
                if (N.Value > 7)
                    (c7, d7) = Tiles.Fused<L, V>(L.Broadcast(Ref.Add(ref b7, j)), u, c7, v, d7);
                dy = ref Ref.Add(ref dy, columns);
            }
            ref float dw = ref Ref.Add(ref _dw, first * columns + column);
            Add<L, V>(ref dw, c0, d0);
            if (N.Value > 1)
                Add<L, V>(ref Ref.Add(ref dw, columns), c1, d1);
            if (N.Value > 2)
                Add<L, V>(ref Ref.Add(ref dw, 2 * columns), c2, d2);
            if (N.Value > 3)
                Add<L, V>(ref Ref.Add(ref dw, 3 * columns), c3, d3);
            if (N.Value > 4)
                Add<L, V>(ref Ref.Add(ref dw, 4 * columns), c4, d4);
            if (N.Value > 5)
                Add<L, V>(ref Ref.Add(ref dw, 5 * columns), c5, d5);
            if (N.Value > 6)
                Add<L, V>(ref Ref.Add(ref dw, 6 * columns), c6, d6);
            if (N.Value > 7)
                Add<L, V>(ref Ref.Add(ref dw, 7 * columns), c7, d7);
        }

        private readonly ref float Input(int tap) => ref Ref.Add(ref _b, Ref.Add(ref _offsets, tap));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static void Add<L, V>(ref float dw, L c, L d)
            where L : struct, ILanes<L>
            where V : IConstant =>
            Tiles.Store<L, V>(ref dw, L.Load(ref dw) + c, V.Value > 1 ? L.Load(ref Ref.Add(ref dw, L.Count)) + d : d);
    }
}
