namespace Limpid.Race;

/// <summary>What some rounds measured.</summary>
internal readonly record struct Spread(double Median, double Least, double Most)
{
    public static Spread Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        if (sorted.Length == 0)
            throw LimpidException.Usage("A spread needs at least one value.");
        int middle = sorted.Length / 2;
        double median = sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new(median, sorted[0], sorted[^1]);
    }

    /// <summary>Three digits that count.</summary>
    public static string Text(double value) =>
        value switch
        {
            0 => "0",
            >= 100 => $"{value:0}",
            >= 10 => $"{value:0.0}",
            >= 1 => $"{value:0.00}",
            _ => $"{value:0.000}",
        };

    public override string ToString() => $"{Text(Median)} ({Text(Least)}–{Text(Most)})";
}
