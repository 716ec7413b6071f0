using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Limpid.Numerics;

namespace Limpid.Kernels;

/// <summary>
/// A convolution without its patches: every tap t of a filter reads the same planes at a place of its own, so a row of the patch matrix is only
/// b from offsets[t] on, and nothing is copied out. One fused chain an element, t ascending.
/// </summary>
internal sealed partial class Taps
{
    /// <summary>Columns of a result come in multiples of this; what lies past the true ones is garbage.</summary>
    public const int ColumnStep = 32;

    /// <summary>Taps of a gradient come in multiples of this.</summary>
    public const int TapStep = 4;

    private readonly int[] _offsets;

    /// <summary>Places of the taps.</summary>
    /// <param name="offsets">For each tap, where in b its first column lies.</param>
    public Taps(int[] offsets) => (_offsets, Reach) = (offsets, offsets.Length == 0 ? 0 : offsets.Max());

    /// <summary>How many taps.</summary>
    public int Count => _offsets.Length;

    /// <summary>The furthest offset: b must go on from there for a result's columns.</summary>
    public int Reach { get; }

    /// <summary>c[r,j] = Σₜ a[t·stride + r] · b[offsets[t] + j].</summary>
    /// <param name="a">Weights, one run of rows a tap.</param>
    /// <param name="stride">From one tap's run to the next's.</param>
    /// <param name="b">Planes.</param>
    /// <param name="c">rows × a multiple of <see cref="ColumnStep"/>; written.</param>
    public void Multiply(ReadOnlySpan<float> a, int stride, ReadOnlySpan<float> b, Matrix c)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(c.Columns % ColumnStep, 0);
        ArgumentOutOfRangeException.ThrowIfLessThan(b.Length, Reach + c.Columns);
        ArgumentOutOfRangeException.ThrowIfLessThan(a.Length, (Count - 1) * stride + c.Rows);
        Widest.Run(new Product(_offsets, a, stride, b, c));
    }

    private readonly ref struct Product : IKernel
    {
        private readonly ref float _a, _b, _c;
        private readonly ref int _offsets;
        private readonly int _taps, _stride, _rows, _columns;

        public Product(int[] offsets, ReadOnlySpan<float> a, int stride, ReadOnlySpan<float> b, Matrix c)
        {
            (_taps, _stride, _rows, _columns) = (offsets.Length, stride, c.Rows, c.Columns);
            _offsets = ref MemoryMarshal.GetArrayDataReference(offsets);
            _a = ref MemoryMarshal.GetReference(a);
            _b = ref MemoryMarshal.GetReference(b);
            _c = ref MemoryMarshal.GetReference(c.Span);
        }

        /// <summary>A last tile that would stick out begins earlier: it writes some elements twice, with the same bits.</summary>
        [MethodImpl(MethodImplOptions.NoInlining)]
        public void Run<L>() where L : struct, ILanes<L>
        {
            for (int column = 0; column < _columns; column += 2 * L.Count)
            {
                int row = 0;
                if (L.Count == Lanes512.Count)
                    for (; row <= _rows - 8; row += 8) Tile8x2<L>(row, column);
                if (_rows >= 4)
                    for (; row < _rows; row += 4) Tile4x2<L>(Math.Min(row, _rows - 4), column);
                for (; row < _rows; row++) Tile1x2<L>(row, column);
            }
        }

        private void Tile8x2<L>(int row, int column) where L : struct, ILanes<L>
        {
            L c00 = L.All(0f), c10 = c00, c20 = c00, c30 = c00, c40 = c00, c50 = c00, c60 = c00, c70 = c00;
            L c01 = c00, c11 = c00, c21 = c00, c31 = c00, c41 = c00, c51 = c00, c61 = c00, c71 = c00;
            ref float a = ref At.Of(ref _a, row), b = ref At.Of(ref _b, column);
            for (int t = 0; t < _taps; t++)
            {
                ref float at = ref At.Of(ref b, At.Of(ref _offsets, t));
                L b0 = L.Load(ref at), b1 = L.Load(ref At.Of(ref at, L.Count)), x;
                x = L.All(a); c00 = L.MultiplyAdd(x, b0, c00); c01 = L.MultiplyAdd(x, b1, c01);
                x = L.All(At.Of(ref a, 1)); c10 = L.MultiplyAdd(x, b0, c10); c11 = L.MultiplyAdd(x, b1, c11);
                x = L.All(At.Of(ref a, 2)); c20 = L.MultiplyAdd(x, b0, c20); c21 = L.MultiplyAdd(x, b1, c21);
                x = L.All(At.Of(ref a, 3)); c30 = L.MultiplyAdd(x, b0, c30); c31 = L.MultiplyAdd(x, b1, c31);
                x = L.All(At.Of(ref a, 4)); c40 = L.MultiplyAdd(x, b0, c40); c41 = L.MultiplyAdd(x, b1, c41);
                x = L.All(At.Of(ref a, 5)); c50 = L.MultiplyAdd(x, b0, c50); c51 = L.MultiplyAdd(x, b1, c51);
                x = L.All(At.Of(ref a, 6)); c60 = L.MultiplyAdd(x, b0, c60); c61 = L.MultiplyAdd(x, b1, c61);
                x = L.All(At.Of(ref a, 7)); c70 = L.MultiplyAdd(x, b0, c70); c71 = L.MultiplyAdd(x, b1, c71);
                a = ref At.Of(ref a, _stride);
            }
            Store(row, column, c00, c01); Store(row + 1, column, c10, c11); Store(row + 2, column, c20, c21); Store(row + 3, column, c30, c31);
            Store(row + 4, column, c40, c41); Store(row + 5, column, c50, c51); Store(row + 6, column, c60, c61); Store(row + 7, column, c70, c71);
        }

        private void Tile4x2<L>(int row, int column) where L : struct, ILanes<L>
        {
            L c00 = L.All(0f), c10 = c00, c20 = c00, c30 = c00, c01 = c00, c11 = c00, c21 = c00, c31 = c00;
            ref float a = ref At.Of(ref _a, row), b = ref At.Of(ref _b, column);
            for (int t = 0; t < _taps; t++)
            {
                ref float at = ref At.Of(ref b, At.Of(ref _offsets, t));
                L b0 = L.Load(ref at), b1 = L.Load(ref At.Of(ref at, L.Count)), x;
                x = L.All(a); c00 = L.MultiplyAdd(x, b0, c00); c01 = L.MultiplyAdd(x, b1, c01);
                x = L.All(At.Of(ref a, 1)); c10 = L.MultiplyAdd(x, b0, c10); c11 = L.MultiplyAdd(x, b1, c11);
                x = L.All(At.Of(ref a, 2)); c20 = L.MultiplyAdd(x, b0, c20); c21 = L.MultiplyAdd(x, b1, c21);
                x = L.All(At.Of(ref a, 3)); c30 = L.MultiplyAdd(x, b0, c30); c31 = L.MultiplyAdd(x, b1, c31);
                a = ref At.Of(ref a, _stride);
            }
            Store(row, column, c00, c01); Store(row + 1, column, c10, c11); Store(row + 2, column, c20, c21); Store(row + 3, column, c30, c31);
        }

        private void Tile1x2<L>(int row, int column) where L : struct, ILanes<L>
        {
            L c0 = L.All(0f), c1 = c0;
            ref float a = ref At.Of(ref _a, row), b = ref At.Of(ref _b, column);
            for (int t = 0; t < _taps; t++)
            {
                ref float at = ref At.Of(ref b, At.Of(ref _offsets, t));
                L x = L.All(a);
                c0 = L.MultiplyAdd(x, L.Load(ref at), c0);
                c1 = L.MultiplyAdd(x, L.Load(ref At.Of(ref at, L.Count)), c1);
                a = ref At.Of(ref a, _stride);
            }
            Store(row, column, c0, c1);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private void Store<L>(int row, int column, L first, L second) where L : struct, ILanes<L>
        {
            ref float c = ref At.Of(ref _c, row * _columns + column);
            first.Store(ref c);
            second.Store(ref At.Of(ref c, L.Count));
        }
    }
}
