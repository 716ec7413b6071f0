using System.Runtime.InteropServices;
using Limpid.Numerics;

namespace Limpid.Kernels;

/// <summary>
/// Products that skip the zeros of x (81 % of an MNIST picture). Leaving out 0·w changes no bit of a sum of finite
/// numbers, so the results equal those of <see cref="Product"/>. With many outputs each row is done alone. With few,
/// up to eight rows are done together, and a column is skipped where all of them are zero.
/// </summary>
internal static partial class SparseRows
{
    /// <summary>From this many outputs on, one row alone keeps the multiply-add units busy.</summary>
    private const int Wide = 128;

    /// <summary>Above this share of non-zeros the dense product is faster, unless there are too few rows for
    /// tiles.</summary>
    private const double WorthSkippingAlone = 0.5,
        WorthSkippingTogether = 0.8;

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
            int count = StreamCompaction.Compress(
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

    /// <summary>True when <see cref="Find"/> found enough zeros.</summary>
    public static bool IsWorthwhile(ReadOnlySpan<int> nonZeros) => nonZeros[0] != 0;

    /// <summary>y[r,o] = bias[o] + Σᵢ x[r,i]·w[i,o] over the non-zeros of row r.</summary>
    public static void Multiply(Matrix x, Span<int> nonZeros, Matrix w, ReadOnlySpan<float> bias, Matrix y)
    {
        if (Together(w.Columns) == 1)
            SimdDispatch.Sweep(new MultiplyAlone(x, nonZeros, w, bias, y));
        else
            SimdDispatch.Sweep(new MultiplyTogether(x, nonZeros, w, bias, y));
    }

    /// <summary>dw[i,o] = Σᵣ x[r,i]·dy[r,o] over the non-zeros of row r, r ascending.</summary>
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

    /// <summary>How many rows are done together. In the browser's interpreter nothing runs in parallel, so each row is
    /// done alone.</summary>
    private static int Together(int outputs) => outputs >= Wide || OperatingSystem.IsBrowser() ? 1 : Tiles.Most;
}
