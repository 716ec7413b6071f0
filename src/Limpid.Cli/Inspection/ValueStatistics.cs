using Limpid.Layers;

namespace Limpid.Cli.Inspection;

/// <summary>How the values of a parameter are spread.</summary>
/// <param name="Minimum">The lowest.</param>
/// <param name="Mean">Their mean, added in double.</param>
/// <param name="Deviation">√(Σ (v − mean)² / n).</param>
/// <param name="Maximum">The highest.</param>
internal readonly record struct ValueStatistics(float Minimum, double Mean, double Deviation, float Maximum)
{
    public static ValueStatistics Of(Network network, Parameter parameter)
    {
        ReadOnlySpan<float> values = network.Values.Slice(parameter.Offset, parameter.Count);
        float minimum = float.PositiveInfinity,
            maximum = float.NegativeInfinity;
        double sum = 0,
            squares = 0;
        foreach (float v in values)
            (minimum, maximum, sum) = (Math.Min(minimum, v), Math.Max(maximum, v), sum + v);
        double mean = sum / values.Length;
        foreach (float v in values)
            squares += (v - mean) * (v - mean);
        return new(minimum, mean, Math.Sqrt(squares / values.Length), maximum);
    }
}
