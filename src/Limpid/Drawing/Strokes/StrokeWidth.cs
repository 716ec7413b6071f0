namespace Limpid.Drawing;

/// <summary>
/// How wide the strokes of a picture are, in its pixels: w = 2 · Σ v / Σ |∇v|. The sum of the slopes is the length of
/// all edges, whatever
/// their greys (the co-area formula: Federer 1959), and a stroke has two.
/// </summary>
internal static class StrokeWidth
{
    /// <summary>The width; 0 without ink. The slope is that to the pixel on the left and above; beyond the edge is
    /// paper.</summary>
    /// <param name="ink">Paper is 0.</param>
    public static double Of(GrayImage ink)
    {
        double mass = 0,
            edges = 0;
        for (int y = 0; y <= ink.Height; y++)
        {
            for (int x = 0; x <= ink.Width; x++)
            {
                int v = At(ink, x, y),
                    dx = v - At(ink, x - 1, y),
                    dy = v - At(ink, x, y - 1);
                mass += v;
                edges += Math.Sqrt(dx * dx + dy * dy);
            }
        }
        return mass == 0 ? 0 : 2 * mass / edges;
    }

    private static int At(GrayImage ink, int x, int y) =>
        x < 0 || y < 0 || x >= ink.Width || y >= ink.Height ? 0 : ink.Row(y)[x];
}
