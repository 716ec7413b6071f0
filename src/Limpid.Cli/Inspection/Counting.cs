using Limpid.Layers;

namespace Limpid.Cli.Inspection;

/// <summary>The number of parameters written out, as the video does: <c>784×16 + 16×16 + 16×10 + 42 =
/// 13,002</c>.</summary>
internal static class Counting
{
    /// <summary>The products of the weights (inputs × neurons), then the sum of all biases.</summary>
    public static string WrittenOut(Network network)
    {
        IEnumerable<string> products = network
            .Parameters.Where(p => p.Kind == ParameterKind.Weight)
            .Select(p => $"{p.Columns}×{p.Rows}");
        int biases = network.Parameters.Where(p => p.Kind == ParameterKind.Bias).Sum(p => p.Count);
        return $"{string.Join(" + ", biases > 0 ? products.Append($"{biases:N0}") : products)} = "
            + $"{network.ParameterCount:N0}";
    }
}
