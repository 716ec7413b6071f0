using Limpid.Numerics;

namespace Limpid.Tests.Numerics;

public sealed class ElementaryTests
{
    private static readonly Gen<double> Positive = Gen.Select(Gen.Double[1, 2], Gen.Int[-1070, 1022], Math.ScaleB);

    [Fact]
    public void Log_is_within_three_ulps() =>
        Positive.Sample(x => Near(Math.Log(x), Elementary.Log(x), 3), iter: 100_000);

    [Fact]
    public void Log_is_within_three_ulps_near_one_too() =>
        Gen.Double[0.5, 2].Sample(x => Near(Math.Log(x), Elementary.Log(x), 3), iter: 100_000);

    [Fact]
    public void Exp_is_within_two_ulps() =>
        Gen.Double[-708, 709.7].Sample(x => Near(Math.Exp(x), Elementary.Exp(x), 2), iter: 100_000);

    [Fact]
    public void CosPi_is_as_near_as_pi_is() =>
        Gen.Double[-10, 10]
            .Sample(t => Math.Abs(Math.Cos(Math.PI * (t % 2)) - Elementary.CosPi(t)) <= 2e-15, iter: 100_000);

    [Fact]
    public void SinPi_is_as_near_as_pi_is() =>
        Gen.Double[-10, 10]
            .Sample(t => Math.Abs(Math.Sin(Math.PI * (t % 2)) - Elementary.SinPi(t)) <= 2e-15, iter: 100_000);

    [Fact]
    public void Log_of_special_values_is_what_the_standard_says()
    {
        Assert.Equal(0, Elementary.Log(1));
        Assert.Equal(double.NegativeInfinity, Elementary.Log(0));
        Assert.Equal(double.PositiveInfinity, Elementary.Log(double.PositiveInfinity));
        Assert.True(double.IsNaN(Elementary.Log(-1)));
        Assert.True(double.IsNaN(Elementary.Log(double.NaN)));
    }

    [Fact]
    public void Exp_of_special_values_is_what_the_standard_says()
    {
        Assert.Equal(1, Elementary.Exp(0));
        Assert.Equal(0, Elementary.Exp(double.NegativeInfinity));
        Assert.Equal(double.PositiveInfinity, Elementary.Exp(double.PositiveInfinity));
        Assert.True(double.IsNaN(Elementary.Exp(double.NaN)));
    }

    [Theory]
    [InlineData(0, 1), InlineData(1, -1), InlineData(2, 1), InlineData(-1, -1), InlineData(101, -1)]
    public void CosPi_is_exact_at_half_turns(double t, double expected) => Assert.Equal(expected, Elementary.CosPi(t));

    [Theory]
    [InlineData(0, 0), InlineData(1, 0), InlineData(2, 0), InlineData(-3, 0), InlineData(101, 0)]
    public void SinPi_is_exact_at_half_turns(double t, double expected) => Assert.Equal(expected, Elementary.SinPi(t));

    [Fact]
    public void Log_and_exp_undo_each_other() =>
        Gen.Double[-700, 700]
            .Sample(x => Math.Abs(Elementary.Log(Elementary.Exp(x)) - x) <= 1e-15 * Math.Max(1, Math.Abs(x)));

    [Fact]
    public void Power_multiplies() =>
        Gen.Select(Gen.Double[0, 1.01], Gen.Int[0, 2000])
            .Sample(
                (x, exponent) =>
                {
                    double expected = Math.Pow(x, exponent);
                    Assert.Equal(expected, Elementary.Power(x, exponent), 1e-12 * Math.Max(expected, 1e-300));
                }
            );

    [Fact]
    public void Power_of_zero_is_one() => Assert.Equal(1, Elementary.Power(0, 0));

    private static bool Near(double expected, double found, double ulps) =>
        Math.Abs(expected - found) <= ulps * (Math.BitIncrement(Math.Abs(expected)) - Math.Abs(expected));
}
