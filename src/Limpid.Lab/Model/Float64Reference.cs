using Limpid.Layers;
using Limpid.Numerics;

namespace Limpid.Lab;

/// <summary>
/// A plain network once more, by plain loops in double: slow, and independent of the engine's kernels and of its
/// backward pass. What it says of a derivative,
/// by moving a number to both sides, is right to some nine digits; float32 would leave none where the cost hardly
/// moves.
/// </summary>
internal sealed class Float64Reference
{
    private readonly Architecture _architecture;
    private readonly IReadOnlyList<Parameter> _parameters;
    private readonly double[] _values,
        _input;
    private readonly HashSet<(int Layer, int Unit)> _off;

    /// <summary>The twin of a network as it stands.</summary>
    /// <param name="editable">The network, the picture before it, and the neurons that are off.</param>
    public Float64Reference(EditableNetwork editable)
    {
        (_architecture, _parameters, _off) = (
            editable.Network.Architecture,
            editable.Network.Parameters,
            [.. editable.Off]
        );
        _values = [.. editable.Network.Values.ToArray().Select(value => (double)value)];
        _input = [.. editable.Workspace.Input(1).Span.ToArray().Select(value => (double)value)];
    }

    /// <summary>The cost where one number is another.</summary>
    /// <param name="at">Its place in the flat buffer.</param>
    /// <param name="by">How much more it is.</param>
    /// <param name="cost">squared-error or softmax-cross-entropy.</param>
    /// <param name="wanted">The class that should have been answered.</param>
    public double Cost(int at, double by, string cost, int wanted)
    {
        double kept = _values[at];
        _values[at] = kept + by;
        double[] a = Forward();
        _values[at] = kept;
        return cost == "squared-error"
            ? a.Select((value, k) => (value - (k == wanted ? 1 : 0)) * (value - (k == wanted ? 1 : 0)) / 2).Sum()
            : -Elementary.Log(a[wanted]);
    }

    private double[] Forward()
    {
        double[] x = _input;
        for (int layer = 0; layer < _architecture.Body.Layers.Count; layer++)
        {
            x = _architecture.Body.Layers[layer] switch
            {
                Dense => Weighted(layer, x),
                Sigmoid => [.. x.Select(Logistic)],
                Tanh => [.. x.Select(z => 2 * Logistic(2 * z) - 1)],
                Relu => [.. x.Select(z => Math.Max(0, z))],
                Softmax => Shares(x),
                var other => throw LimpidException.Usage(
                    $"Derivatives are checked in plain networks, but this one has a layer {other.GetType().Name}."
                ),
            };
            foreach ((int place, int unit) in _off)
                if (place == layer)
                    x[unit] = 0;
        }
        return x;
    }

    /// <summary>z[j] = b[j] + Σₖ w[j,k]·x[k].</summary>
    private double[] Weighted(int layer, double[] x)
    {
        Parameter w = _parameters.First(p => p.Path == $"{layer}.weight"),
            b = _parameters.First(p => p.Path == $"{layer}.bias");
        var z = new double[w.Rows];
        for (int j = 0; j < z.Length; j++)
            z[j] = _values[b.IndexOf(j, 0)];
        for (int k = 0; k < x.Length; k++)
        {
            if (x[k] == 0)
                continue;
            for (int j = 0; j < z.Length; j++)
                z[j] += _values[w.IndexOf(j, k)] * x[k];
        }
        return z;
    }

    private static double Logistic(double z) => 1 / (1 + Elementary.Exp(-z));

    private static double[] Shares(double[] z)
    {
        double most = z.Max();
        double[] powers = [.. z.Select(value => Elementary.Exp(value - most))];
        double sum = powers.Sum();
        return [.. powers.Select(power => power / sum)];
    }
}
