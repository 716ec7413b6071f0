using Limpid.Layers;

namespace Limpid.Cli.Inspection;

/// <summary>A neuron of a dense layer. People count layers and neurons from 1: <c>1:3</c> is the third neuron of the
/// first hidden layer.</summary>
/// <param name="Layer">From 1; the input is layer 0.</param>
/// <param name="Index">The row of its weights, from 0.</param>
/// <param name="Weights">One an input.</param>
/// <param name="Bias">What is added to them.</param>
internal sealed record Neuron(int Layer, int Index, float[] Weights, float Bias)
{
    public string Place => $"{Layer}:{Index + 1}";

    /// <summary>Finds a neuron.</summary>
    /// <exception cref="LimpidException"><see cref="Fault.Usage"/>: not a place, or one that the network does not have;
    /// says which it has.</exception>
    public static Neuron Find(Network network, string place)
    {
        if (
            place.Split(':') is not [var layerText, var indexText]
            || !int.TryParse(layerText, out int layer)
            || !int.TryParse(indexText, out int number)
        )
            throw LimpidException.Usage(
                $"--neuron {place}: expected LAYER:NEURON, such as 1:3 for the third neuron of the first "
                    + $"layer after the input. {Ranges(network)}"
            );
        Column[] columns = [.. network.Architecture.Columns()];
        if (layer == 0)
            throw LimpidException.Usage(
                $"--neuron {place}: layer 0 is the input; it has pixels, but no weights. {Ranges(network)}"
            );
        if (layer < 0 || layer > columns.Length)
            throw LimpidException.Usage($"--neuron {place}: there is no layer {layer}. {Ranges(network)}");
        if (Of(network, columns[layer - 1], ParameterKind.Weight) is not { } weights)
            throw LimpidException.Usage(
                $"--neuron {place}: layer {layer} has no neurons with weights of their own. {Ranges(network)}"
            );
        if (number < 1 || number > weights.Rows)
            throw LimpidException.Usage($"--neuron {place}: layer {layer} has no neuron {number}. {Ranges(network)}");
        int index = number - 1;
        Parameter? biases = Of(network, columns[layer - 1], ParameterKind.Bias);
        return new(
            layer,
            index,
            [.. Enumerable.Range(0, weights.Columns).Select(i => network.Values[weights.IndexOf(index, i)])],
            biases is null ? 0 : network.Values[biases.IndexOf(index, 0)]
        );
    }

    private static string Ranges(Network network) =>
        "This network has "
        + string.Join(
            ", ",
            network
                .Architecture.Columns()
                .Select(column => (column.Number, Weights: Of(network, column, ParameterKind.Weight)))
                .Where(layer => layer.Weights is not null)
                .Select(layer => $"{layer.Number}:1 to {layer.Number}:{layer.Weights!.Rows}")
        )
        + ".";

    private static Parameter? Of(Network network, Column column, ParameterKind kind) =>
        network.Parameters.FirstOrDefault(p =>
            p.Kind == kind && p.Path == $"{column.First}.{(kind == ParameterKind.Weight ? "weight" : "bias")}"
        );
}
