namespace Limpid.Evaluation;

/// <summary>How far a counted share may lie from the true one.</summary>
public static class Intervals
{
    private const double Z95 = 1.959963984540054;

    /// <summary>The 95 % score interval of a share (Wilson 1927): (p + z²/2n ± z√(p(1−p)/n + z²/4n²)) / (1 +
    /// z²/n).</summary>
    public static (double Low, double High) Wilson(int hits, int count)
    {
        if (count == 0)
            return (0, 1);
        double p = (double)hits / count,
            z2 = Z95 * Z95,
            center = p + z2 / (2 * count),
            room = Z95 * Math.Sqrt(p * (1 - p) / count + z2 / (4.0 * count * count));
        return (Math.Max(0, (center - room) / (1 + z2 / count)), Math.Min(1, (center + room) / (1 + z2 / count)));
    }

    /// <summary>The 95 % interval of a mean from few values (Student 1908): x̄ ± t·s/√n, s² = Σ(xᵢ − x̄)²/(n − 1), t of
    /// n − 1 degrees of freedom.</summary>
    /// <returns>The mean, and half the interval's width, which one value alone leaves unknown (not a number).</returns>
    public static (double Mean, double HalfWidth) Mean(IReadOnlyList<double> values)
    {
        double mean = values.Average(),
            squares = values.Sum(x => (x - mean) * (x - mean));
        int free = values.Count - 1;
        return (mean, free == 0 ? double.NaN : Student95(free) * Math.Sqrt(squares / free / values.Count));
    }

    /// <summary>The quantile t(0.975): a table, then its expansion in 1/free (Abramowitz and Stegun 1964,
    /// 26.7.5).</summary>
    private static double Student95(int free)
    {
        ReadOnlySpan<double> table = [12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228];
        double z3 = Z95 * Z95 * Z95,
            z5 = z3 * Z95 * Z95;
        return free <= table.Length
            ? table[free - 1]
            : Z95 + (z3 + Z95) / (4.0 * free) + (5 * z5 + 16 * z3 + 3 * Z95) / (96.0 * free * free);
    }
}
