using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Limpid.Numerics;

namespace Limpid.Kernels;

/// <summary>
/// c[r,o] = start[o] + Σₖ a[r·rowStride + k·stepStride] · b[k,o], k ascending, one fused chain an element, so that neither width nor
/// tiling shows in the bits. With a = x it is a layer's forward pass; with the strides exchanged, xᵀ·dy: its weight gradient.
/// </summary>
internal static class Product
{
    /// <summary>Runs the product. An empty start means zeros.</summary>
    /// <param name="a">The left factor, c.Rows × inner, read by its two strides.</param>
    /// <param name="rowStride">From one row of c to the next.</param>
    /// <param name="stepStride">From one k to the next.</param>
    /// <param name="b">inner × c.Columns, row-major.</param>
    /// <param name="start">c.Columns values, or none.</param>
    /// <param name="c">The result; written, not added to.</param>
    public static void Run(ReadOnlySpan<float> a, int rowStride, int stepStride, Matrix b, ReadOnlySpan<float> start, Matrix c) =>
        Widest.Sweep(new Kernel(a, rowStride, stepStride, b, start, c));

    private readonly ref struct Kernel : ISweep
    {
        private readonly ref float _a, _b, _c, _start;
        private readonly int _rowStride, _stepStride, _rows, _inner, _columns;
        private readonly bool _zero;

        public Kernel(ReadOnlySpan<float> a, int rowStride, int stepStride, Matrix b, ReadOnlySpan<float> start, Matrix c)
        {
            (_rowStride, _stepStride, _rows, _inner, _columns, _zero) = (rowStride, stepStride, c.Rows, b.Rows, c.Columns, start.IsEmpty);
            ArgumentOutOfRangeException.ThrowIfNotEqual(b.Columns, c.Columns);
            if (_rows > 0 && _inner > 0) ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((_rows - 1) * rowStride + (_inner - 1) * stepStride, a.Length);
            if (!_zero) ArgumentOutOfRangeException.ThrowIfLessThan(start.Length, c.Columns);
            _a = ref MemoryMarshal.GetReference(a);
            _b = ref MemoryMarshal.GetReference(b.Span);
            _c = ref MemoryMarshal.GetReference(c.Span);
            _start = ref MemoryMarshal.GetReference(start);
        }

        /// <summary>All rows of as many whole vectors of columns as there are.</summary>
        [MethodImpl(MethodImplOptions.NoInlining)]
        public int From<L>(int column) where L : struct, ILanes<L>
        {
            for (; column <= _columns - 2 * L.Count; column += 2 * L.Count)
            {
                int row = 0;
                for (; row <= _rows - 4; row += 4) Tile4x2<L>(row, column);
                for (; row < _rows; row++) { Tile1<L>(row, column); Tile1<L>(row, column + L.Count); }
            }
            for (; column <= _columns - L.Count; column += L.Count)
            {
                int row = 0;
                for (; row <= _rows - 8; row += 8) Tile8<L>(row, column);
                for (; row < _rows; row++) Tile1<L>(row, column);
            }
            return column;
        }

        private L Start<L>(int column) where L : struct, ILanes<L> => _zero ? L.All(0f) : L.Load(ref At.Of(ref _start, column));

        private void Tile4x2<L>(int row, int column) where L : struct, ILanes<L>
        {
            L s = Start<L>(column), t = Start<L>(column + L.Count);
            L c00 = s, c10 = s, c20 = s, c30 = s, c01 = t, c11 = t, c21 = t, c31 = t;
            ref float a0 = ref At.Of(ref _a, row * _rowStride), a1 = ref At.Of(ref a0, _rowStride), a2 = ref At.Of(ref a1, _rowStride), a3 = ref At.Of(ref a2, _rowStride);
            ref float b = ref At.Of(ref _b, column);
            for (int k = 0, at = 0; k < _inner; k++, at += _stepStride)
            {
                L b0 = L.Load(ref b), b1 = L.Load(ref At.Of(ref b, L.Count));
                b = ref At.Of(ref b, _columns);
                L x = L.All(At.Of(ref a0, at)); c00 = L.MultiplyAdd(x, b0, c00); c01 = L.MultiplyAdd(x, b1, c01);
                x = L.All(At.Of(ref a1, at)); c10 = L.MultiplyAdd(x, b0, c10); c11 = L.MultiplyAdd(x, b1, c11);
                x = L.All(At.Of(ref a2, at)); c20 = L.MultiplyAdd(x, b0, c20); c21 = L.MultiplyAdd(x, b1, c21);
                x = L.All(At.Of(ref a3, at)); c30 = L.MultiplyAdd(x, b0, c30); c31 = L.MultiplyAdd(x, b1, c31);
            }
            ref float c = ref At.Of(ref _c, row * _columns + column);
            c00.Store(ref c); c01.Store(ref At.Of(ref c, L.Count)); c = ref At.Of(ref c, _columns);
            c10.Store(ref c); c11.Store(ref At.Of(ref c, L.Count)); c = ref At.Of(ref c, _columns);
            c20.Store(ref c); c21.Store(ref At.Of(ref c, L.Count)); c = ref At.Of(ref c, _columns);
            c30.Store(ref c); c31.Store(ref At.Of(ref c, L.Count));
        }

        private void Tile8<L>(int row, int column) where L : struct, ILanes<L>
        {
            L s = Start<L>(column), c0 = s, c1 = s, c2 = s, c3 = s, c4 = s, c5 = s, c6 = s, c7 = s;
            ref float a0 = ref At.Of(ref _a, row * _rowStride), a4 = ref At.Of(ref a0, 4 * _rowStride);
            ref float b = ref At.Of(ref _b, column);
            int one = _rowStride, two = 2 * _rowStride, three = 3 * _rowStride;
            for (int k = 0; k < _inner; k++)
            {
                L v = L.Load(ref b);
                b = ref At.Of(ref b, _columns);
                c0 = L.MultiplyAdd(L.All(a0), v, c0); c1 = L.MultiplyAdd(L.All(At.Of(ref a0, one)), v, c1);
                c2 = L.MultiplyAdd(L.All(At.Of(ref a0, two)), v, c2); c3 = L.MultiplyAdd(L.All(At.Of(ref a0, three)), v, c3);
                c4 = L.MultiplyAdd(L.All(a4), v, c4); c5 = L.MultiplyAdd(L.All(At.Of(ref a4, one)), v, c5);
                c6 = L.MultiplyAdd(L.All(At.Of(ref a4, two)), v, c6); c7 = L.MultiplyAdd(L.All(At.Of(ref a4, three)), v, c7);
                a0 = ref At.Of(ref a0, _stepStride);
                a4 = ref At.Of(ref a4, _stepStride);
            }
            ref float c = ref At.Of(ref _c, row * _columns + column);
            c0.Store(ref c); c1.Store(ref At.Of(ref c, _columns)); c2.Store(ref At.Of(ref c, 2 * _columns)); c3.Store(ref At.Of(ref c, 3 * _columns));
            c = ref At.Of(ref c, 4 * _columns);
            c4.Store(ref c); c5.Store(ref At.Of(ref c, _columns)); c6.Store(ref At.Of(ref c, 2 * _columns)); c7.Store(ref At.Of(ref c, 3 * _columns));
        }

        private void Tile1<L>(int row, int column) where L : struct, ILanes<L>
        {
            L c = Start<L>(column);
            ref float a = ref At.Of(ref _a, row * _rowStride), b = ref At.Of(ref _b, column);
            for (int k = 0; k < _inner; k++)
            {
                c = L.MultiplyAdd(L.All(a), L.Load(ref b), c);
                a = ref At.Of(ref a, _stepStride);
                b = ref At.Of(ref b, _columns);
            }
            c.Store(ref At.Of(ref _c, row * _columns + column));
        }
    }
}
