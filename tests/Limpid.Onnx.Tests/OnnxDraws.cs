using Limpid.Files;
using Limpid.Layers;
using Limpid.Numerics;

namespace Limpid.Onnx.Tests;

/// <summary>Models of random values, and what to feed them.</summary>
internal static class OnnxDraws
{
    /// <summary>A network as a training might have left it: no scale is one, no bias nothing, no statistic as it
    /// began.</summary>
    public static Model Model(Architecture architecture, ulong seed, double temperature = 1.7)
    {
        var network = new Network(architecture, seed);
        RandomStream random = RandomStream.Named(seed, "judge");
        float[] values = network.Values.ToArray();
        foreach (Parameter p in network.Parameters.Where(p => p.Kind != ParameterKind.Weight))
            for (int row = 0; row < p.Rows; row++)
                values[p.IndexOf(row, 0)] =
                    p.Kind == ParameterKind.Bias
                        ? 0.3f * (float)random.NextNormal()
                        : 0.5f + (float)random.NextDouble();
        network.Load(values);
        int classes = architecture
            .Body.Layers.Aggregate(architecture.Input, (shape, spec) => spec.Build(shape).Output)
            .Count;
        return new()
        {
            Network = network,
            ClassNames = ImmutableSequence.From(Enumerable.Range(0, classes).Select(k => $"{k}")),
            Temperature = temperature,
        };
    }

    public static float[] Numbers(int count, ulong seed)
    {
        RandomStream random = RandomStream.Named(seed, "input");
        var numbers = new float[count];
        foreach (ref float number in numbers.AsSpan())
            number = (float)random.NextNormal();
        return numbers;
    }
}
