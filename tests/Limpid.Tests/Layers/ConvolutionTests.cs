using Limpid.Kernels;
using Limpid.Layers;
using Limpid.Numerics;
using Limpid.Tests.Reference;

namespace Limpid.Tests.Layers;

public class ConvolutionTests
{
    private const double Rounding = 1e-4; // of sums of some hundred products in float

    private const double BehindAPool = 0.85; // of dy's numbers, behind a pool and a rectifier, are zero

    private static readonly Gen<(Convolution Spec, Shape Input, int Rows, double Zeros)> Cases =
        from kernel in Gen.Int[1, 5]
        from stride in Gen.Int[1, 4]
        from padding in Gen.Int[0, 4]
        from groups in Gen.OneOf(Gen.Const(1), Gen.Int[1, 3])
        from channels in Gen.OneOf(Gen.Int[1, 4], Gen.Int[5, 18])
        from filters in Gen.OneOf(Gen.Int[1, 9], Gen.Int[15, 35])
        from height in Gen.OneOf(Gen.Int[Math.Max(1, kernel - 2 * padding), 7], Gen.Int[12, 20])
        from width in Gen.OneOf(Gen.Int[Math.Max(1, kernel - 2 * padding), 9], Gen.Int[15, 19], Gen.Int[28, 34])
        from rows in Gen.Int[1, 3]
        from zeros in Gen.OneOf(Gen.Const(0.0), Gen.Const(BehindAPool))
        select (
            new Convolution(filters * groups, kernel, stride, padding, groups),
            new Shape(channels * groups, height, width),
            rows,
            zeros
        );

    [Fact]
    public void It_has_the_bits_of_plain_loops_and_the_numbers_of_double_ones() => Cases.Sample(HasTheBits, iter: 150);

    [Theory]
    [InlineData(6, 5, 1, 2, 1)] // LeNet's first layer
    [InlineData(6, 5, 2, 2, 1)]
    [InlineData(5, 3, 1, 0, 1)] // an odd number of taps, the bias's among them
    [InlineData(9, 3, 1, 1, 3)]
    public void Few_filters_sum_over_places(int filters, int kernel, int stride, int padding, int groups)
    {
        (Convolution spec, Shape input) = (new(filters, kernel, stride, padding, groups), new(groups, 28, 28));
        Shape output = spec.Build(input).Output;
        Assert.True(DirectConvolution.SumsPlaces(filters / groups, output.Width, output.Height));
        HasTheBits(spec, input, rows: 3, zeros: 0);
    }

    [Theory]
    [InlineData(6, 14, 16, 5, 1, 0)] // LeNet's second layer
    [InlineData(16, 9, 16, 3, 1, 1)] // a pixel is a vector of 512 bits
    [InlineData(7, 9, 33, 4, 2, 3)] // widths and margins that divide nothing
    [InlineData(18, 6, 17, 1, 3, 0)] // pixels that no filter sees
    public void Where_most_of_dy_is_zero_the_zeros_are_left_out_without_a_change_of_bits(
        int channels,
        int side,
        int filters,
        int kernel,
        int stride,
        int padding
    )
    {
        (Convolution spec, Shape input) = (new(filters, kernel, stride, padding), new(channels, side, side));
        Shape output = spec.Build(input).Output;
        Assert.True(SparseBackward.MayPay(spec, input, output));
        Assert.True(SparseBackward.IsWorthwhile(new(Dy(output, 1, BehindAPool), 1, output.Count)));
        Assert.False(SparseBackward.IsWorthwhile(new(Dy(output, 1, zeros: 0), 1, output.Count)));
        HasTheBits(spec, input, rows: 3, BehindAPool);
    }

    private static float[] Dy(Shape output, int rows, double zeros) => Draws.Normal(rows * output.Count, 4, zeros);

    private static void HasTheBits(Convolution spec, Shape input, int rows, double zeros)
    {
        Layer layer = spec.Build(input);
        Parameter weight = layer.Parameters[0],
            bias = layer.Parameters[1];
        float[] w = Draws.Normal(weight.Count, 1),
            b = Draws.Normal(bias.Count, 2),
            x = Draws.Normal(rows * input.Count, 3, zeros: 0.2),
            dy = Dy(layer.Output, rows, zeros);
        (float[] y, float[] dx, float[] dw, float[] db) = Run(layer, w, b, x, dy);

        var loops = new NaiveConvolution<float>(spec, input, layer.Output);
        (float[] Dw, float[] Db) gradients = loops.Gradients(x, dy, rows);
        Assert.Equal(loops.Forward(w, b, x, rows), y);
        Assert.Equal(loops.Back(w, dy, rows), dx);
        Assert.Equal(gradients.Dw, dw);
        Assert.Equal(gradients.Db, db);

        var exact = new NaiveConvolution<double>(spec, input, layer.Output);
        (double[] Dw, double[] Db) sums = exact.Gradients(Doubles(x), Doubles(dy), rows);
        Golden.Near(exact.Forward(Doubles(w), Doubles(b), Doubles(x), rows), y, Rounding, $"{spec} on {input}: y");
        Golden.Near(exact.Back(Doubles(w), Doubles(dy), rows), dx, Rounding, $"{spec} on {input}: dx");
        Golden.Near(sums.Dw, dw, Rounding, $"{spec} on {input}: dw");
        Golden.Near(sums.Db, db, Rounding, $"{spec} on {input}: db");
    }

    /// <summary>What scratch, answers and gradients held before must not matter.</summary>
    private static (float[] Y, float[] Dx, float[] Dw, float[] Db) Run(
        Layer layer,
        float[] w,
        float[] b,
        float[] x,
        float[] dy
    )
    {
        int rows = x.Length / layer.Input.Count;
        float[] values = new float[w.Length + b.Length],
            y = Garbage(dy.Length),
            dx = Garbage(x.Length),
            gradients = Garbage(values.Length),
            scratch = Garbage(layer.Scratch(rows)),
            dw = new float[w.Length],
            db = new float[b.Length];
        layer.Parameters[0].Write(w, values);
        layer.Parameters[1].Write(b, values);
        layer.Forward(
            values,
            new(x, rows, layer.Input.Count),
            new(y, rows, layer.Output.Count),
            scratch,
            new Pass(Mode.Training)
        );
        layer.Backward(
            new Flow
            {
                Values = values,
                X = new(x, rows, layer.Input.Count),
                Y = new(y, rows, layer.Output.Count),
                DY = new(dy, rows, layer.Output.Count),
                DX = new(dx, rows, layer.Input.Count),
                Gradients = gradients,
                Scratch = scratch,
                Pass = new Pass(Mode.Training),
            }
        );
        layer.Parameters[0].Read(gradients, dw);
        layer.Parameters[1].Read(gradients, db);
        return (y, dx, dw, db);
    }

    private static float[] Garbage(int count)
    {
        var values = new float[count];
        Array.Fill(values, float.NaN);
        return values;
    }

    private static double[] Doubles(float[] values) => [.. values.Select(v => (double)v)];
}
