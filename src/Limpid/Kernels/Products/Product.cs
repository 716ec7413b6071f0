using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Limpid.Numerics;

namespace Limpid.Kernels;

/// <summary>
/// c[r,o] = bias[o] + Σₖ a[r·rowStride + k·stepStride] · b[k,o], k ascending, one fused chain an element, so that
/// neither width nor
/// tiling shows in the bits. With a = x it is a layer's forward pass; with the strides exchanged, xᵀ·dy: its weight
/// gradient.
/// </summary>
internal static partial class Product
{
    /// <summary>Fewer rows than this read b too seldom for tiles: it is streamed through once.</summary>
    public const int FewRows = 4;

    /// <summary>Runs the product. An empty bias means zeros.</summary>
    /// <param name="a">The left factor, c.Rows × inner, read by its two strides.</param>
    /// <param name="rowStride">From one row of c to the next.</param>
    /// <param name="stepStride">From one k to the next.</param>
    /// <param name="b">inner × c.Columns, row-major.</param>
    /// <param name="bias">c.Columns values, or none.</param>
    /// <param name="c">The result; written, not added to.</param>
    public static void Run(
        ReadOnlySpan<float> a,
        int rowStride,
        int stepStride,
        Matrix b,
        ReadOnlySpan<float> bias,
        Matrix c
    )
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(b.Columns, c.Columns);
        if (c.Rows > 0 && b.Rows > 0)
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(
                (c.Rows - 1) * rowStride + (b.Rows - 1) * stepStride,
                a.Length
            );
        if (!bias.IsEmpty)
            ArgumentOutOfRangeException.ThrowIfLessThan(bias.Length, c.Columns);
        if (c.Rows < FewRows || b.Rows == 0)
            SimdDispatch.Sweep(new Stream(a, rowStride, stepStride, b, bias, c));
        else
            SimdDispatch.Sweep(new Blocks(a, rowStride, stepStride, b, bias, c));
    }

    /// <summary>A few rows: b is read once, in order, four steps side by side.</summary>
    private readonly ref struct Stream(
        ReadOnlySpan<float> a,
        int rowStride,
        int stepStride,
        Matrix b,
        ReadOnlySpan<float> bias,
        Matrix c
    ) : ISweep
    {
        private const int Steps = 4;

        private readonly ref float _a = ref MemoryMarshal.GetReference(a),
            _b = ref MemoryMarshal.GetReference(b.Span),
            _c = ref MemoryMarshal.GetReference(c.Span);
        private readonly ReadOnlySpan<float> _bias = bias;
        private readonly int _rows = c.Rows,
            _inner = b.Rows,
            _columns = c.Columns;

        [MethodImpl(MethodImplOptions.NoInlining)]
        public int From<L>(int column)
            where L : struct, ILanes<L>
        {
            int length = (_columns - column) / L.Count * L.Count;
            if (length == 0)
                return column;
            for (int row = 0; row < _rows; row++)
            {
                ref float a = ref Ref.Add(ref _a, row * rowStride),
                    c = ref Ref.Add(ref _c, row * _columns + column);
                Begin(column, length, ref c);
                int k = 0;
                for (; k <= _inner - Steps; k += Steps)
                    Add<L, C2>(
                        ref Ref.Add(ref a, k * stepStride),
                        ref Ref.Add(ref _b, k * _columns + column),
                        length,
                        ref c
                    );
                for (; k < _inner; k++)
                    Add<L, C1>(
                        ref Ref.Add(ref a, k * stepStride),
                        ref Ref.Add(ref _b, k * _columns + column),
                        length,
                        ref c
                    );
            }
            return column + length;
        }

        private void Begin(int column, int length, ref float c)
        {
            Span<float> row = MemoryMarshal.CreateSpan(ref c, length);
            if (_bias.IsEmpty)
                row.Clear();
            else
                _bias.Slice(column, length).CopyTo(row);
        }

        /// <summary>Four steps where V is two, one where it is one.</summary>
        private void Add<L, V>(ref float a, ref float b, int length, ref float c)
            where L : struct, ILanes<L>
            where V : IConstant
        {
            int columns = _columns;
            L x0 = L.Broadcast(a),
                x1 = x0,
                x2 = x0,
                x3 = x0;
            if (V.Value > 1)
                (x1, x2, x3) = (
                    L.Broadcast(Ref.Add(ref a, stepStride)),
                    L.Broadcast(Ref.Add(ref a, 2 * stepStride)),
                    L.Broadcast(Ref.Add(ref a, 3 * stepStride))
                );
            ref float b1 = ref Ref.Add(ref b, columns),
                b2 = ref Ref.Add(ref b, 2 * columns),
                b3 = ref Ref.Add(ref b, 3 * columns);
            for (int i = 0; i < length; i += L.Count)
            {
                L sum = L.MultiplyAdd(x0, L.Load(ref Ref.Add(ref b, i)), L.Load(ref Ref.Add(ref c, i)));
                if (V.Value > 1)
                {
                    sum = L.MultiplyAdd(x1, L.Load(ref Ref.Add(ref b1, i)), sum);
                    sum = L.MultiplyAdd(x2, L.Load(ref Ref.Add(ref b2, i)), sum);
                    sum = L.MultiplyAdd(x3, L.Load(ref Ref.Add(ref b3, i)), sum);
                }
                sum.Store(ref Ref.Add(ref c, i));
            }
        }
    }
}
