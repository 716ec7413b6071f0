using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Limpid.Numerics;

namespace Limpid.Kernels;

internal static partial class SparseRows
{
    /// <summary>What was nonZeros row by row, column by column: of column i the rows from ends[i − 1] to ends[i],
    /// ascending, and what x has there.</summary>
    private static void Turn(Matrix x, ReadOnlySpan<int> nonZeros, Span<int> ends, Span<int> rows, Span<float> values)
    {
        ref int counts = ref MemoryMarshal.GetReference(nonZeros[1..]),
            places = ref MemoryMarshal.GetReference(nonZeros[(1 + x.Rows)..]);
        ref int end = ref MemoryMarshal.GetReference(ends),
            to = ref MemoryMarshal.GetReference(rows);
        ref float value = ref MemoryMarshal.GetReference(values),
            from = ref MemoryMarshal.GetReference(x.Span);
        ends.Clear();
        for (int row = 0; row < x.Rows; row++)
        for (int k = 0; k < Ref.Add(ref counts, row); k++)
            Ref.Add(ref end, Ref.Add(ref places, row * x.Columns + k))++;
        for (int i = 0, sum = 0; i < ends.Length; i++)
            (ends[i], sum) = (sum, sum + ends[i]);
        for (int row = 0; row < x.Rows; row++)
        for (int k = 0; k < Ref.Add(ref counts, row); k++)
        {
            int i = Ref.Add(ref places, row * x.Columns + k),
                at = Ref.Add(ref end, i)++;
            (Ref.Add(ref to, at), Ref.Add(ref value, at)) = (row, Ref.Add(ref from, row * x.Columns + i));
        }
    }

    private ref struct GradientAlone(
        ReadOnlySpan<int> ends,
        ReadOnlySpan<int> rows,
        ReadOnlySpan<float> values,
        Matrix dy,
        Matrix dw
    ) : ISweep, ITile
    {
        private readonly ref float _x = ref MemoryMarshal.GetReference(values),
            _dy = ref MemoryMarshal.GetReference(dy.Span),
            _dw = ref MemoryMarshal.GetReference(dw.Span);
        private readonly ref int _ends = ref MemoryMarshal.GetReference(ends),
            _rows = ref MemoryMarshal.GetReference(rows);
        private readonly int _inner = ends.Length,
            _columns = dy.Columns;

        [MethodImpl(MethodImplOptions.NoInlining)]
        public int From<L>(int column)
            where L : struct, ILanes<L>
        {
            int vectors = (_columns - column) / L.Count;
            Tiles.Cover<GradientAlone, L, C1>(ref this, vectors, 0, column);
            return column + vectors * L.Count;
        }

        public readonly void Tile<L, N, V>(int first, int line, int column)
            where L : struct, ILanes<L>
            where N : IConstant
            where V : IConstant
        {
            column += first * L.Count;
            ref float x = ref _x,
                dy = ref Ref.Add(ref _dy, column),
                dw = ref Ref.Add(ref _dw, column);
            ref int row = ref _rows;
            for (
                int i = 0, k = 0, inner = _inner, columns = _columns;
                i < inner;
                i++, dw = ref Ref.Add(ref dw, columns)
            )
            {
                L c0 = L.Broadcast(0f),
                    c1 = c0,
                    c2 = c0,
                    c3 = c0,
                    c4 = c0,
                    c5 = c0,
                    c6 = c0,
                    c7 = c0;
                for (
                    int end = Ref.Add(ref _ends, i);
                    k < end;
                    k++, row = ref Ref.Add(ref row, 1), x = ref Ref.Add(ref x, 1)
                )
                {
                    ref float d = ref Ref.Add(ref dy, row * columns);
                    L xi = L.Broadcast(x);
                    c0 = L.MultiplyAdd(xi, L.Load(ref d), c0);
                    if (N.Value > 1)
                        c1 = L.MultiplyAdd(xi, L.Load(ref Ref.Add(ref d, L.Count)), c1);
                    if (N.Value > 2)
                        c2 = L.MultiplyAdd(xi, L.Load(ref Ref.Add(ref d, 2 * L.Count)), c2);
                    if (N.Value > 3)
                        c3 = L.MultiplyAdd(xi, L.Load(ref Ref.Add(ref d, 3 * L.Count)), c3);
                    if (N.Value > 4)
                        c4 = L.MultiplyAdd(xi, L.Load(ref Ref.Add(ref d, 4 * L.Count)), c4);
                    if (N.Value > 5)
                        c5 = L.MultiplyAdd(xi, L.Load(ref Ref.Add(ref d, 5 * L.Count)), c5);
                    if (N.Value > 6)
                        c6 = L.MultiplyAdd(xi, L.Load(ref Ref.Add(ref d, 6 * L.Count)), c6);
                    if (N.Value > 7)
                        c7 = L.MultiplyAdd(xi, L.Load(ref Ref.Add(ref d, 7 * L.Count)), c7);
                }
                c0.Store(ref dw);
                if (N.Value > 1)
                    c1.Store(ref Ref.Add(ref dw, L.Count));
                if (N.Value > 2)
                    c2.Store(ref Ref.Add(ref dw, 2 * L.Count));
                if (N.Value > 3)
                    c3.Store(ref Ref.Add(ref dw, 3 * L.Count));
                if (N.Value > 4)
                    c4.Store(ref Ref.Add(ref dw, 4 * L.Count));
                if (N.Value > 5)
                    c5.Store(ref Ref.Add(ref dw, 5 * L.Count));
                if (N.Value > 6)
                    c6.Store(ref Ref.Add(ref dw, 6 * L.Count));
                if (N.Value > 7)
                    c7.Store(ref Ref.Add(ref dw, 7 * L.Count));
            }
        }
    }
}
