using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Limpid.Numerics;

namespace Limpid.Kernels;

/// <summary>
/// Products that skip the zeros of x (81 % of an MNIST picture). Leaving out 0·w changes no bit of a chain of finite
/// numbers, so these give
/// exactly what <see cref="Product"/> gives. Where a row is many sums wide it goes alone, and only its own non-zeros
/// count; where it is few, up to eight rows
/// go side by side, and what counts is where any of them is not zero.
/// </summary>
internal static partial class SparseRows
{
    /// <summary>So many sums of a row keep the adders busy without another row beside it.</summary>
    private const int Wide = 128;

    /// <summary>Above this share of non-zeros the dense product is the faster one, unless it has too few rows for
    /// tiles.</summary>
    private const double WorthSkippingAlone = 0.5,
        WorthSkippingTogether = 0.8;

    private const int Eight = 8;
    private static readonly ulong[] Places = PlacesOfOnes();

    /// <summary>Integers that <see cref="Find"/> and <see cref="Gradient"/> need for rows × columns.</summary>
    public static int Size(int rows, int columns) => checked(1 + rows + columns + 3 * rows * columns);

    /// <summary>
    /// Finds the columns of x's non-zeros, ascending, of up to so many rows together as <see cref="Together"/> says:
    /// nonZeros[0] = 1 when skipping is worth it,
    /// nonZeros[1 + r] = how many there are in the rows from r on, then a run of x.Columns integers a row.
    /// </summary>
    /// <param name="x">Where to look.</param>
    /// <param name="outputs">The columns of the product to come.</param>
    /// <param name="nonZeros">At least <see cref="Size"/> integers.</param>
    public static void Find(Matrix x, int outputs, Span<int> nonZeros)
    {
        int total = 0,
            most = Together(outputs);
        for (int row = 0, left = Tiles.Count(x.Rows, most), rows; left > 0; left--, row += rows)
        {
            rows = Tiles.Size(x.Rows - row, left);
            int count = Compress(
                x.Span.Slice(row * x.Columns, rows * x.Columns),
                rows,
                nonZeros.Slice(1 + x.Rows + row * x.Columns, x.Columns)
            );
            nonZeros[1 + row] = count;
            total += count * rows;
        }
        nonZeros[0] =
            x.Rows < Product.FewRows || total < (most == 1 ? WorthSkippingAlone : WorthSkippingTogether) * x.Span.Length
                ? 1
                : 0;
    }

    /// <summary>True when <see cref="Find"/> nonZeros enough zeros.</summary>
    public static bool IsWorthwhile(ReadOnlySpan<int> nonZeros) => nonZeros[0] != 0;

    /// <summary>y[r,o] = bias[o] + Σᵢ x[r,i]·w[i,o] over the i nonZeros for row r.</summary>
    public static void Multiply(Matrix x, Span<int> nonZeros, Matrix w, ReadOnlySpan<float> bias, Matrix y)
    {
        if (Together(w.Columns) == 1)
            SimdDispatch.Sweep(new MultiplyAlone(x, nonZeros, w, bias, y));
        else
            SimdDispatch.Sweep(new MultiplyTogether(x, nonZeros, w, bias, y));
    }

    /// <summary>dw[i,o] = Σᵣ x[r,i]·dy[r,o] over the i nonZeros for row r, r ascending.</summary>
    public static void Gradient(Matrix x, Span<int> nonZeros, Matrix dy, Matrix dw)
    {
        if (dw.Columns < Wide)
        {
            dw.Span.Clear();
            SimdDispatch.Sweep(new GradientTogether(x, nonZeros, dy, dw));
            return;
        }
        int all = x.Rows * x.Columns;
        Span<int> ends = nonZeros.Slice(1 + x.Rows + all, x.Columns),
            rows = nonZeros.Slice(1 + x.Rows + all + x.Columns, all);
        Span<float> values = MemoryMarshal.Cast<int, float>(nonZeros.Slice(1 + x.Rows + all + x.Columns + all, all));
        Turn(x, nonZeros, ends, rows, values);
        SimdDispatch.Sweep(new GradientAlone(ends, rows, values, dy, dw));
    }

    /// <summary>The most rows that go side by side. An interpreter does one thing at a time: there each row goes
    /// alone.</summary>
    private static int Together(int outputs) => outputs >= Wide || OperatingSystem.IsBrowser() ? 1 : Tiles.Most;

