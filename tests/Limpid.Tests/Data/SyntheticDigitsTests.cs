using Limpid.Data;
using Limpid.Numerics;

namespace Limpid.Tests.Data;

public sealed class SyntheticDigitsTests
{
    [Fact]
    public void The_same_seed_draws_the_same_bits_everywhere() =>
        Assert.Equal(
            "2cf05451064cf5badf4d1e3f89a972aec3ac7962fda50dfc32df230c43ff34e8",
            SyntheticDigits.Draw(100, 1).Sha256
        ); // drawn on x86-64; any machine must agree

    [Fact]
    public void Fewer_are_the_first_of_more()
    {
        Dataset few = SyntheticDigits.Draw(13, 5),
            many = SyntheticDigits.Draw(40, 5);
        for (int i = 0; i < few.Count; i++)
            Assert.Equal(many.Picture(i).ToArray(), few.Picture(i).ToArray());
    }

    [Fact]
    public void Another_seed_draws_other_pictures() =>
        Assert.NotEqual(SyntheticDigits.Draw(10, 1).Sha256, SyntheticDigits.Draw(10, 2).Sha256);

    [Fact]
    public void Every_class_comes_equally_often_in_pictures_of_MNIST_s_shape()
    {
        Dataset digits = SyntheticDigits.Draw(200, 3);
        Assert.Equal((new Shape(1, 28, 28), 10), (digits.Item, digits.ClassNames.Count));
        Assert.All(digits.Labels.ToArray().CountBy(label => label), pair => Assert.Equal(20, pair.Value));
    }

    [Fact]
    public void Every_picture_has_ink_as_a_written_digit_has()
    {
        Dataset digits = SyntheticDigits.Draw(2000, 4);
        for (int i = 0; i < digits.Count; i++)
        {
            double ink = 0;
            foreach (byte pixel in digits.Picture(i))
                ink += pixel / 255.0;
            Assert.InRange(ink, 10, 300); // MNIST's own run from 15 to 312
        }
    }

    [Fact]
    public void The_nearest_mean_picture_tells_most_digits_but_not_all()
    {
        Dataset training = SyntheticDigits.Draw(2000, 1),
            test = SyntheticDigits.Draw(1000, 2);
        double[][] means = [.. Enumerable.Range(0, 10).Select(digit => Mean(training, digit))];
        int right = Enumerable.Range(0, test.Count).Count(i => Nearest(means, test.Picture(i)) == test.Labels[i]);
        Assert.InRange(right / (double)test.Count, 0.75, 0.90); // MNIST: 0.82
    }

    private static double[] Mean(Dataset set, int digit)
    {
        double[] mean = new double[set.Item.Count];
        for (int i = digit; i < set.Count; i += 10)
        for (int j = 0; j < mean.Length; j++)
            mean[j] += set.Picture(i)[j] * 10.0 / set.Count;
        return mean;
    }

    private static int Nearest(double[][] means, ReadOnlySpan<byte> picture)
    {
        double[] squares = new double[means.Length];
        for (int k = 0; k < means.Length; k++)
        for (int j = 0; j < picture.Length; j++)
            squares[k] += (means[k][j] - picture[j]) * (means[k][j] - picture[j]);
        return Array.IndexOf(squares, squares.Min());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-3)]
    [InlineData(int.MaxValue)]
    public void An_impossible_count_is_refused(int count) =>
        Assert.Equal(Fault.Usage, Assert.Throws<LimpidException>(() => SyntheticDigits.Draw(count, 1)).Fault);
}
