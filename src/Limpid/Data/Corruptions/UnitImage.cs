using Limpid.Drawing;
using Limpid.Numerics;

namespace Limpid.Data.Corruptions;

/// <summary>A picture on its way through a corruption: light from 0 (paper) to 1 (ink), and paper beyond the
/// edges.</summary>
/// <param name="width">Columns.</param>
/// <param name="height">Rows.</param>
internal sealed class UnitImage(int width, int height)
{
    private const double White = 255;
    private const int BlurReach = 3; // standard deviations
    private readonly double[] _light = new double[width * height];

    public int Width => width;

    public int Height => height;

    public double CenterX => (width - 1) / 2.0;

    public double CenterY => (height - 1) / 2.0;

    public ref double this[int x, int y] => ref _light[y * width + x];

    public static UnitImage Of(GrayImage image)
    {
        var plane = new UnitImage(image.Width, image.Height);
        for (int i = 0; i < plane._light.Length; i++)
            plane._light[i] = image.Pixels.Span[i] / White;
        return plane;
    }

    public GrayImage ToImage()
    {
        var pixels = new byte[_light.Length];
        for (int i = 0; i < pixels.Length; i++)
            pixels[i] = (byte)(White * Math.Clamp(_light[i], 0, 1) + 0.5);
        return new(width, height, pixels);
    }

    /// <summary>The light of a pixel; 0 beyond the edges.</summary>
    public double Light(int x, int y) => (uint)x < (uint)width && (uint)y < (uint)height ? _light[y * width + x] : 0;

    /// <summary>The light between four pixels, by their nearness.</summary>
    public double Between(double x, double y)
    {
        int left = (int)Math.Floor(x),
            top = (int)Math.Floor(y);
        double right = x - left,
            down = y - top;
        return (1 - down) * ((1 - right) * Light(left, top) + right * Light(left + 1, top))
            + down * ((1 - right) * Light(left, top + 1) + right * Light(left + 1, top + 1));
    }

    /// <summary>A plane of the same size whose pixel (x, y) is f(x, y).</summary>
    public UnitImage Filled(Func<int, int, double> f)
    {
        var filled = new UnitImage(width, height);
        for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++)
            filled[x, y] = f(x, y);
        return filled;
    }

    /// <summary>new(x, y) = old(a·x + b·y + along, c·x + d·y + down), both measured from the middle.</summary>
    public UnitImage Warped(double a, double b, double c, double d, double along = 0, double down = 0) =>
        Filled(
            (column, row) =>
            {
                double x = column - CenterX,
                    y = row - CenterY;
                return Between(CenterX + a * x + b * y + along, CenterY + c * x + d * y + down);
            }
        );

    /// <summary>Blurred by a Gaussian of so many pixels, first along, then down.</summary>
    public UnitImage Blurred(double sigma)
    {
        int reach = (int)Math.Ceiling(BlurReach * sigma);
        double[] weights =
        [
            .. Enumerable.Range(-reach, 2 * reach + 1).Select(i => Elementary.Exp(-i * i / (2 * sigma * sigma))),
        ];
        double sum = 0;
        foreach (double weight in weights)
            sum += weight;
        UnitImage along = Filled((x, y) => Weighed(weights, i => Light(x + i - reach, y)) / sum);
        return Filled((x, y) => Weighed(weights, i => along.Light(x, y + i - reach)) / sum);
    }

    private static double Weighed(double[] weights, Func<int, double> light)
    {
        double sum = 0;
        for (int i = 0; i < weights.Length; i++)
            sum += weights[i] * light(i);
        return sum;
    }
}
