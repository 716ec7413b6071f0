using Limpid.Initializers;
using Limpid.Numerics;

namespace Limpid.Tests.Initializers;

public sealed class InitializerTests
{
    private const int Many = 200_000;

    public static TheoryData<string> Kinds => [.. TheList.Names<Initializer>()];

    [Fact]
    public void Every_kind_is_in_the_list() => TheList.HoldsEveryKind<Initializer>();

    [Fact]
    public void Names_are_kebab_case() => TheList.NamesAreKebabCase<Initializer>();

    [Theory, MemberData(nameof(Kinds))]
    public void Its_name_alone_makes_a_valid_one_that_survives_json(string kind)
    {
        Initializer initializer = ByName(kind);
        initializer.Validate();
        TheList.SurvivesJson(initializer);
    }

    [Theory]
    [InlineData("glorot-uniform", 784, 16, 2.0 / 800)]
    [InlineData("glorot-normal", 784, 16, 2.0 / 800)]
    [InlineData("he-uniform", 784, 16, 2.0 / 784)]
    [InlineData("he-normal", 784, 16, 2.0 / 784)]
    [InlineData("he-normal", 9, 90, 2.0 / 9)]
    [InlineData("normal", 784, 16, 1)]
    [InlineData("zeros", 784, 16, 0)]
    public void Mean_and_variance_are_those_of_the_formula(string kind, int fanIn, int fanOut, double variance)
    {
        float[] values = Fill(ByName(kind), Many, fanIn, fanOut);
        double mean = values.Average(value => (double)value),
            found = values.Average(value => ((double)value - mean) * (value - mean));
        Assert.Equal(0, mean, 5 * Math.Sqrt(variance / Many));
        // five standard errors of a normal's variance
        Assert.Equal(variance, found, 5 * variance * Math.Sqrt(2.0 / Many));
    }

    [Theory]
    [InlineData("glorot-uniform", 6.0 / (30 + 20))]
    [InlineData("he-uniform", 6.0 / 30)]
    public void Uniform_values_fill_their_interval_and_stay_in_it(string kind, double squaredLimit)
    {
        float[] values = Fill(ByName(kind), Many, 30, 20);
        float limit = (float)Math.Sqrt(squaredLimit);
        Assert.All(values, value => Assert.InRange(value, -limit, limit));
        Assert.InRange(values.Max(), 0.999f * limit, limit);
        Assert.InRange(values.Min(), -limit, -0.999f * limit);
    }

    [Theory]
    [InlineData("glorot-normal"), InlineData("he-normal"), InlineData("normal")]
    public void Normal_values_have_the_tails_of_a_normal(string kind)
    {
        float[] values = Fill(ByName(kind), Many, 100, 100);
        double deviation = Math.Sqrt(values.Average(value => (double)value * value));
        Assert.Equal(0.3173, values.Count(value => Math.Abs(value) > deviation) / (double)Many, 0.006);
        Assert.Equal(0.0455, values.Count(value => Math.Abs(value) > 2 * deviation) / (double)Many, 0.003);
        Assert.Equal(0.0027, values.Count(value => Math.Abs(value) > 3 * deviation) / (double)Many, 0.0008);
    }

    [Fact]
    public void A_plain_normal_has_the_deviation_asked_for()
    {
        float[] one = Fill(new PlainNormal(), 1000, 5, 5),
            quarter = Fill(new PlainNormal(0.25), 1000, 5, 5);
        for (int i = 0; i < one.Length; i++)
            Assert.Equal(one[i] / 4, quarter[i]);
    }

    [Theory, MemberData(nameof(Kinds))]
    public void The_same_stream_gives_the_same_bits_and_moves_on(string kind)
    {
        Initializer initializer = ByName(kind);
        RandomStream once = RandomStream.Named(7, "weights"),
            twice = once;
        float[] whole = new float[60],
            parts = new float[60];
        initializer.Fill(whole, 3, 20, ref once);
        initializer.Fill(parts.AsSpan(0, 25), 3, 20, ref twice);
        initializer.Fill(parts.AsSpan(25), 3, 20, ref twice);
        Assert.Equal(whole, parts);
        Assert.Equal(once, twice);
    }

    [Theory]
    [InlineData("glorot-uniform"), InlineData("glorot-normal"), InlineData("he-uniform"), InlineData("he-normal")]
    public void Fans_that_cannot_be_are_refused(string kind) =>
        Assert.Equal(Fault.Usage, Assert.Throws<LimpidException>(() => Fill(ByName(kind), 3, 0, 0)).Fault);

    [Fact]
    public void Deviations_that_cannot_be_meant_are_refused()
    {
        foreach (double deviation in (double[])[-1, double.NaN, double.PositiveInfinity])
            TheList.Refuses(new PlainNormal(deviation).Validate, "Deviation");
    }

    private static Initializer ByName(string kind) => TheList.Read<Initializer>($$"""{"type":"{{kind}}"}""");

    private static float[] Fill(Initializer initializer, int count, int fanIn, int fanOut)
    {
        var random = RandomStream.Named(42, "weights");
        float[] values = new float[count];
        initializer.Fill(values, fanIn, fanOut, ref random);
        return values;
    }
}
