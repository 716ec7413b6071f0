using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Limpid.Numerics;

namespace Limpid.Kernels;

/// <summary>Filters lie across the lanes, and positions side by side in registers.</summary>
internal sealed partial class DirectConvolution
{
    private ref struct Product(
        int[] offsets,
        PaddingMask? seeing,
        ReadOnlySpan<float> a,
        int stride,
        ReadOnlySpan<float> b,
        int pitch,
        int width,
        Matrix y
    ) : ISweep, ITile
    {
        private readonly ref float _a = ref MemoryMarshal.GetReference(a),
            _b = ref MemoryMarshal.GetReference(b),
            _y = ref MemoryMarshal.GetReference(y.Span);
        private readonly ref int _offsets = ref MemoryMarshal.GetArrayDataReference(offsets);
        private readonly int _lines = y.Rows / width,
            _columns = y.Columns;
        private TapRange _done = new(0, offsets.Length, 0, 1);

        [MethodImpl(MethodImplOptions.NoInlining)]
        public int From<L>(int column)
            where L : struct, ILanes<L>
        {
            // there are registers for two vectors; each number of b is then read once for both
            bool byTwo = L.Count == Lanes512.Count;
            for (
                int vectors;
                (vectors = Math.Min((_columns - column) / L.Count, byTwo ? 2 : 1)) > 0;
                column += vectors * L.Count
            )
            for (int line = 0; line < _lines; line++)
            {
                if (seeing is not null)
                    _done = seeing.Of(offsets.Length, line, line);
                if (vectors == 2)
                    Tiles.Cover<Product, L, C2>(ref this, width, line, column);
                else
                    Tiles.CoverWide<Product, L>(ref this, width, line, column);
            }
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
            TapRange done = _done;
            ref float w = ref Ref.Add(ref _a, done.First * stride + column),
                start = ref Ref.Add(ref _b, line * pitch + first);
            ref int offset = ref Ref.Add(ref _offsets, done.First);
            int step = stride;
            for (
                int run = done.Runs;
                run > 0;
                run--, w = ref Ref.Add(ref w, done.Apart * step), offset = ref Ref.Add(ref offset, done.Apart)
            )
            for (int t = done.Length; t > 0; t--)
            {
                L u = L.Load(ref w),
                    v = V.Value > 1 ? L.Load(ref Ref.Add(ref w, L.Count)) : u;
                ref float b = ref Ref.Add(ref start, offset);
                (c0, d0) = Tiles.Fused<L, V>(L.Broadcast(b), u, c0, v, d0);
                if (N.Value > 1)
                    (c1, d1) = Tiles.Fused<L, V>(L.Broadcast(Ref.Add(ref b, 1)), u, c1, v, d1);
                if (N.Value > 2)
                    (c2, d2) = Tiles.Fused<L, V>(L.Broadcast(Ref.Add(ref b, 2)), u, c2, v, d2);
                if (N.Value > 3)
                    (c3, d3) = Tiles.Fused<L, V>(L.Broadcast(Ref.Add(ref b, 3)), u, c3, v, d3);
                if (N.Value > 4)
                    (c4, d4) = Tiles.Fused<L, V>(L.Broadcast(Ref.Add(ref b, 4)), u, c4, v, d4);
                if (N.Value > 5)
                    (c5, d5) = Tiles.Fused<L, V>(L.Broadcast(Ref.Add(ref b, 5)), u, c5, v, d5);
                if (N.Value > 6)
                    (c6, d6) = Tiles.Fused<L, V>(L.Broadcast(Ref.Add(ref b, 6)), u, c6, v, d6);
                if (N.Value > 7)
                    (c7, d7) = Tiles.Fused<L, V>(L.Broadcast(Ref.Add(ref b, 7)), u, c7, v, d7);
                if (N.Value > 8)
                    d0 = L.MultiplyAdd(L.Broadcast(Ref.Add(ref b, 8)), u, d0);
                if (N.Value > 9)
                    d1 = L.MultiplyAdd(L.Broadcast(Ref.Add(ref b, 9)), u, d1);
                if (N.Value > 10)
                    d2 = L.MultiplyAdd(L.Broadcast(Ref.Add(ref b, 10)), u, d2);
                if (N.Value > 11)
                    d3 = L.MultiplyAdd(L.Broadcast(Ref.Add(ref b, 11)), u, d3);
                if (N.Value > 12)
                    d4 = L.MultiplyAdd(L.Broadcast(Ref.Add(ref b, 12)), u, d4);
                if (N.Value > 13)
                    d5 = L.MultiplyAdd(L.Broadcast(Ref.Add(ref b, 13)), u, d5);
                if (N.Value > 14)
                    d6 = L.MultiplyAdd(L.Broadcast(Ref.Add(ref b, 14)), u, d6);
                if (N.Value > 15)
                    d7 = L.MultiplyAdd(L.Broadcast(Ref.Add(ref b, 15)), u, d7);
                w = ref Ref.Add(ref w, step);
                offset = ref Ref.Add(ref offset, 1);
            }
            ref float y = ref Ref.Add(ref _y, (line * width + first) * _columns + column);
            int columns = _columns;
            Tiles.Store<L, V>(ref y, c0, d0);
            if (N.Value > 1)
                Tiles.Store<L, V>(ref Ref.Add(ref y, columns), c1, d1);
            if (N.Value > 2)
                Tiles.Store<L, V>(ref Ref.Add(ref y, 2 * columns), c2, d2);
            if (N.Value > 3)
                Tiles.Store<L, V>(ref Ref.Add(ref y, 3 * columns), c3, d3);
            if (N.Value > 4)
                Tiles.Store<L, V>(ref Ref.Add(ref y, 4 * columns), c4, d4);
            if (N.Value > 5)
                Tiles.Store<L, V>(ref Ref.Add(ref y, 5 * columns), c5, d5);
            if (N.Value > 6)
                Tiles.Store<L, V>(ref Ref.Add(ref y, 6 * columns), c6, d6);
            if (N.Value > 7)
                Tiles.Store<L, V>(ref Ref.Add(ref y, 7 * columns), c7, d7);
            if (N.Value > 8)
                d0.Store(ref Ref.Add(ref y, 8 * columns));
            if (N.Value > 9)
                d1.Store(ref Ref.Add(ref y, 9 * columns));
            if (N.Value > 10)
                d2.Store(ref Ref.Add(ref y, 10 * columns));
            if (N.Value > 11)
                d3.Store(ref Ref.Add(ref y, 11 * columns));
            if (N.Value > 12)
                d4.Store(ref Ref.Add(ref y, 12 * columns));
            if (N.Value > 13)
                d5.Store(ref Ref.Add(ref y, 13 * columns));
            if (N.Value > 14)
                d6.Store(ref Ref.Add(ref y, 14 * columns));
            if (N.Value > 15)
                d7.Store(ref Ref.Add(ref y, 15 * columns));
        }
    }
}
