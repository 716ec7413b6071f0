namespace Limpid.Race.Tests;

public class SpreadTests
{
    [Theory, InlineData(new[] { 3.0, 1, 2 }, 2), InlineData(new[] { 4.0, 1, 2, 3 }, 2.5), InlineData(new[] { 7.0 }, 7)]
    public void The_median_is_the_middle_or_the_mean_of_both(double[] values, double median) =>
        Assert.Equal(median, Spread.Of(values).Median);

    [Fact]
    public void As_many_values_lie_below_the_median_as_above() =>
        Gen.Double[0, 1]
            .Array[1, 20]
            .Sample(values =>
            {
                Spread spread = Spread.Of(values);
                return spread.Least == values.Min()
                    && spread.Most == values.Max()
                    && values.Count(v => v < spread.Median) <= values.Length / 2
                    && values.Count(v => v > spread.Median) <= values.Length / 2;
            });

    [Fact]
    public void Nothing_has_no_median() => Assert.Throws<LimpidException>(() => Spread.Of([]));

    [
        Theory,
        InlineData(0.01234, "0.012"),
        InlineData(1.234, "1.23"),
        InlineData(12.34, "12.3"),
        InlineData(1234, "1234")
    ]
    public void Figures_have_the_digits_that_count(double value, string text) => Assert.Equal(text, Spread.Text(value));
}
