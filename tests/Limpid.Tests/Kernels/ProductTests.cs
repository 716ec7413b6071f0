using Limpid.Kernels;
using Limpid.Numerics;
using Limpid.Tests.Reference;

namespace Limpid.Tests.Kernels;

public class ProductTests
{
    private static readonly Gen<(int Rows, int Inner, int Columns)> Sizes = Gen.Select(
        Gen.Int[1, 19],
        Gen.Int[1, 40],
        Gen.OneOf(Gen.Int[1, 70], Gen.Int[1, 8].Select(n => 16 * n))
    );

    [Fact]
    public void The_product_has_the_bits_of_plain_loops_at_every_size() =>
        Sizes.Sample(
            size =>
            {
                float[] x = Draws.Normal(size.Rows * size.Inner, 1),
                    w = Draws.Normal(size.Inner * size.Columns, 2),
                    b = Draws.Normal(size.Columns, 3);
                var y = new float[size.Rows * size.Columns];
                Product.Run(x, size.Inner, 1, new(w, size.Inner, size.Columns), b, new(y, size.Rows, size.Columns));
                Assert.Equal(NaiveProduct.Run(x, size.Inner, 1, w, b, size), y);
            },
            iter: 300
        );

    [Fact]
    public void The_weight_gradient_is_the_product_with_exchanged_strides() =>
        Sizes.Sample(
            size =>
            {
                float[] x = Draws.Normal(size.Inner * size.Rows, 1),
                    dy = Draws.Normal(size.Inner * size.Columns, 2); // Inner samples of Rows inputs
                var dw = new float[size.Rows * size.Columns];
                Product.Run(x, 1, size.Rows, new(dy, size.Inner, size.Columns), [], new(dw, size.Rows, size.Columns));
                Assert.Equal(NaiveProduct.Run(x, 1, size.Rows, dy, null, size), dw);
            },
            iter: 300
        );

    [Theory]
    [InlineData(512 + 13, 256 + 7, 256 + 9)]
    [InlineData(256 + 13, 256 + 7, 64 + 9)]
    [InlineData(16, 513, 64)]
    [InlineData(3, 257, 131)]
    [InlineData(300, 5, 200)]
    public void Blocks_and_panels_change_no_bit(int rows, int inner, int columns)
    {
        float[] x = Draws.Normal(rows * inner, 1),
            w = Draws.Normal(inner * columns, 2),
            b = Draws.Normal(columns, 3);
        var y = new float[rows * columns];
        Product.Run(x, inner, 1, new(w, inner, columns), b, new(y, rows, columns));
        Assert.Equal(NaiveProduct.Run(x, inner, 1, w, b, (rows, inner, columns)), y);
        Product.Run(x, 1, rows, new(w, inner, columns), [], new(y, rows, columns));
        Assert.Equal(NaiveProduct.Run(x, 1, rows, w, null, (rows, inner, columns)), y);
    }

    [Fact]
    public void Skipping_zeros_changes_no_bit() =>
        Gen.Select(Sizes, Gen.Int[0, 10].Select(n => n / 10.0))
            .Sample(
                (size, zeros) =>
                {
                    float[] x = Draws.Normal(size.Rows * size.Inner, 1, zeros),
                        w = Draws.Normal(size.Inner * size.Columns, 2),
                        b = Draws.Normal(size.Columns, 3);
                    var found = new int[SparseRows.Size(size.Rows, size.Inner)];
                    var input = new Matrix(x, size.Rows, size.Inner);
                    SparseRows.Find(input, size.Columns, found);
                    var y = new float[size.Rows * size.Columns];
                    SparseRows.Multiply(
                        input,
                        found,
                        new(w, size.Inner, size.Columns),
                        b,
                        new(y, size.Rows, size.Columns)
                    );
                    Assert.Equal(NaiveProduct.Run(x, size.Inner, 1, w, b, size), y);

                    float[] dy = Draws.Normal(size.Rows * size.Columns, 4);
                    var dw = new float[size.Inner * size.Columns];
                    SparseRows.Gradient(
                        input,
                        found,
                        new(dy, size.Rows, size.Columns),
                        new(dw, size.Inner, size.Columns)
                    );
                    Assert.Equal(
                        NaiveProduct.Run(x, 1, size.Inner, dy, null, (size.Inner, size.Rows, size.Columns)),
                        dw
                    );
                },
                iter: 300
            );

    [Fact]
    public void Skipping_pays_from_half_zeros_on()
    {
        foreach ((double zeros, bool pays) in new[] { (0.2, false), (0.8, true) })
        {
            var found = new int[SparseRows.Size(10, 100)];
            SparseRows.Find(new(Draws.Normal(1000, 5, zeros), 10, 100), 100, found);
            Assert.Equal(pays, SparseRows.IsWorthwhile(found));
        }
    }

    [Fact]
    public void Sums_keep_their_order()
    {
        float[] y = Draws.Normal(7 * 21, 6);
        var s = new float[21];
        Reductions.Rows(new(y, 7, 21), s);
        for (int o = 0; o < 21; o++)
        {
            float sum = 0;
            for (int r = 0; r < 7; r++)
                sum += y[r * 21 + o];
            Assert.Equal(sum, s[o]);
        }
        double squares = y.Sum(v => (double)v * v);
        Assert.Equal(squares, Reductions.OfSquares(y), squares * 1e-6);
    }
}
