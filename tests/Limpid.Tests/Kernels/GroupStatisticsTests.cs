using Limpid.Kernels;
using Limpid.Tests.Reference;

namespace Limpid.Tests.Kernels;

public class GroupStatisticsTests
{
    private static readonly Gen<Group> AnyGroup =
        from offset in Gen.Int[0, 5]
        from runs in Gen.Int[1, 6]
        from length in Gen.OneOf(Gen.Int[1, 70], Gen.Int[1, 4].Select(n => 16 * n))
        from gap in Gen.Int[0, 9]
        select new Group(offset, runs, length + gap, length);

    [Fact]
    public void Sums_have_the_bits_of_plain_loops() =>
        AnyGroup.Sample(
            group =>
            {
                float[] x = Draws.Normal(group.End, 1),
                    y = Draws.Normal(group.End, 2);
                Assert.Equal(
                    NaiveGroupStatistics.Sums(group, x, 0.25f, y, -0.5f),
                    GroupStatistics.Sums(group, x, 0.25f, y, -0.5f)
                );
            },
            iter: 500
        );

    [Fact]
    public void A_formula_reaches_its_group_and_nothing_else() =>
        AnyGroup.Sample(
            group =>
            {
                float[] x = Draws.Normal(group.End, 1),
                    y = Draws.Normal(group.End, 2),
                    z = [.. x];
                GroupStatistics.Map(default(Times), group, x, y, z);
                for (int run = 0; run < group.Runs; run++)
                for (int i = group.Offset + run * group.Stride, end = i + group.Length; i < end; i++)
                    x[i] *= y[i];
                Assert.Equal(x, z);
            },
            iter: 500
        );

    [Theory]
    [InlineData(0, 1, 0)]
    [InlineData(10_000, 1, 0)]
    [InlineData(-3, 1e-3, 0)]
    [InlineData(0, 1, 1e5)] // the first number is not like the others
    [InlineData(7, 0, 0)]
    public void Mean_and_variance_lose_no_digits(double mean, double deviation, double first)
    {
        float[] x = [.. Draws.Normal(4000, 1).Select(v => (float)(mean + deviation * v))];
        x[0] += (float)first;
        double exact = x.Average(v => (double)v),
            variance = x.Average(v => (v - exact) * (v - exact));
        (double Mean, double Variance) found = GroupStatistics.Moments(new(0, 40, 100, 100), x);
        Assert.Equal(exact, found.Mean, 1e-6 * Math.Max(1, Math.Sqrt(variance)));
        Assert.Equal(variance, found.Variance, 5e-5 * variance);
    }
}
