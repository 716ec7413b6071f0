namespace Limpid.Drawing;

/// <summary>
/// A round pen on a field of pixels: a pixel is ink (255) where its middle is no further than the radius from a line.
/// The middle of pixel (0, 0)
/// is at (½, ½). No greys: they come when the field is reduced, as MNIST's did.
/// </summary>
/// <remarks>What a pen leaves between two points is convex: in each row one run, found by its ends. Only + − × ÷ and √:
/// the same bits everywhere.</remarks>
internal sealed class StrokeRasterizer(int width, int height, double radius)
{
    private readonly byte[] _pixels = new byte[width * height];

    /// <summary>What was drawn; the pen is laid down with it.</summary>
    public GrayImage Picture => new(width, height, _pixels);

    /// <summary>Draws a straight line with round ends; a point, where both ends are one.</summary>
    public void Line(double ax, double ay, double bx, double by)
    {
        if (ay > by)
            (ax, ay, bx, by) = (bx, by, ax, ay);
        double length = Math.Sqrt((bx - ax) * (bx - ax) + (by - ay) * (by - ay));
        double nx = length == 0 ? 0 : radius * (by - ay) / length,
            ny = length == 0 ? 0 : radius * (ax - bx) / length;
        int top = Math.Max(0, (int)Math.Ceiling(ay - radius - 0.5)),
            bottom = Math.Min(height - 1, (int)Math.Floor(by + radius - 0.5));
        for (int row = top; row <= bottom; row++)
        {
            double y = row + 0.5;
            var run = new Run(double.MaxValue, double.MinValue);
            run = run.WithDisc(ax, y - ay, radius).WithDisc(bx, y - by, radius);
            run = run.WithEdge(ax + nx, ay + ny, bx + nx, by + ny, y).WithEdge(ax - nx, ay - ny, bx - nx, by - ny, y);
            Fill(row, run);
        }
    }

    private void Fill(int row, Run run)
    {
        int first = Math.Max(0, (int)Math.Ceiling(Math.Min(run.Left, width) - 0.5)),
            last = Math.Min(width - 1, (int)Math.Floor(Math.Max(run.Right, -1) - 0.5));
        if (first <= last)
            _pixels.AsSpan(row * width + first, last - first + 1).Fill(byte.MaxValue);
    }

    private readonly record struct Run(double Left, double Right)
    {
        public Run WithDisc(double x, double dy, double radius)
        {
            double square = radius * radius - dy * dy;
            if (square < 0)
                return this;
            double half = Math.Sqrt(square);
            return new(Math.Min(Left, x - half), Math.Max(Right, x + half));
        }

        /// <summary>Widened to where the line from a to b crosses row y.</summary>
        public Run WithEdge(double ax, double ay, double bx, double by, double y)
        {
            if (ay == by || y < ay || y > by)
                return this;
            double x = ax + (bx - ax) * ((y - ay) / (by - ay));
            return new(Math.Min(Left, x), Math.Max(Right, x));
        }
    }
}
