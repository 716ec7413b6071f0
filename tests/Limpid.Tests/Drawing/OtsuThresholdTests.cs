using Limpid.Drawing;

namespace Limpid.Tests.Drawing;

public class OtsuThresholdTests
{
    private static readonly Gen<GrayImage> Row = Gen
        .Byte.Array[2, 200]
        .Where(p => p.Distinct().Count() > 1)
        .Select(p => new GrayImage(p.Length, 1, p));

    [Fact]
    public void No_other_threshold_leaves_the_two_classes_narrower() =>
        Row.Sample(
            image =>
            {
                double best = Within(image, OtsuThreshold.Of(Histogram.Of(image)));
                Assert.All(Enumerable.Range(0, 255), level =>
                    Assert.True(Within(image, level) >= best - 1e-6 * best - 1e-9)
                );
            },
            iter: 100
        );

    [Fact]
    public void Two_levels_are_parted_however_few_have_one() =>
        Gen.Select(Gen.Int[0, 254], Gen.Int[1, 3], Gen.Int[1, 5000])
            .Where((low, few, many) => low + few < 256)
            .Sample(
                (low, few, many) =>
                {
                    byte[] pixels =
                    [
                        .. Enumerable.Repeat((byte)low, many),
                        .. Enumerable.Repeat((byte)(low + few), few),
                    ];
                    Assert.InRange(OtsuThreshold.Of(Histogram.Of(new(pixels.Length, 1, pixels))), low, low + few - 1);
                },
                iter: 300
            );

    /// <summary>The sum of squares within both classes.</summary>
    private static double Within(GrayImage image, int threshold)
    {
        byte[] pixels = image.Pixels.ToArray();
        return Squares(pixels.Where(p => p <= threshold)) + Squares(pixels.Where(p => p > threshold));
    }

    private static double Squares(IEnumerable<byte> pixels)
    {
        double[] values = [.. pixels.Select(p => (double)p)];
        return values.Length == 0 ? 0 : values.Sum(v => (v - values.Average()) * (v - values.Average()));
    }
}
