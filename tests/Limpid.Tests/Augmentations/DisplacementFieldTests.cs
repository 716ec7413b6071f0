using Limpid.Augmentations;
using Limpid.Numerics;

namespace Limpid.Tests.Augmentations;

/// <summary>Displacements are noise under a Gaussian; where they are drawn from fewer nodes than pixels, nobody can
/// tell by their covariances.</summary>
public class DisplacementFieldTests
{
    private const int Height = 9,
        Width = 19;

    [Theory, InlineData(0.5), InlineData(1), InlineData(1.3)]
    public void With_a_node_a_pixel_it_is_the_naive_gaussian_of_the_same_noise(double sigma)
    {
        const double alpha = 30;
        var field = new DisplacementField(Height, Width);
        RandomStream random = RandomStream.Named(1, "test"),
            again = random;
        field.Add(ref random, alpha, sigma);
        var noise = new (double X, double Y)[Height, Width];
        for (int i = 0; i < noise.Length; i++)
        {
            ulong bits = again.NextBits();
            noise[i / Width, i % Width] = (
                (bits >> 40) / (double)(1 << 23) - 1,
                (bits & 0xFFFFFF) / (double)(1 << 23) - 1
            );
        }
        double sum = Enumerable.Range(-50, 101).Sum(k => Bell(k, sigma));
        for (int at = 0; at < noise.Length; at++)
        {
            (double x, double y) = (0, 0);
            for (int i = 0; i < noise.Length; i++)
            {
                double share =
                    alpha * Bell(i / Width - at / Width, sigma) * Bell(i % Width - at % Width, sigma) / (sum * sum);
                (x, y) = (x + share * noise[i / Width, i % Width].X, y + share * noise[i / Width, i % Width].Y);
            }
            Assert.Equal(x, field.X[at], 1e-4);
            Assert.Equal(y, field.Y[at], 1e-4);
        }
    }

    [Theory, InlineData(1.5), InlineData(2), InlineData(4), InlineData(6)]
    public void Its_covariances_are_those_of_noise_in_every_pixel(double sigma)
    {
        const int fields = 20_000;
        const int side = 28,
            middle = side / 2;
        var field = new DisplacementField(side, side);
        double[] sums = new double[side],
            expected = new double[side];
        for (int i = 0; i < fields; i++)
        {
            RandomStream random = RandomStream.Named(3, "field", i);
            field.Clear();
            field.Add(ref random, 1, sigma);
            for (int c = 0; c < side; c++)
                sums[c] += field.X[middle * side + c] * (double)field.X[middle * side + middle] / fields;
        }
        double sum = Enumerable.Range(-50, 101).Sum(k => Bell(k, sigma)),
            rows = Enumerable.Range(0, side).Sum(k => Math.Pow(Bell(k - middle, sigma) / sum, 2));
        for (int c = 0; c < side; c++)
            expected[c] =
                rows
                / 3
                * Enumerable.Range(0, side).Sum(k => Bell(k - middle, sigma) * Bell(k - c, sigma) / (sum * sum));
        for (int c = 0; c < side; c++)
            // 1 % of theirs, 3 % of chance: √(2 / fields), thrice
            Assert.Equal(expected[c], sums[c], 0.04 * expected[middle]);
    }

    [Fact]
    public void A_second_one_is_added_and_allocates_nothing()
    {
        var field = new DisplacementField(Height, Width);
        float[] one = Draw(field, 4),
            other = Draw(field, 2);
        field.Clear();
        RandomStream first = RandomStream.Named(1, "test"),
            second = first;
        long before = GC.GetAllocatedBytesForCurrentThread();
        field.Add(ref first, 30, 4);
        field.Add(ref second, 30, 2);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(one.Zip(other, (a, b) => a + b), field.X);
    }

    private static float[] Draw(DisplacementField field, double sigma)
    {
        RandomStream random = RandomStream.Named(1, "test");
        field.Clear();
        field.Add(ref random, 30, sigma);
        return [.. field.X];
    }

    private static double Bell(int k, double sigma) => Math.Exp(-k * k / (2 * sigma * sigma));
}
