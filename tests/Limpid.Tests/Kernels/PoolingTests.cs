using Limpid.Kernels;
using Limpid.Layers;
using Limpid.Numerics;
using Limpid.Tests.Reference;

namespace Limpid.Tests.Kernels;

public class PoolingTests
{
    private static readonly Gen<(Windows Windows, bool Ties)> Cases =
        from size in Gen.OneOf(Gen.Const(2), Gen.Int[1, 4])
        from stride in Gen.OneOf(Gen.Const(2), Gen.Int[1, 4])
        from padding in Gen.OneOf(Gen.Const(0), Gen.Int[0, size / 2])
        from height in Gen.Int[size, 9]
        from width in Gen.Int[size, 75]
        from ties in Gen.Bool
        select (new Windows(new Shape(2, height, width), size, stride, padding), ties);

    [Fact]
    public void The_largest_number_and_its_derivative_have_the_bits_of_plain_loops() =>
        Cases.Sample(c => SameBits(c.Windows, c.Ties, default(MaxPool.Formula), NaivePooling.Max), iter: 500);

    [Fact]
    public void The_mean_and_its_derivative_have_the_bits_of_plain_loops() =>
        Cases.Sample(
            c =>
                SameBits(
                    c.Windows,
                    c.Ties,
                    new AveragePool.Formula(c.Windows.Size * c.Windows.Size),
                    NaivePooling.Average
                ),
            iter: 500
        );

    /// <summary>Three planes; with ties, numbers are few whole ones.</summary>
    private static void SameBits<F>(
        Windows windows,
        bool ties,
        F f,
        Func<float[,], float[], int, int, int, (float[] Y, float[,] Dx)> naive
    )
        where F : struct, IPooling
    {
        const int planes = 3;
        int inputs = windows.Input.Height * windows.Input.Width,
            outputs = windows.Output.Height * windows.Output.Width;
        float[] x = Draws.Normal(planes * inputs, 1),
            dy = Draws.Normal(planes * outputs, 2),
            y = new float[dy.Length],
            dx = Draws.Normal(x.Length, 3);
        if (ties)
            for (int i = 0; i < x.Length; i++)
                x[i] = MathF.Round(x[i]) + 0f;
        Pooling.Forward(f, windows, x, y);
        Pooling.Backward(f, windows, x, y, dy, dx);
        for (int plane = 0; plane < planes; plane++)
        {
            var numbers = new float[windows.Input.Height, windows.Input.Width];
            Buffer.BlockCopy(x, plane * inputs * sizeof(float), numbers, 0, inputs * sizeof(float));
            (float[] expected, float[,] derivative) = naive(
                numbers,
                dy[(plane * outputs)..((plane + 1) * outputs)],
                windows.Size,
                windows.Stride,
                windows.Padding
            );
            Assert.Equal(expected, y[(plane * outputs)..((plane + 1) * outputs)]);
            Assert.Equal(derivative.Cast<float>(), dx[(plane * inputs)..((plane + 1) * inputs)]);
        }
    }
}
