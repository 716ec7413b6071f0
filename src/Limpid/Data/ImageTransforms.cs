using Limpid.Data.Corruptions;

namespace Limpid.Data;

/// <summary>Geometric transforms and blends of whole images.</summary>
internal static class ImageTransforms
{
    /// <summary>Shifts an image; what leaves one edge comes in at the opposite one.</summary>
    public static UnitImage Roll(UnitImage image, int right, int down) =>
        image.Filled(
            (x, y) => image[(x + image.Width - right) % image.Width, (y + image.Height - down) % image.Height]
        );

    /// <summary>Swaps left and right.</summary>
    public static UnitImage FlipHorizontally(UnitImage image) => image.Filled((x, y) => image[image.Width - 1 - x, y]);

    /// <summary>Rotates a square image by 90 degrees.</summary>
    public static UnitImage Rotate90(UnitImage image) => image.Filled((x, y) => image[y, image.Width - 1 - x]);

    /// <summary>The lighten blend: the larger value of each pixel.</summary>
    public static UnitImage Lighten(UnitImage one, UnitImage other) =>
        one.Filled((x, y) => Math.Max(one[x, y], other[x, y]));

    /// <summary>The upper half of one image above the lower half of another.</summary>
    public static UnitImage StackHalves(UnitImage upper, UnitImage lower) =>
        upper.Filled((x, y) => y < upper.Height / 2 ? upper[x, y] : lower[x, y]);

    /// <summary>Cuts an image into square tiles and puts tile order[i] at place i, flipped horizontally where
    /// asked.</summary>
    public static UnitImage ShuffleTiles(UnitImage image, int size, int[] order, bool[] isFlipped)
    {
        int across = image.Width / size;
        return image.Filled(
            (x, y) =>
            {
                int here = y / size * across + x / size,
                    from = order[here],
                    column = isFlipped[here] ? size - 1 - x % size : x % size;
                return image[from % across * size + column, from / across * size + y % size];
            }
        );
    }

    /// <summary>Dilates a small square image by a disc with a soft edge, and draws it centered at (x0, y0).</summary>
    public static UnitImage DilateOnto(UnitImage canvas, UnitImage small, double x0, double y0, double radius)
    {
        int size = small.Width;
        return canvas.Filled(
            (x, y) =>
            {
                double light = 0;
                for (int i = 0; i < size * size; i++)
                {
                    double dx = x - x0 - i % size + (size - 1) / 2.0,
                        dy = y - y0 - i / size + (size - 1) / 2.0;
                    light = Math.Max(
                        light,
                        Math.Min(1, 4 * small[i % size, i / size])
                            * Math.Clamp(radius + 0.5 - Math.Sqrt(dx * dx + dy * dy), 0, 1)
                    );
                }
                return light;
            }
        );
    }
}
