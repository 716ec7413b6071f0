namespace Limpid.Drawing;

/// <summary>
/// How far lines of writing sink, in rows a column. Every two boxes side by side vote for the slopes that would lay
/// their middles level:
/// slope* = argmax (1 − |slope|) · Σ 1 / (1 + ((Δy − slope·Δx) / r)²), r a fifth of a digit's height. Small slopes are
/// likelier, which decides
/// where a page has few digits.
/// </summary>
internal static class Skew
{
    private const double Steepest = 0.2;
    private const int Slopes = 103;
    private const int MostBoxes = 400,
        FarthestHeights = 12;
    private const double Softness = 0.2;

    /// <summary>The slope of the lines that these boxes stand on.</summary>
    /// <param name="boxes">The digits, or what may be some.</param>
    /// <param name="height">Of a usual digit.</param>
    public static double Of(IReadOnlyList<PixelBox> boxes, int height)
    {
        List<(double X, double Y)> apart = Pairs(boxes, height);
        (double best, double slope) = (-1, 0);
        for (int i = 0; i < Slopes; i++)
        {
            double candidate = Steepest * (2.0 * i / (Slopes - 1) - 1),
                sum = 0;
            foreach ((double x, double y) in apart)
            {
                double off = (y - candidate * x) / (Softness * height);
                sum += 1 / (1 + off * off);
            }
            sum *= 1 - Math.Abs(candidate);
            if (sum > best)
                (best, slope) = (sum, candidate);
        }
        return apart.Count == 0 ? 0 : slope;
    }

    private static List<(double X, double Y)> Pairs(IReadOnlyList<PixelBox> boxes, int height)
    {
        List<(double X, double Y)> middles =
        [
            .. boxes.Take(MostBoxes).Select(box => (box.Left + box.Width / 2.0, box.Top + box.Height / 2.0)),
        ];
        List<(double X, double Y)> apart = [];
        for (int i = 0; i < middles.Count; i++)
        {
            for (int j = 0; j < i; j++)
            {
                (double x, double y) = (middles[i].X - middles[j].X, middles[i].Y - middles[j].Y);
                if (Math.Abs(x) > height / 2.0 && Math.Abs(x) < FarthestHeights * height && Math.Abs(y) < Math.Abs(x))
                    apart.Add((x, y));
            }
        }
        return apart;
    }
}
