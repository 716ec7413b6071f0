using Limpid.Layers;

namespace Limpid.Lab;

/// <summary>Finds the layers and parameters of a neuron that is given by its column and index.</summary>
internal static class NeuronLookup
{
    /// <summary>The index of a weight in the flat buffer, or of the bias where input is −1.</summary>
    public static int ParameterIndex(Network network, int column, int neuron, int input)
    {
        int place = FloatBytes.Place(network, column);
        string path = input < 0 ? $"{place}.bias" : $"{place}.weight";
        Parameter p = network.Parameters.FirstOrDefault(p => p.Path == path)
            ?? throw LimpidException.Usage($"Layer {column} has nothing to change.");
        int at = Math.Max(0, input);
        if (neuron < 0 || neuron >= p.Rows || at >= p.Columns)
            throw LimpidException.Usage(
                $"Layer {column} has {p.Rows} neurons of {p.Columns} weights, but neuron {neuron}, weight "
                    + $"{at} was to be changed."
            );
        return p.IndexOf(neuron, at);
    }

    /// <summary>The layer of the body that holds a hidden neuron's activation, and the first layer of its
    /// column.</summary>
    public static (int Layer, int First) Hidden(Network network, Workspace workspace, int column, int neuron)
    {
        IReadOnlyList<Column> columns = network.Architecture.Columns();
        if (column < 1 || column >= columns.Count)
            throw LimpidException.Usage(
                $"The network has the hidden layers 1 to {columns.Count - 1}, but a neuron of layer {column} "
                    + "was to be switched."
            );
        int layer = columns[column - 1].Last,
            units = workspace.Activation(layer).Columns;
        if (neuron < 0 || neuron >= units)
            throw LimpidException.Usage($"Layer {column} has {units} neurons, but neuron {neuron} was to be switched.");
        return (layer, columns[column - 1].First);
    }
}
