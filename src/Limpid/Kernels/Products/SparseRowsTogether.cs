using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Limpid.Numerics;

namespace Limpid.Kernels;

/// <summary>Rows side by side: each is one chain of dependent additions, and eight of them hide each other's latency
/// and share what is read of w or added to dw.</summary>
internal static partial class SparseRows
{
    private ref struct MultiplyTogether(
        Matrix x,
        ReadOnlySpan<int> nonZeros,
        Matrix w,
        ReadOnlySpan<float> bias,
        Matrix y
    ) : ISweep, ITile
    {
        private readonly ref float _x = ref MemoryMarshal.GetReference(x.Span),
            _w = ref MemoryMarshal.GetReference(w.Span),
            _y = ref MemoryMarshal.GetReference(y.Span);
        private readonly ref float _bias = ref MemoryMarshal.GetReference(bias);
        private readonly ref int _counts = ref MemoryMarshal.GetReference(nonZeros[1..]),
            _indices = ref MemoryMarshal.GetReference(nonZeros[(1 + x.Rows)..]);
        private readonly int _rows = x.Rows,
            _inner = x.Columns,
            _columns = w.Columns;

        [MethodImpl(MethodImplOptions.NoInlining)]
        public int From<L>(int column)
            where L : struct, ILanes<L>
        {
            for (; column <= _columns - L.Count; column += L.Count)
                Tiles.Cover<MultiplyTogether, L, C1>(ref this, _rows, 0, column);
            return column;
        }

        public readonly void Tile<L, N, V>(int first, int line, int column)
            where L : struct, ILanes<L>
            where N : IConstant
            where V : IConstant
        {
            int inner = _inner,
                columns = _columns,
                two = 2 * inner,
                three = 3 * inner;
            ref float x0 = ref Ref.Add(ref _x, first * inner),
                x4 = ref Ref.Add(ref x0, N.Value > 4 ? 4 * inner : 0),
                w = ref Ref.Add(ref _w, column);
            ref int index = ref Ref.Add(ref _indices, first * inner);
            L c0 = L.Load(ref Ref.Add(ref _bias, column)),
                c1 = c0,
                c2 = c0,
                c3 = c0,
                c4 = c0,
                c5 = c0,
                c6 = c0,
                c7 = c0;
            for (int k = Ref.Add(ref _counts, first); k > 0; k--, index = ref Ref.Add(ref index, 1))
            {
                int i = index;
                L v = L.Load(ref Ref.Add(ref w, i * columns));
                ref float a = ref Ref.Add(ref x0, i),
                    b = ref Ref.Add(ref x4, i);
                c0 = L.MultiplyAdd(L.Broadcast(a), v, c0);
                if (N.Value > 1)
                    c1 = L.MultiplyAdd(L.Broadcast(Ref.Add(ref a, inner)), v, c1);
                if (N.Value > 2)
                    c2 = L.MultiplyAdd(L.Broadcast(Ref.Add(ref a, two)), v, c2);
                if (N.Value > 3)
                    c3 = L.MultiplyAdd(L.Broadcast(Ref.Add(ref a, three)), v, c3);
                if (N.Value > 4)
                    c4 = L.MultiplyAdd(L.Broadcast(b), v, c4);
                if (N.Value > 5)
                    c5 = L.MultiplyAdd(L.Broadcast(Ref.Add(ref b, inner)), v, c5);
                if (N.Value > 6)
                    c6 = L.MultiplyAdd(L.Broadcast(Ref.Add(ref b, two)), v, c6);
                if (N.Value > 7)
                    c7 = L.MultiplyAdd(L.Broadcast(Ref.Add(ref b, three)), v, c7);
            }
            ref float y = ref Ref.Add(ref _y, first * columns + column);
            c0.Store(ref y);
            if (N.Value > 1)
                c1.Store(ref Ref.Add(ref y, columns));
            if (N.Value > 2)
                c2.Store(ref Ref.Add(ref y, 2 * columns));
            if (N.Value > 3)
                c3.Store(ref Ref.Add(ref y, 3 * columns));
            if (N.Value > 4)
                c4.Store(ref Ref.Add(ref y, 4 * columns));
            if (N.Value > 5)
                c5.Store(ref Ref.Add(ref y, 5 * columns));
            if (N.Value > 6)
                c6.Store(ref Ref.Add(ref y, 6 * columns));
            if (N.Value > 7)
                c7.Store(ref Ref.Add(ref y, 7 * columns));
        }
    }

