using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Limpid.Numerics;

namespace Limpid.Kernels;

/// <summary>
/// Products that skip the zeros of x (81 % of an MNIST picture). Leaving out 0·w changes no bit of a chain of finite numbers, so these give
/// exactly what <see cref="Product"/> gives.
/// </summary>
internal static class SparseRows
{
    /// <summary>Above this share of non-zeros the dense product is the faster one.</summary>
    private const double WorthSkipping = 0.5;

    private const int Eight = 8;
    private static readonly ulong[] Places = PlacesOfOnes();

    /// <summary>Integers that <see cref="Find"/> needs for rows × columns.</summary>
    public static int Size(int rows, int columns) => 1 + rows + rows * columns;

    /// <summary>
    /// Finds the columns of x's non-zeros, row by row, ascending: found[0] = 1 when skipping is worth it, found[1 + r] = how many row r has,
    /// then a run of x.Columns integers a row.
    /// </summary>
    public static void Find(Matrix x, Span<int> found)
    {
        int total = 0;
        for (int row = 0; row < x.Rows; row++)
        {
            int count = Compress(x[row], found.Slice(1 + x.Rows + row * x.Columns, x.Columns));
            found[1 + row] = count;
            total += count;
        }
        found[0] = total < WorthSkipping * x.Span.Length ? 1 : 0;
    }

    /// <summary>True when <see cref="Find"/> found enough zeros.</summary>
    public static bool Pays(ReadOnlySpan<int> found) => found[0] != 0;

    /// <summary>y[r,o] = start[o] + Σᵢ x[r,i]·w[i,o] over the i found in row r.</summary>
    public static void Multiply(Matrix x, ReadOnlySpan<int> found, Matrix w, ReadOnlySpan<float> start, Matrix y) =>
        Widest.Sweep(new MultiplyKernel(x, found, w, start, y));

    /// <summary>dw[i,o] = Σᵣ x[r,i]·dy[r,o] over the i found in row r, r ascending.</summary>
    public static void Gradient(Matrix x, ReadOnlySpan<int> found, Matrix dy, Matrix dw)
    {
        dw.Span.Clear();
        Widest.Sweep(new GradientKernel(x, found, dy, dw));
    }

    /// <summary>The places of x's non-zeros, ascending, eight looked at together: where zeros lie is unpredictable, so nothing branches on it.</summary>
    private static int Compress(ReadOnlySpan<float> x, Span<int> into)
    {
        ref float from = ref MemoryMarshal.GetReference(x);
        ref int to = ref MemoryMarshal.GetReference(into[..x.Length]);
        ref ulong places = ref MemoryMarshal.GetArrayDataReference(Places);
        int count = 0, i = 0;
        for (; i <= x.Length - Eight; i += Eight)
        {
            uint mask = ~Vector256.Equals(Vector256.LoadUnsafe(ref At.Of(ref from, i)), default).ExtractMostSignificantBits() & byte.MaxValue;
            (Vector128<ushort> low, _) = Vector128.Widen(Vector128.CreateScalar(At.Of(ref places, (int)mask)).AsByte());
            (Vector128<uint> first, Vector128<uint> second) = Vector128.Widen(low);
            (first.AsInt32() + Vector128.Create(i)).StoreUnsafe(ref At.Of(ref to, count));                       // count ≤ i: there is room for eight
            (second.AsInt32() + Vector128.Create(i)).StoreUnsafe(ref At.Of(ref to, count + Eight / 2));
            count += BitOperations.PopCount(mask);
        }
        for (; i < x.Length; i++)
        {
            At.Of(ref to, count) = i;
            count += At.Of(ref from, i) != 0f ? 1 : 0;
        }
        return count;
    }

    /// <summary>For each byte, the places of its ones, a byte each, the lowest first.</summary>
    private static ulong[] PlacesOfOnes()
    {
        var places = new ulong[byte.MaxValue + 1];
        for (int mask = 0; mask < places.Length; mask++)
            for (int place = 0, found = 0; place < Eight; place++)
                if ((mask >> place & 1) != 0) places[mask] |= (ulong)place << Eight * found++;
        return places;
    }

