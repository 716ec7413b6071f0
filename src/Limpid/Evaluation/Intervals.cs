namespace Limpid.Evaluation;

/// <summary>How far a counted share may lie from the true one.</summary>
public static class Intervals
{
    private const double Z95 = 1.959963984540054;

    /// <summary>The 95 % score interval of a share (Wilson 1927): (p + z²/2n ± z√(p(1−p)/n + z²/4n²)) / (1 + z²/n).</summary>
    public static (double Low, double High) Wilson(int hits, int count)
    {
        if (count == 0) return (0, 1);
        double p = (double)hits / count, z2 = Z95 * Z95, center = p + z2 / (2 * count), room = Z95 * Math.Sqrt(p * (1 - p) / count + z2 / (4.0 * count * count));
        return (Math.Max(0, (center - room) / (1 + z2 / count)), Math.Min(1, (center + room) / (1 + z2 / count)));
    }
}
