namespace Limpid.Race;

/// <summary>What a row counts in. Engines always answer in seconds.</summary>
/// <param name="Name">As the table has it.</param>
/// <param name="Of">From seconds.</param>
/// <param name="IsRate">Whether more is better.</param>
internal sealed record Unit(string Name, Func<double, double> Of, bool IsRate = false)
{
    public static Unit Epoch { get; } = new("s an epoch", seconds => seconds);

    public static Unit Process { get; } = new("s from start to exit", seconds => seconds);

    public static Unit Start { get; } = new("ms from start to exit", seconds => seconds * 1e3);

    public static Unit Image { get; } = new("µs an image", seconds => seconds * 1e6);

    public static Unit Images { get; } = new("thousand images/s", seconds => 1e-3 / seconds, IsRate: true);

    /// <summary>Of n × n products, 2·n³ operations each.</summary>
    public static Unit Gigaflops(int n) => new("GFLOP/s", seconds => 2e-9 * n * n * n / seconds, IsRate: true);
}

/// <summary>What ours over the rival's has to be: at most this for times, at least this for rates.</summary>
internal readonly record struct Bar(double Ratio)
{
    public bool IsMet(double ratio, Unit unit) => unit.IsRate ? ratio >= Ratio : ratio <= Ratio;

    public string Text(Unit unit) => $"{(unit.IsRate ? "≥" : "≤")} {Ratio:0.0#} ×";
}