    private readonly ref struct MultiplyKernel(Matrix x, ReadOnlySpan<int> found, Matrix w, ReadOnlySpan<float> start, Matrix y) : ISweep
    {
        private readonly ref float _x = ref MemoryMarshal.GetReference(x.Span), _w = ref MemoryMarshal.GetReference(w.Span), _y = ref MemoryMarshal.GetReference(y.Span);
        private readonly ref float _start = ref MemoryMarshal.GetReference(start);
        private readonly ref int _counts = ref MemoryMarshal.GetReference(found[1..]), _indices = ref MemoryMarshal.GetReference(found[(1 + x.Rows)..]);
        private readonly int _rows = x.Rows, _inner = x.Columns, _columns = w.Columns;

        [MethodImpl(MethodImplOptions.NoInlining)]
        public int From<L>(int column) where L : struct, ILanes<L>
        {
            for (; column <= _columns - 4 * L.Count; column += 4 * L.Count)
                for (int row = 0; row < _rows; row++) Row1x4<L>(row, column);
            for (; column <= _columns - L.Count; column += L.Count)
            {
                int row = 0;
                for (; row <= _rows - 4; row += 4) Row4x1<L>(row, column);
                for (; row < _rows; row++) Finish(row, column, 0, L.Load(ref At.Of(ref _start, column)));
            }
            return column;
        }

        /// <summary>Four rows side by side: each row is one chain of dependent additions, four keep the adders busy.</summary>
        private void Row4x1<L>(int row, int column) where L : struct, ILanes<L>
        {
            L c0 = L.Load(ref At.Of(ref _start, column)), c1 = c0, c2 = c0, c3 = c0;
            ref int n = ref At.Of(ref _counts, row);
            int common = Math.Min(Math.Min(n, At.Of(ref n, 1)), Math.Min(At.Of(ref n, 2), At.Of(ref n, 3)));
            ref int i0 = ref At.Of(ref _indices, row * _inner), i1 = ref At.Of(ref i0, _inner), i2 = ref At.Of(ref i1, _inner), i3 = ref At.Of(ref i2, _inner);
            ref float x0 = ref At.Of(ref _x, row * _inner), x1 = ref At.Of(ref x0, _inner), x2 = ref At.Of(ref x1, _inner), x3 = ref At.Of(ref x2, _inner);
            ref float w = ref At.Of(ref _w, column);
            int columns = _columns;
            for (int k = 0; k < common; k++)
            {
                int a = At.Of(ref i0, k), b = At.Of(ref i1, k), c = At.Of(ref i2, k), d = At.Of(ref i3, k);
                c0 = L.MultiplyAdd(L.All(At.Of(ref x0, a)), L.Load(ref At.Of(ref w, a * columns)), c0);
                c1 = L.MultiplyAdd(L.All(At.Of(ref x1, b)), L.Load(ref At.Of(ref w, b * columns)), c1);
                c2 = L.MultiplyAdd(L.All(At.Of(ref x2, c)), L.Load(ref At.Of(ref w, c * columns)), c2);
                c3 = L.MultiplyAdd(L.All(At.Of(ref x3, d)), L.Load(ref At.Of(ref w, d * columns)), c3);
            }
            Finish(row, column, common, c0);
            Finish(row + 1, column, common, c1);
            Finish(row + 2, column, common, c2);
            Finish(row + 3, column, common, c3);
        }

        private void Finish<L>(int row, int column, int k, L c) where L : struct, ILanes<L>
        {
            ref int index = ref At.Of(ref _indices, row * _inner);
            ref float x = ref At.Of(ref _x, row * _inner), w = ref At.Of(ref _w, column);
            for (int count = At.Of(ref _counts, row), columns = _columns; k < count; k++)
            {
                int i = At.Of(ref index, k);
                c = L.MultiplyAdd(L.All(At.Of(ref x, i)), L.Load(ref At.Of(ref w, i * columns)), c);
            }
            c.Store(ref At.Of(ref _y, row * _columns + column));
        }

        private void Row1x4<L>(int row, int column) where L : struct, ILanes<L>
        {
            ref float s = ref At.Of(ref _start, column);
            L c0 = L.Load(ref s), c1 = L.Load(ref At.Of(ref s, L.Count)), c2 = L.Load(ref At.Of(ref s, 2 * L.Count)), c3 = L.Load(ref At.Of(ref s, 3 * L.Count));
            ref int index = ref At.Of(ref _indices, row * _inner);
            ref float x = ref At.Of(ref _x, row * _inner), w = ref At.Of(ref _w, column);
            for (int k = 0, count = At.Of(ref _counts, row), columns = _columns; k < count; k++)
            {
                int i = At.Of(ref index, k);
                ref float v = ref At.Of(ref w, i * columns);
                L xi = L.All(At.Of(ref x, i));
                c0 = L.MultiplyAdd(xi, L.Load(ref v), c0);
                c1 = L.MultiplyAdd(xi, L.Load(ref At.Of(ref v, L.Count)), c1);
                c2 = L.MultiplyAdd(xi, L.Load(ref At.Of(ref v, 2 * L.Count)), c2);
                c3 = L.MultiplyAdd(xi, L.Load(ref At.Of(ref v, 3 * L.Count)), c3);
            }
            ref float y = ref At.Of(ref _y, row * _columns + column);
            c0.Store(ref y); c1.Store(ref At.Of(ref y, L.Count)); c2.Store(ref At.Of(ref y, 2 * L.Count)); c3.Store(ref At.Of(ref y, 3 * L.Count));
        }
    }

    private readonly ref struct GradientKernel(Matrix x, ReadOnlySpan<int> found, Matrix dy, Matrix dw) : ISweep
    {
        private readonly ref float _x = ref MemoryMarshal.GetReference(x.Span), _dy = ref MemoryMarshal.GetReference(dy.Span), _dw = ref MemoryMarshal.GetReference(dw.Span);
        private readonly ref int _counts = ref MemoryMarshal.GetReference(found[1..]), _indices = ref MemoryMarshal.GetReference(found[(1 + x.Rows)..]);
        private readonly int _rows = x.Rows, _inner = x.Columns, _columns = dy.Columns;

        [MethodImpl(MethodImplOptions.NoInlining)]
        public int From<L>(int column) where L : struct, ILanes<L>
        {
            for (; column <= _columns - L.Count; column += L.Count)
                for (int row = 0; row < _rows; row++)
                    Add(row, column, L.Load(ref At.Of(ref _dy, row * _columns + column)));
            return column;
        }

        private void Add<L>(int row, int column, L dy) where L : struct, ILanes<L>
        {
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
}
