using Limpid.Numerics;

namespace Limpid.Tests.Numerics;

public sealed class RandomStreamTests
{
    private const int Many = 200_000;

    [Fact]
    public void Bits_are_those_of_SplitMix64()
    {
        // the first numbers of the reference implementation (Vigna, splitmix64.c)
        var random = new RandomStream(1234567);
        Assert.Equal(
            [6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821],
            (ulong[])[random.NextBits(), random.NextBits(), random.NextBits(), random.NextBits(), random.NextBits()]
        );
    }

    [Fact]
    public void A_stream_goes_on_from_its_state() =>
        Gen.ULong.Sample(seed =>
        {
            RandomStream random = RandomStream.Named(seed, "any");
            random.NextNormal();
            var resumed = new RandomStream(random.State);
            return random.NextBits() == resumed.NextBits() && random == resumed;
        });

    [Fact]
    public void Seed_name_and_index_each_make_another_stream() =>
        Gen.Select(Gen.ULong, Gen.Long[0, 1_000_000])
            .Sample(
                (seed, index) =>
                {
                    RandomStream own = RandomStream.Named(seed, "shuffle", index);
                    Assert.Equal(own, RandomStream.Named(seed, "shuffle", index));
                    Assert.Distinct([
                        own,
                        RandomStream.Named(seed + 1, "shuffle", index),
                        RandomStream.Named(seed, "shuffled", index),
                        RandomStream.Named(seed, "dropout", index),
                        RandomStream.Named(seed, "shuffle", index + 1),
                    ]);
                }
            );

    [Fact]
    public void Neighbouring_streams_do_not_correlate()
    {
        double byIndex = 0,
            bySeed = 0;
        for (int i = 0; i < Many; i++)
        {
            double own = First(5, i);
            byIndex += own * First(5, i + 1);
            bySeed += First((ulong)i, 0) * First((ulong)i + 1, 0);
        }
        // five standard errors: each factor has variance 1/12
        Assert.Equal(0, byIndex / Many, 5.0 / 12 / Math.Sqrt(Many));
        Assert.Equal(0, bySeed / Many, 5.0 / 12 / Math.Sqrt(Many));
    }

    [Fact]
    public void Doubles_are_uniform_in_0_to_1()
    {
        var random = new RandomStream(1);
        double[] values = [.. Enumerable.Range(0, Many).Select(_ => random.NextDouble())];
        Assert.All(values, value => Assert.InRange(value, 0, 1 - 1e-17));
        Assert.Equal(0.5, values.Average(), 5 * Math.Sqrt(1.0 / 12 / Many));
        Assert.True(
            ChiSquared(values.CountBy(value => (int)(value * 100)).Select(pair => pair.Value), Many / 100.0)
                < 99 + 5 * Math.Sqrt(2 * 99)
        );
    }

    [Fact]
    public void Normals_have_the_moments_of_a_normal()
    {
        var random = new RandomStream(2);
        double[] values = [.. Enumerable.Range(0, Many).Select(_ => random.NextNormal())];
        double Moment(int power) => values.Average(value => Math.Pow(value, power));
        Assert.Equal(0, Moment(1), 5 * Math.Sqrt(1.0 / Many));
        Assert.Equal(1, Moment(2), 5 * Math.Sqrt(2.0 / Many));
        Assert.Equal(0, Moment(3), 5 * Math.Sqrt(15.0 / Many));
        Assert.Equal(3, Moment(4), 5 * Math.Sqrt(96.0 / Many));
    }

    [Theory]
    [InlineData(1), InlineData(2), InlineData(3), InlineData(10), InlineData(97)]
    public void Next_falls_on_every_number_equally_often(int below)
    {
        var random = new RandomStream((ulong)below);
        int[] counts = new int[below];
        for (int i = 0; i < Many; i++)
            counts[random.Next(below)]++;
        Assert.True(ChiSquared(counts, (double)Many / below) <= below - 1 + 5 * Math.Sqrt(2.0 * (below - 1)));
    }

    [Fact]
    public void Next_has_no_bias_where_a_plain_remainder_would()
    {
        // ¾ of 2³¹: of a draw of 32 bits mod this, the lower two thirds would come up too often
        const int Below = 3 << 29;
        var random = new RandomStream(3);
        int lower = 0;
        for (int i = 0; i < Many; i++)
            lower += random.Next(Below) < Below / 3 * 2 ? 1 : 0;
        Assert.Equal(2.0 / 3, (double)lower / Many, 5 * Math.Sqrt(2.0 / 9 / Many));
    }

    [Fact]
    public void Next_below_nothing_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new RandomStream(1).Next(0));

    [Fact]
    public void A_shuffle_keeps_every_item() =>
        Gen.Select(Gen.Int[0, 200], Gen.ULong)
            .Sample(
                (count, seed) =>
                {
                    int[] items = [.. Enumerable.Range(0, count)];
                    new RandomStream(seed).Shuffle(items);
                    return items.Order().SequenceEqual(Enumerable.Range(0, count));
                }
            );

    [Fact]
    public void A_shuffle_makes_every_order_equally_often()
    {
        var random = new RandomStream(4);
        var counts = new Dictionary<(int, int, int, int), int>();
        for (int i = 0; i < 48_000; i++)
        {
            int[] items = [0, 1, 2, 3];
            random.Shuffle(items);
            var order = (items[0], items[1], items[2], items[3]);
            counts[order] = counts.GetValueOrDefault(order) + 1;
        }
        Assert.Equal(24, counts.Count);
        Assert.True(ChiSquared(counts.Values, 2000) < 23 + 5 * Math.Sqrt(2.0 * 23));
    }

    private static double First(ulong seed, long index)
    {
        RandomStream random = RandomStream.Named(seed, "weights", index);
        return random.NextDouble() - 0.5;
    }

    private static double ChiSquared(IEnumerable<int> counts, double expected) =>
        counts.Sum(count => (count - expected) * (count - expected) / expected);
}
