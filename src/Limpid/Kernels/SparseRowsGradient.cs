using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Limpid.Numerics;

namespace Limpid.Kernels;

internal static partial class SparseRows
{
    /// <summary>From so many columns on a sum is better kept in registers over the rows than added to in memory row by row.</summary>
    private const int WorthTurning = 48;

    /// <summary>dw[i,o] = Σᵣ x[r,i]·dy[r,o] over the i found in row r, r ascending.</summary>
    public static void Gradient(Matrix x, Span<int> found, Matrix dy, Matrix dw)
    {
        if (dw.Columns < WorthTurning)
        {
            dw.Span.Clear();
            Widest.Sweep(new ScatterKernel(x, found, dy, dw));
            return;
        }
        Span<int> ends = found.Slice(1 + x.Rows + x.Rows * x.Columns, x.Columns), rows = found[(1 + x.Rows + x.Rows * x.Columns + x.Columns)..];
        Turn(x, found, ends, rows);
        Widest.Sweep(new GatherKernel(x, ends, rows, dy, dw));
    }

    /// <summary>What was found row by row, column by column: of column i the rows from ends[i − 1] to ends[i], ascending.</summary>
    private static void Turn(Matrix x, ReadOnlySpan<int> found, Span<int> ends, Span<int> rows)
    {
        ref int counts = ref MemoryMarshal.GetReference(found[1..]), places = ref MemoryMarshal.GetReference(found[(1 + x.Rows)..]);
        ref int end = ref MemoryMarshal.GetReference(ends), to = ref MemoryMarshal.GetReference(rows);
        ends.Clear();
        for (int row = 0; row < x.Rows; row++)
            for (int k = 0; k < At.Of(ref counts, row); k++) At.Of(ref end, At.Of(ref places, row * x.Columns + k))++;
        for (int i = 0, sum = 0; i < ends.Length; i++) (ends[i], sum) = (sum, sum + ends[i]);
        for (int row = 0; row < x.Rows; row++)
            for (int k = 0; k < At.Of(ref counts, row); k++) At.Of(ref to, At.Of(ref end, At.Of(ref places, row * x.Columns + k))++) = row;
    }

    private readonly ref struct ScatterKernel(Matrix x, ReadOnlySpan<int> found, Matrix dy, Matrix dw) : ISweep
    {
        private readonly ref float _x = ref MemoryMarshal.GetReference(x.Span), _dy = ref MemoryMarshal.GetReference(dy.Span), _dw = ref MemoryMarshal.GetReference(dw.Span);
        private readonly ref int _counts = ref MemoryMarshal.GetReference(found[1..]), _indices = ref MemoryMarshal.GetReference(found[(1 + x.Rows)..]);
        private readonly int _rows = x.Rows, _inner = x.Columns, _columns = dy.Columns;

        [MethodImpl(MethodImplOptions.NoInlining)]
        public int From<L>(int column) where L : struct, ILanes<L>
        {
            for (; column <= _columns - L.Count; column += L.Count)
                for (int row = 0; row < _rows; row++)
                    Add<L>(row, column);
            return column;
        }

        /// <summary>The vector is read in here: handed in by value, WebAssembly's interpreter (.NET 10.0) takes another for it once the loop is hot.</summary>
        private void Add<L>(int row, int column) where L : struct, ILanes<L>
        {
            L dy = L.Load(ref At.Of(ref _dy, row * _columns + column));
            ref int index = ref At.Of(ref _indices, row * _inner);
            ref float x = ref At.Of(ref _x, row * _inner), dw = ref At.Of(ref _dw, column);
            for (int k = 0, count = At.Of(ref _counts, row), columns = _columns; k < count; k++)
            {
                int i = At.Of(ref index, k);
                ref float to = ref At.Of(ref dw, i * columns);
                L.MultiplyAdd(L.All(At.Of(ref x, i)), dy, L.Load(ref to)).Store(ref to);
            }
        }
    }

    private ref struct GatherKernel(Matrix x, ReadOnlySpan<int> ends, ReadOnlySpan<int> rows, Matrix dy, Matrix dw) : ISweep, ITile
    {
        private readonly ref float _x = ref MemoryMarshal.GetReference(x.Span), _dy = ref MemoryMarshal.GetReference(dy.Span), _dw = ref MemoryMarshal.GetReference(dw.Span);
        private readonly ref int _ends = ref MemoryMarshal.GetReference(ends), _rows = ref MemoryMarshal.GetReference(rows);
        private readonly int _inner = x.Columns, _columns = dy.Columns;

        [MethodImpl(MethodImplOptions.NoInlining)]
        public int From<L>(int column) where L : struct, ILanes<L>
        {
            int vectors = (_columns - column) / L.Count;
            Tiles.Cover<GatherKernel, L, One>(ref this, vectors, 0, column);
            return column + vectors * L.Count;
        }

        public readonly void Tile<L, N, V>(int first, int line, int column) where L : struct, ILanes<L> where N : INumber where V : INumber
        {
            column += first * L.Count;
            ref float x = ref _x, dy = ref At.Of(ref _dy, column), dw = ref At.Of(ref _dw, column);
            ref int row = ref _rows;
            for (int i = 0, k = 0, inner = _inner, columns = _columns; i < inner; i++, x = ref At.Of(ref x, 1), dw = ref At.Of(ref dw, columns))
            {
                L c0 = L.All(0f), c1 = c0, c2 = c0, c3 = c0, c4 = c0, c5 = c0, c6 = c0, c7 = c0;
                for (int end = At.Of(ref _ends, i); k < end; k++, row = ref At.Of(ref row, 1))
                {
                    ref float d = ref At.Of(ref dy, row * columns);
                    L xi = L.All(At.Of(ref x, row * inner));
                    c0 = L.MultiplyAdd(xi, L.Load(ref d), c0);
                    if (N.Value > 1) c1 = L.MultiplyAdd(xi, L.Load(ref At.Of(ref d, L.Count)), c1);
                    if (N.Value > 2) c2 = L.MultiplyAdd(xi, L.Load(ref At.Of(ref d, 2 * L.Count)), c2);
                    if (N.Value > 3) c3 = L.MultiplyAdd(xi, L.Load(ref At.Of(ref d, 3 * L.Count)), c3);
                    if (N.Value > 4) c4 = L.MultiplyAdd(xi, L.Load(ref At.Of(ref d, 4 * L.Count)), c4);
                    if (N.Value > 5) c5 = L.MultiplyAdd(xi, L.Load(ref At.Of(ref d, 5 * L.Count)), c5);
                    if (N.Value > 6) c6 = L.MultiplyAdd(xi, L.Load(ref At.Of(ref d, 6 * L.Count)), c6);
                    if (N.Value > 7) c7 = L.MultiplyAdd(xi, L.Load(ref At.Of(ref d, 7 * L.Count)), c7);
                }
                c0.Store(ref dw);
                if (N.Value > 1) c1.Store(ref At.Of(ref dw, L.Count));
                if (N.Value > 2) c2.Store(ref At.Of(ref dw, 2 * L.Count));
                if (N.Value > 3) c3.Store(ref At.Of(ref dw, 3 * L.Count));
                if (N.Value > 4) c4.Store(ref At.Of(ref dw, 4 * L.Count));
                if (N.Value > 5) c5.Store(ref At.Of(ref dw, 5 * L.Count));
                if (N.Value > 6) c6.Store(ref At.Of(ref dw, 6 * L.Count));
                if (N.Value > 7) c7.Store(ref At.Of(ref dw, 7 * L.Count));
            }
        }
    }
}
