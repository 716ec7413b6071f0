using Limpid.Layers;
using Limpid.Numerics;

namespace Limpid.Lab;

/// <summary>Gaussian noise on the weights: s·σ·n for each, where σ is the standard deviation of its layer's weights and
/// n is normal.</summary>
internal static class WeightNoise
{
    /// <summary>Draws the noise; biases get none.</summary>
    public static void Draw(
        IReadOnlyList<Parameter> parameters,
        ReadOnlySpan<float> values,
        double strength,
        ulong seed,
        Span<float> noise
    )
    {
        noise.Clear();
        foreach (Parameter p in parameters.Where(p => p.Kind == ParameterKind.Weight && strength > 0))
        {
            ReadOnlySpan<float> own = values.Slice(p.Offset, p.Count);
            RandomStream random = RandomStream.Named(seed, p.Path);
            double deviation = StandardDeviation(own);
            for (int i = 0; i < own.Length; i++)
                noise[p.Offset + i] = (float)(strength * deviation * random.NextNormal());
        }
    }

    private static double StandardDeviation(ReadOnlySpan<float> values)
    {
        double sum = 0,
            squares = 0;
        foreach (float value in values)
            (sum, squares) = (sum + value, squares + (double)value * value);
        double mean = sum / values.Length;
        return Math.Sqrt(Math.Max(0, squares / values.Length - mean * mean));
    }
}