    /// <summary>The places where any of some rows is not zero, ascending, eight looked at together: where zeros lie is
    /// unpredictable, so nothing branches on it.</summary>
    public static int Compress(ReadOnlySpan<float> x, int rows, Span<int> into)
    {
        int columns = into.Length,
            count = 0,
            i = 0;
        ref float from = ref MemoryMarshal.GetReference(x[..(rows * columns)]);
        ref int to = ref MemoryMarshal.GetReference(into);
        ref ulong places = ref MemoryMarshal.GetArrayDataReference(Places);
        if (Avx512F.IsSupported)
        {
            Vector512<int> place = Vector512<int>.Indices;
            for (
                ;
                i <= columns - Vector512<int>.Count;
                i += Vector512<int>.Count, place += Vector512.Create(Vector512<int>.Count)
            )
            {
                Vector512<float> any = Vector512.LoadUnsafe(ref Ref.Add(ref from, i));
                for (int row = 1; row < rows; row++)
                    any |= Vector512.LoadUnsafe(ref Ref.Add(ref from, row * columns + i));
                Vector512<int> isSome = ~Vector512.Equals(any, default).AsInt32();
                // count ≤ i: there is room for sixteen
                Avx512F.Compress(default, isSome, place).StoreUnsafe(ref Ref.Add(ref to, count));
                count += BitOperations.PopCount(isSome.ExtractMostSignificantBits());
            }
        }
        for (; i <= columns - Eight; i += Eight)
        {
            uint mask = NonZeros(ref Ref.Add(ref from, i), rows, columns);
            if (OperatingSystem.IsBrowser() && mask == 0)
                continue; // an interpreter guesses no branch: there it pays
            Vector128<ushort> eight = Vector128.WidenLower(
                Vector128.CreateScalar(Ref.Add(ref places, (int)mask)).AsByte()
            );
            // count ≤ i: there is room for eight
            (Vector128.WidenLower(eight).AsInt32() + Vector128.Create(i)).StoreUnsafe(ref Ref.Add(ref to, count));
            (Vector128.WidenUpper(eight).AsInt32() + Vector128.Create(i)).StoreUnsafe(
                ref Ref.Add(ref to, count + Eight / 2)
            );
            count += BitOperations.PopCount(mask);
        }
        for (; i < columns; i++)
        {
            Ref.Add(ref to, count) = i;
            bool any = false;
            for (int row = 0; row < rows; row++)
                any |= Ref.Add(ref from, row * columns + i) != 0f;
            count += any ? 1 : 0;
        }
        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint NonZeros(ref float eight, int rows, int columns)
    {
        if (Vector256.IsHardwareAccelerated)
        {
            Vector256<float> any = Vector256.LoadUnsafe(ref eight);
            for (int row = 1; row < rows; row++)
                any |= Vector256.LoadUnsafe(ref Ref.Add(ref eight, row * columns));
            return ~Vector256.Equals(any, default).ExtractMostSignificantBits() & byte.MaxValue;
        }
        Vector128<float> low = Vector128.LoadUnsafe(ref eight),
            high = Vector128.LoadUnsafe(ref Ref.Add(ref eight, Eight / 2));
        for (int row = 1; row < rows; row++)
        {
            low |= Vector128.LoadUnsafe(ref Ref.Add(ref eight, row * columns));
            high |= Vector128.LoadUnsafe(ref Ref.Add(ref eight, row * columns + Eight / 2));
        }
        uint zeros =
            Vector128.Equals(low, default).ExtractMostSignificantBits()
            | (Vector128.Equals(high, default).ExtractMostSignificantBits() << (Eight / 2));
        return ~zeros & byte.MaxValue;
    }

    /// <summary>For each byte, the places of its ones, a byte each, the lowest first.</summary>
    private static ulong[] PlacesOfOnes()
    {
        var places = new ulong[byte.MaxValue + 1];
        for (int mask = 0; mask < places.Length; mask++)
        for (int place = 0, nonZeros = 0; place < Eight; place++)
            if ((mask >> place & 1) != 0)
                places[mask] |= (ulong)place << Eight * nonZeros++;
        return places;
    }

    private ref struct MultiplyAlone(Matrix x, Span<int> nonZeros, Matrix w, ReadOnlySpan<float> bias, Matrix y)
        : ISweep,
            ITile
    {
        /// <summary>So many steps of w, eight vectors wide, lie near while all rows pass over them: half of them or
        /// more are read by none.</summary>
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

        /// <summary>N vectors of a row side by side; of w a few steps for all rows, then the next.</summary>
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
