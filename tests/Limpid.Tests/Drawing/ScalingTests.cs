using Limpid.Drawing;
using static Limpid.Tests.Drawing.Scribbles;

namespace Limpid.Tests.Drawing;

public class ScalingTests
{
    private static readonly Gen<GrayImage> AnyPicture =
        from width in Gen.Int[1, 40]
        from height in Gen.Int[1, 40]
        from pixels in Gen.Byte.Array[width * height]
        select new GrayImage(width, height, pixels);

    [Fact]
    public void Area_average_agrees_with_the_plain_double_sum() =>
        Gen.Select(AnyPicture, Gen.Int[1, 20], Gen.Int[1, 20])
            .Sample(
                (image, width, height) =>
                {
                    GrayImage small = Scaling.AreaAverage(
                        image,
                        Math.Min(width, image.Width),
                        Math.Min(height, image.Height)
                    );
                    GrayImage reference = Fill(small.Width, small.Height, (i, j) =>
                        (byte)Math.Floor(Mean(image, i, j, small.Width, small.Height) + 0.5 + 1e-9)
                    );
                    Assert.Equal(reference, small);
                },
                iter: 500
            );

    [Fact]
    public void Bilinear_agrees_with_its_formula_in_double() =>
        Gen.Select(AnyPicture, Gen.Int[0, 30], Gen.Int[0, 30])
            .Sample(
                (image, wider, higher) =>
                {
                    GrayImage large = Scaling.Bilinear(image, image.Width + wider, image.Height + higher);
                    GrayImage reference = Fill(large.Width, large.Height, (i, j) =>
                        (byte)
                            Math.Floor(
                                Between(
                                    image,
                                    (i + 0.5) * image.Width / large.Width - 0.5,
                                    (j + 0.5) * image.Height / large.Height - 0.5
                                )
                                    + 0.5
                                    + 1e-9
                            )
                    );
                    Assert.Equal(reference, large);
                },
                iter: 300
            );

    [Fact]
    public void To_its_own_size_a_picture_does_not_change() =>
        AnyPicture.Sample(
            image => Assert.Equal(image, Scaling.ToLongSide(image, Math.Max(image.Width, image.Height))),
            iter: 200
        );

    private static double Mean(GrayImage image, int i, int j, int width, int height)
    {
        double sum = 0;
        for (int y = 0; y < image.Height; y++)
        {
            for (int x = 0; x < image.Width; x++)
                sum += At(image, x, y) * Overlap(x, i, image.Width, width) * Overlap(y, j, image.Height, height);
        }
        return sum * width * height / ((double)image.Width * image.Height);
    }

    private static double Overlap(int old, int now, int from, int to) =>
        Math.Max(0, Math.Min(old + 1, (now + 1.0) * from / to) - Math.Max(old, (double)now * from / to));

    private static double Between(GrayImage image, double x, double y)
    {
        (x, y) = (Math.Clamp(x, 0, image.Width - 1), Math.Clamp(y, 0, image.Height - 1));
        int left = (int)x,
            top = (int)y,
            right = Math.Min(left + 1, image.Width - 1),
            bottom = Math.Min(top + 1, image.Height - 1);
        double upper = At(image, left, top) * (left + 1 - x) + At(image, right, top) * (x - left);
        double lower = At(image, left, bottom) * (left + 1 - x) + At(image, right, bottom) * (x - left);
        return upper * (top + 1 - y) + lower * (y - top);
    }
}