    private ref struct GradientTogether(Matrix x, ReadOnlySpan<int> nonZeros, Matrix dy, Matrix dw) : ISweep, ITile
    {
        private readonly ref float _x = ref MemoryMarshal.GetReference(x.Span),
            _dy = ref MemoryMarshal.GetReference(dy.Span),
            _dw = ref MemoryMarshal.GetReference(dw.Span);
        private readonly ref int _counts = ref MemoryMarshal.GetReference(nonZeros[1..]),
            _indices = ref MemoryMarshal.GetReference(nonZeros[(1 + x.Rows)..]);
        private readonly int _rows = x.Rows,
            _inner = x.Columns,
            _columns = dy.Columns;

        [MethodImpl(MethodImplOptions.NoInlining)]
        public int From<L>(int column)
            where L : struct, ILanes<L>
        {
            for (; column <= _columns - L.Count; column += L.Count)
                Tiles.Cover<GradientTogether, L, C1>(ref this, _rows, 0, column, Together(_columns));
            return column;
        }

        public readonly void Tile<L, N, V>(int first, int line, int column)
            where L : struct, ILanes<L>
            where N : IConstant
            where V : IConstant
        {
            int inner = _inner,
                columns = _columns,
                two = 2 * inner,
                three = 3 * inner;
            ref float x0 = ref Ref.Add(ref _x, first * inner),
                x4 = ref Ref.Add(ref x0, N.Value > 4 ? 4 * inner : 0),
                dw = ref Ref.Add(ref _dw, column),
                dy = ref Ref.Add(ref _dy, first * columns + column);
            ref int index = ref Ref.Add(ref _indices, first * inner);
            L d0 = L.Load(ref dy),
                d1 = d0,
                d2 = d0,
                d3 = d0,
                d4 = d0,
                d5 = d0,
                d6 = d0,
                d7 = d0;
            if (N.Value > 1)
                d1 = L.Load(ref Ref.Add(ref dy, columns));
            if (N.Value > 2)
                d2 = L.Load(ref Ref.Add(ref dy, 2 * columns));
            if (N.Value > 3)
                d3 = L.Load(ref Ref.Add(ref dy, 3 * columns));
            if (N.Value > 4)
                d4 = L.Load(ref Ref.Add(ref dy, 4 * columns));
            if (N.Value > 5)
                d5 = L.Load(ref Ref.Add(ref dy, 5 * columns));
            if (N.Value > 6)
                d6 = L.Load(ref Ref.Add(ref dy, 6 * columns));
            if (N.Value > 7)
                d7 = L.Load(ref Ref.Add(ref dy, 7 * columns));
            for (int k = Ref.Add(ref _counts, first); k > 0; k--, index = ref Ref.Add(ref index, 1))
            {
                int i = index;
                ref float to = ref Ref.Add(ref dw, i * columns),
                    a = ref Ref.Add(ref x0, i),
                    b = ref Ref.Add(ref x4, i);
                L sum = L.MultiplyAdd(L.Broadcast(a), d0, L.Load(ref to));
                if (N.Value > 1)
                    sum = L.MultiplyAdd(L.Broadcast(Ref.Add(ref a, inner)), d1, sum);
                if (N.Value > 2)
                    sum = L.MultiplyAdd(L.Broadcast(Ref.Add(ref a, two)), d2, sum);
                if (N.Value > 3)
                    sum = L.MultiplyAdd(L.Broadcast(Ref.Add(ref a, three)), d3, sum);
                if (N.Value > 4)
                    sum = L.MultiplyAdd(L.Broadcast(b), d4, sum);
                if (N.Value > 5)
                    sum = L.MultiplyAdd(L.Broadcast(Ref.Add(ref b, inner)), d5, sum);
                if (N.Value > 6)
                    sum = L.MultiplyAdd(L.Broadcast(Ref.Add(ref b, two)), d6, sum);
                if (N.Value > 7)
                    sum = L.MultiplyAdd(L.Broadcast(Ref.Add(ref b, three)), d7, sum);
                sum.Store(ref to);
            }
        }
    }
}
