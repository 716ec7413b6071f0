using Limpid.Kernels;
using Limpid.Tests.Reference;

namespace Limpid.Tests.Kernels;

public class ReductionsTests
{
    private static readonly Gen<(int Rows, int Columns, int Stride, int TurnedStride)> Sizes =
        from rows in Gen.Int[0, 13]
        from columns in Gen.Int[0, 13]
        from stride in Gen.Int[columns, columns + 5]
        from turned in Gen.Int[rows, rows + 5]
        select (rows, columns, stride, turned);

    [Fact]
    public void Transposing_moves_each_number_and_touches_no_other() =>
        Sizes.Sample(
            size =>
            {
                float[] m = Draws.Normal(size.Rows * size.Stride + size.Columns, 1),
                    t = Draws.Normal(size.Columns * size.TurnedStride + size.Rows, 2),
                    expected = [.. t];
                for (int r = 0; r < size.Rows; r++)
                for (int c = 0; c < size.Columns; c++)
                    expected[c * size.TurnedStride + r] = m[r * size.Stride + c];
                Reductions.Transpose(m, size.Stride, size.Rows, size.Columns, t, size.TurnedStride);
                Assert.Equal(expected, t);
            },
            iter: 500
        );
}
