using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Limpid.Numerics;

namespace Limpid.Kernels;

/// <summary>One row at a time: only its own non-zeros count.</summary>
internal static partial class SparseRows
{
    private ref struct MultiplyAlone(Matrix x, Span<int> nonZeros, Matrix w, ReadOnlySpan<float> bias, Matrix y)
        : ISweep,
            ITile
    {
        /// <summary>How many rows of w, eight vectors wide, stay in cache while all rows of x pass over them: at least
        /// half of them are never read.</summary>
        private const int Steps = 128;

        private readonly ref float _x = ref MemoryMarshal.GetReference(x.Span),
            _w = ref MemoryMarshal.GetReference(w.Span),
            _y = ref MemoryMarshal.GetReference(y.Span);
        private readonly ref float _bias = ref MemoryMarshal.GetReference(bias);
        private readonly ref int _counts = ref MemoryMarshal.GetReference(nonZeros[1..]),
            _indices = ref MemoryMarshal.GetReference(nonZeros[(1 + x.Rows)..]);
        private readonly ref int _done = ref MemoryMarshal.GetReference(
            nonZeros.Slice(1 + x.Rows + x.Rows * x.Columns, x.Rows)
        );
        private readonly int _rows = x.Rows,
            _inner = x.Columns,
            _columns = w.Columns;

        [MethodImpl(MethodImplOptions.NoInlining)]
        public int From<L>(int column)
            where L : struct, ILanes<L>
        {
            int vectors = (_columns - column) / L.Count;
            Tiles.Cover<MultiplyAlone, L, C1>(ref this, vectors, 0, column);
            return column + vectors * L.Count;
        }

        /// <summary>N vectors of a row side by side. All rows use one block of w before the next block.</summary>
        public readonly void Tile<L, N, V>(int first, int line, int column)
            where L : struct, ILanes<L>
            where N : IConstant
            where V : IConstant
        {
            int steps = _rows > 1 ? Steps : _inner;
            for (int begin = 0; begin < _inner; begin += steps)
                Pass<L, N>(begin, begin + steps, column + first * L.Count);
        }

        private readonly void Pass<L, N>(int begin, int end, int column)
            where L : struct, ILanes<L>
            where N : IConstant
        {
            ref float w = ref Ref.Add(ref _w, column),
                y = ref Ref.Add(ref _y, column),
                s = ref begin == 0 ? ref Ref.Add(ref _bias, column) : ref y;
            int columns = _columns,
                inner = _inner,
                again = begin == 0 ? 0 : columns;
            for (int row = 0; row < _rows; row++, y = ref Ref.Add(ref y, columns), s = ref Ref.Add(ref s, again))
            {
                L c0 = L.Load(ref s),
                    c1 = c0,
                    c2 = c0,
                    c3 = c0,
                    c4 = c0,
                    c5 = c0,
                    c6 = c0,
                    c7 = c0;
                if (N.Value > 1)
                    c1 = L.Load(ref Ref.Add(ref s, L.Count));
                if (N.Value > 2)
                    c2 = L.Load(ref Ref.Add(ref s, 2 * L.Count));
                if (N.Value > 3)
                    c3 = L.Load(ref Ref.Add(ref s, 3 * L.Count));
                if (N.Value > 4)
                    c4 = L.Load(ref Ref.Add(ref s, 4 * L.Count));
                if (N.Value > 5)
                    c5 = L.Load(ref Ref.Add(ref s, 5 * L.Count));
                if (N.Value > 6)
                    c6 = L.Load(ref Ref.Add(ref s, 6 * L.Count));
                if (N.Value > 7)
                    c7 = L.Load(ref Ref.Add(ref s, 7 * L.Count));
                int k = begin == 0 ? 0 : Ref.Add(ref _done, row),
                    count = Ref.Add(ref _counts, row);
                ref int indices = ref Ref.Add(ref _indices, row * inner);
                ref float x = ref Ref.Add(ref _x, row * inner);
                for (; k < count; k++)
                {
                    int i = Ref.Add(ref indices, k);
                    if (i >= end)
                        break;
                    ref float v = ref Ref.Add(ref w, i * columns);
                    L xi = L.Broadcast(Ref.Add(ref x, i));
                    c0 = L.MultiplyAdd(xi, L.Load(ref v), c0);
                    if (N.Value > 1)
                        c1 = L.MultiplyAdd(xi, L.Load(ref Ref.Add(ref v, L.Count)), c1);
                    if (N.Value > 2)
                        c2 = L.MultiplyAdd(xi, L.Load(ref Ref.Add(ref v, 2 * L.Count)), c2);
                    if (N.Value > 3)
                        c3 = L.MultiplyAdd(xi, L.Load(ref Ref.Add(ref v, 3 * L.Count)), c3);
                    if (N.Value > 4)
                        c4 = L.MultiplyAdd(xi, L.Load(ref Ref.Add(ref v, 4 * L.Count)), c4);
                    if (N.Value > 5)
                        c5 = L.MultiplyAdd(xi, L.Load(ref Ref.Add(ref v, 5 * L.Count)), c5);
                    if (N.Value > 6)
                        c6 = L.MultiplyAdd(xi, L.Load(ref Ref.Add(ref v, 6 * L.Count)), c6);
                    if (N.Value > 7)
                        c7 = L.MultiplyAdd(xi, L.Load(ref Ref.Add(ref v, 7 * L.Count)), c7);
                }
                Ref.Add(ref _done, row) = k;
                c0.Store(ref y);
                if (N.Value > 1)
                    c1.Store(ref Ref.Add(ref y, L.Count));
                if (N.Value > 2)
                    c2.Store(ref Ref.Add(ref y, 2 * L.Count));
                if (N.Value > 3)
                    c3.Store(ref Ref.Add(ref y, 3 * L.Count));
                if (N.Value > 4)
                    c4.Store(ref Ref.Add(ref y, 4 * L.Count));
                if (N.Value > 5)
                    c5.Store(ref Ref.Add(ref y, 5 * L.Count));
                if (N.Value > 6)
                    c6.Store(ref Ref.Add(ref y, 6 * L.Count));
                if (N.Value > 7)
                    c7.Store(ref Ref.Add(ref y, 7 * L.Count));
            }
        }
    }
}
