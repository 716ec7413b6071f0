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
internal static partial class SparseRows
{
    /// <summary>Above this share of non-zeros the dense product is the faster one.</summary>
    private const double WorthSkipping = 0.5;

    private const int Eight = 8;
    private static readonly ulong[] Places = PlacesOfOnes();

    /// <summary>Integers that <see cref="Find"/> and <see cref="Gradient"/> need for rows × columns.</summary>
    public static int Size(int rows, int columns) => checked(1 + rows + columns + 2 * rows * columns);

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

    /// <summary>The places of x's non-zeros, ascending, eight looked at together: where zeros lie is unpredictable, so nothing branches on it.</summary>
    private static int Compress(ReadOnlySpan<float> x, Span<int> into)
    {
        ref float from = ref MemoryMarshal.GetReference(x);
        ref int to = ref MemoryMarshal.GetReference(into[..x.Length]);
        ref ulong places = ref MemoryMarshal.GetArrayDataReference(Places);
        int count = 0, i = 0;
        for (; i <= x.Length - Eight; i += Eight)
        {
            uint mask = NonZeros(ref At.Of(ref from, i));
            if (OperatingSystem.IsBrowser() && mask == 0) continue;                                                      // an interpreter guesses no branch: there it pays
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint NonZeros(ref float eight)
    {
        if (Vector256.IsHardwareAccelerated) return ~Vector256.Equals(Vector256.LoadUnsafe(ref eight), default).ExtractMostSignificantBits() & byte.MaxValue;
        uint low = Vector128.Equals(Vector128.LoadUnsafe(ref eight), default).ExtractMostSignificantBits(), high = Vector128.Equals(Vector128.LoadUnsafe(ref At.Of(ref eight, Eight / 2)), default).ExtractMostSignificantBits();
        return ~(low | (high << (Eight / 2))) & byte.MaxValue;
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

    private ref struct MultiplyKernel(Matrix x, ReadOnlySpan<int> found, Matrix w, ReadOnlySpan<float> start, Matrix y) : ISweep, ITile
    {
        private readonly ref float _x = ref MemoryMarshal.GetReference(x.Span), _w = ref MemoryMarshal.GetReference(w.Span), _y = ref MemoryMarshal.GetReference(y.Span);
        private readonly ref float _start = ref MemoryMarshal.GetReference(start);
        private readonly ref int _counts = ref MemoryMarshal.GetReference(found[1..]), _indices = ref MemoryMarshal.GetReference(found[(1 + x.Rows)..]);
        private const int WorthRowByRow = 4;                                 // vectors

        private readonly int _rows = x.Rows, _inner = x.Columns, _columns = w.Columns;

        [MethodImpl(MethodImplOptions.NoInlining)]
        public int From<L>(int column) where L : struct, ILanes<L>
        {
            int vectors = (_columns - column) / L.Count;
            if (vectors >= WorthRowByRow)
            {
                Tiles.Cover<MultiplyKernel, L, One>(ref this, vectors, 0, column);
                return column + vectors * L.Count;
            }
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

        /// <summary>Row after row, N vectors of a row side by side.</summary>
        public readonly void Tile<L, N, V>(int first, int line, int column) where L : struct, ILanes<L> where N : INumber where V : INumber
        {
            column += first * L.Count;
            ref float w = ref At.Of(ref _w, column), y = ref At.Of(ref _y, column), s = ref At.Of(ref _start, column);
            for (int row = 0, columns = _columns; row < _rows; row++, y = ref At.Of(ref y, columns))
            {
                L c0 = L.Load(ref s), c1 = c0, c2 = c0, c3 = c0, c4 = c0, c5 = c0, c6 = c0, c7 = c0;
                if (N.Value > 1) c1 = L.Load(ref At.Of(ref s, L.Count));
                if (N.Value > 2) c2 = L.Load(ref At.Of(ref s, 2 * L.Count));
                if (N.Value > 3) c3 = L.Load(ref At.Of(ref s, 3 * L.Count));
                if (N.Value > 4) c4 = L.Load(ref At.Of(ref s, 4 * L.Count));
                if (N.Value > 5) c5 = L.Load(ref At.Of(ref s, 5 * L.Count));
                if (N.Value > 6) c6 = L.Load(ref At.Of(ref s, 6 * L.Count));
                if (N.Value > 7) c7 = L.Load(ref At.Of(ref s, 7 * L.Count));
                ref int index = ref At.Of(ref _indices, row * _inner);
                ref float x = ref At.Of(ref _x, row * _inner);
                for (int k = At.Of(ref _counts, row); k > 0; k--, index = ref At.Of(ref index, 1))
                {
                    ref float v = ref At.Of(ref w, index * columns);
                    L xi = L.All(At.Of(ref x, index));
                    c0 = L.MultiplyAdd(xi, L.Load(ref v), c0);
                    if (N.Value > 1) c1 = L.MultiplyAdd(xi, L.Load(ref At.Of(ref v, L.Count)), c1);
                    if (N.Value > 2) c2 = L.MultiplyAdd(xi, L.Load(ref At.Of(ref v, 2 * L.Count)), c2);
                    if (N.Value > 3) c3 = L.MultiplyAdd(xi, L.Load(ref At.Of(ref v, 3 * L.Count)), c3);
                    if (N.Value > 4) c4 = L.MultiplyAdd(xi, L.Load(ref At.Of(ref v, 4 * L.Count)), c4);
                    if (N.Value > 5) c5 = L.MultiplyAdd(xi, L.Load(ref At.Of(ref v, 5 * L.Count)), c5);
                    if (N.Value > 6) c6 = L.MultiplyAdd(xi, L.Load(ref At.Of(ref v, 6 * L.Count)), c6);
                    if (N.Value > 7) c7 = L.MultiplyAdd(xi, L.Load(ref At.Of(ref v, 7 * L.Count)), c7);
                }
                c0.Store(ref y);
                if (N.Value > 1) c1.Store(ref At.Of(ref y, L.Count));
                if (N.Value > 2) c2.Store(ref At.Of(ref y, 2 * L.Count));
                if (N.Value > 3) c3.Store(ref At.Of(ref y, 3 * L.Count));
                if (N.Value > 4) c4.Store(ref At.Of(ref y, 4 * L.Count));
                if (N.Value > 5) c5.Store(ref At.Of(ref y, 5 * L.Count));
                if (N.Value > 6) c6.Store(ref At.Of(ref y, 6 * L.Count));
                if (N.Value > 7) c7.Store(ref At.Of(ref y, 7 * L.Count));
            }
        }
    }
}
