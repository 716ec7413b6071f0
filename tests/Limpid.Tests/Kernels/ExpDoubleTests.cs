using Limpid.Kernels;
using Limpid.Numerics;

namespace Limpid.Tests.Kernels;

public sealed class ExpDoubleTests
{
    private static readonly double[] Special = [0, -0.0, 708, -708, -745.2, 800, double.NegativeInfinity, double.NaN];

    [Fact]
    public void Exp_of_many_is_exp_of_each_to_the_bit() =>
        Gen.OneOf(Gen.Double[-745, 709.7], Gen.Double[-1, 1], Gen.Int[0, 7].Select(i => Special[i]))
            .Array[0, 20]
            .Sample(
                x =>
                {
                    double[] many = [.. x];
                    ExpDouble.Map(many);
                    Assert.Equal(
                        x.Select(value => BitConverter.DoubleToInt64Bits(Elementary.Exp(value))),
                        many.Select(BitConverter.DoubleToInt64Bits)
                    );
                },
                iter: 20_000
            );
}
