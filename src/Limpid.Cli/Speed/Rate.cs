using System.Text.Json.Nodes;

namespace Limpid.Cli.Speed;

/// <summary>A rate over several rounds, a second.</summary>
/// <param name="Least">The slowest round.</param>
/// <param name="Median">The middle one.</param>
/// <param name="Most">The fastest.</param>
internal readonly record struct Rate(double Least, double Median, double Most)
{
    public static Rate Of(IReadOnlyCollection<double> rounds)
    {
        double[] sorted = [.. rounds.Order()];
        return new(sorted[0], (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2, sorted[^1]);
    }

    public JsonObject ToJson(int threads) =>
        new()
        {
            ["threads"] = threads,
            ["median"] = Median,
            ["least"] = Least,
            ["most"] = Most,
        };
}
