using Limpid.Drawing;
using static Limpid.Tests.Drawing.Scribbles;

namespace Limpid.Tests.Drawing;

public class ConnectedComponentsTests
{
    private static readonly Gen<GrayImage> Speckled =
        from width in Gen.Int[1, 30]
        from height in Gen.Int[1, 30]
        from pixels in Gen.Byte.Array[width * height]
        select new GrayImage(width, height, pixels);

    [Fact]
    public void The_pieces_are_those_of_a_flood_from_every_pixel() =>
        Gen.Select(Speckled, Gen.Int[1, 255])
            .Sample(
                (image, level) =>
                {
                    int[,] flooded = Flood(image, level);
                    ConnectedComponents found = ConnectedComponents.Of(image, level);
                    var labels = new int[image.Width, image.Height];
                    foreach ((int component, int row, int from, int to) in found.Runs)
                        for (int x = from; x < to; x++)
                            labels[x, row] = component + 1;
                    Assert.Equal(flooded, labels);
                },
                iter: 500
            );

    [Fact]
    public void Boxes_counts_and_masses_are_those_of_the_piece_alone() =>
        Gen.Select(Speckled, Gen.Int[100, 255])
            .Sample(
                (image, level) =>
                {
                    ConnectedComponents found = ConnectedComponents.Of(image, level);
                    foreach (InkComponent piece in found.All)
                    {
                        GrayImage alone = found.Keep(image, index => index == piece.Index);
                        Assert.Equal(PixelBox.Of(alone, 1, PixelBox.All(alone)), piece.Box);
                        Assert.Equal(alone.Pixels.ToArray().Count(pixel => pixel > 0), piece.Pixels);
                        Assert.Equal(alone.Pixels.ToArray().Sum(pixel => (long)pixel), piece.Mass);
                    }
                },
                iter: 100
            );

    /// <summary>1, 2, ... for each piece in reading order, 0 for paper.</summary>
    private static int[,] Flood(GrayImage image, int level)
    {
        var labels = new int[image.Width, image.Height];
        int next = 0;
        for (int i = 0; i < image.Pixels.Length; i++)
        {
            (int x, int y) = (i % image.Width, i / image.Width);
            if (labels[x, y] != 0 || At(image, x, y) < level)
                continue;
            var open = new Stack<(int X, int Y)>([(x, y)]);
            for (labels[x, y] = ++next; open.TryPop(out var at); )
            {
                foreach (
                    (int u, int v) in Neighbors(image, at.X, at.Y)
                        .Where(n => labels[n.X, n.Y] == 0 && At(image, n.X, n.Y) >= level)
                )
                {
                    labels[u, v] = next;
                    open.Push((u, v));
                }
            }
        }
        return labels;
    }

    private static IEnumerable<(int X, int Y)> Neighbors(GrayImage image, int x, int y) =>
        from v in Enumerable.Range(y - 1, 3)
        from u in Enumerable.Range(x - 1, 3)
        where u >= 0 && v >= 0 && u < image.Width && v < image.Height
        select (u, v);
}
