using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Limpid.Numerics;

namespace Limpid.Kernels;

internal static partial class SparseRows
{
    /// <summary>What was found row by row, column by column: of column i the rows from ends[i − 1] to ends[i],
    /// ascending, and what x has there.</summary>
    private static void Turn(Matrix x, ReadOnlySpan<int> found, Span<int> ends, Span<int> rows, Span<float> values)
    {
        ref int counts = ref MemoryMarshal.GetReference(found[1..]),
            places = ref MemoryMarshal.GetReference(found[(1 + x.Rows)..]);
        ref int end = ref MemoryMarshal.GetReference(ends),
            to = ref MemoryMarshal.GetReference(rows);
        ref float value = ref MemoryMarshal.GetReference(values),
            from = ref MemoryMarshal.GetReference(x.Span);
        ends.Clear();
        for (int row = 0; row < x.Rows; row++)
        for (int k = 0; k < At.Of(ref counts, row); k++)
            At.Of(ref end, At.Of(ref places, row * x.Columns + k))++;
        for (int i = 0, sum = 0; i < ends.Length; i++)
            (ends[i], sum) = (sum, sum + ends[i]);
        for (int row = 0; row < x.Rows; row++)
        for (int k = 0; k < At.Of(ref counts, row); k++)
        {
            int i = At.Of(ref places, row * x.Columns + k),
                at = At.Of(ref end, i)++;
            (At.Of(ref to, at), At.Of(ref value, at)) = (row, At.Of(ref from, row * x.Columns + i));
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
            Tiles.Cover<GradientAlone, L, One>(ref this, vectors, 0, column);
            return column + vectors * L.Count;
        }

        public readonly void Tile<L, N, V>(int first, int line, int column)
            where L : struct, ILanes<L>
            where N : INumber
            where V : INumber
        {
            column += first * L.Count;
            ref float x = ref _x,
                dy = ref At.Of(ref _dy, column),
                dw = ref At.Of(ref _dw, column);
            ref int row = ref _rows;
            for (int i = 0, k = 0, inner = _inner, columns = _columns; i < inner; i++, dw = ref At.Of(ref dw, columns))
            {
                L c0 = L.All(0f),
                    c1 = c0,
                    c2 = c0,
                    c3 = c0,
                    c4 = c0,
                    c5 = c0,
                    c6 = c0,
                    c7 = c0;
                for (int end = At.Of(ref _ends, i); k < end; k++, row = ref At.Of(ref row, 1), x = ref At.Of(ref x, 1))
                {
                    ref float d = ref At.Of(ref dy, row * columns);
                    L xi = L.All(x);
                    c0 = L.MultiplyAdd(xi, L.Load(ref d), c0);
                    if (N.Value > 1)
                        c1 = L.MultiplyAdd(xi, L.Load(ref At.Of(ref d, L.Count)), c1);
                    if (N.Value > 2)
                        c2 = L.MultiplyAdd(xi, L.Load(ref At.Of(ref d, 2 * L.Count)), c2);
                    if (N.Value > 3)
                        c3 = L.MultiplyAdd(xi, L.Load(ref At.Of(ref d, 3 * L.Count)), c3);
                    if (N.Value > 4)
                        c4 = L.MultiplyAdd(xi, L.Load(ref At.Of(ref d, 4 * L.Count)), c4);
                    if (N.Value > 5)
                        c5 = L.MultiplyAdd(xi, L.Load(ref At.Of(ref d, 5 * L.Count)), c5);
                    if (N.Value > 6)
                        c6 = L.MultiplyAdd(xi, L.Load(ref At.Of(ref d, 6 * L.Count)), c6);
                    if (N.Value > 7)
                        c7 = L.MultiplyAdd(xi, L.Load(ref At.Of(ref d, 7 * L.Count)), c7);
                }
                c0.Store(ref dw);
                if (N.Value > 1)
                    c1.Store(ref At.Of(ref dw, L.Count));
                if (N.Value > 2)
                    c2.Store(ref At.Of(ref dw, 2 * L.Count));
                if (N.Value > 3)
                    c3.Store(ref At.Of(ref dw, 3 * L.Count));
                if (N.Value > 4)
                    c4.Store(ref At.Of(ref dw, 4 * L.Count));
                if (N.Value > 5)
                    c5.Store(ref At.Of(ref dw, 5 * L.Count));
                if (N.Value > 6)
                    c6.Store(ref At.Of(ref dw, 6 * L.Count));
                if (N.Value > 7)
                    c7.Store(ref At.Of(ref dw, 7 * L.Count));
            }
        }
    }
}
