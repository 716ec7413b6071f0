namespace Limpid.Drawing;

/// <summary>How far strokes reach.</summary>
internal readonly record struct StrokeBounds(double Left, double Top, double Right, double Bottom)
{
    private const double Farthest = 1e300; // differences of such numbers are still finite

    public double LongSide => Math.Max(Right - Left, Bottom - Top);

    /// <summary>Looks at every point once.</summary>
    /// <returns>Null where there is no point.</returns>
    /// <exception cref="LimpidException">A point is no place.</exception>
    public static StrokeBounds? Of(IReadOnlyList<Stroke> strokes)
    {
        double left = double.MaxValue,
            top = double.MaxValue,
            right = double.MinValue,
            bottom = double.MinValue;
        for (int i = 0; i < strokes.Count; i++)
        {
            ReadOnlySpan<StrokePoint> points = strokes[i].Points.AsSpan();
            for (int j = 0; j < points.Length; j++)
            {
                StrokePoint at = points[j];
                if (!(Math.Abs(at.X) <= Farthest && Math.Abs(at.Y) <= Farthest))
                    throw NoPlace(i, j, at);
                (left, right, top, bottom) = (
                    Math.Min(left, at.X),
                    Math.Max(right, at.X),
                    Math.Min(top, at.Y),
                    Math.Max(bottom, at.Y)
                );
            }
        }
        return left > right ? null : new(left, top, right, bottom);
    }

    private static LimpidException NoPlace(int stroke, int point, StrokePoint at) =>
        LimpidException.InvalidData(
            string.Create(
                System.Globalization.CultureInfo.InvariantCulture,
                $"Stroke {stroke}, point {point} (both counted from 0): expected finite coordinates, but got "
                    + $"x = {at.X}, y = {at.Y}. Leave the point out."
            )
        );
}
