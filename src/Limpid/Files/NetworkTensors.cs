using Limpid.Layers;
using Limpid.Numerics;

namespace Limpid.Files;

/// <summary>The parameters of a network as the tensors of a file, one each.</summary>
internal static class NetworkTensors
{
    /// <summary>The tensors of a network: F16 where that loses nothing of any value, else F32.</summary>
    public static IEnumerable<Tensor> Of(Network network, string prefix)
    {
        bool areHalves = Floats.AreHalves(network.Values);
        return network.Parameters.Select(p => new Tensor(
            prefix + p.Path,
            Dimensions(p),
            areHalves ? Floats.ToHalves(network.Bytes(p)) : network.Bytes(p),
            areHalves
        ));
    }

    /// <summary>Builds a network from a file's tensors, and removes those that it uses.</summary>
    public static Network Take(
        Architecture architecture,
        string prefix,
        Dictionary<string, Tensor> tensors,
        string where
    )
    {
        SequentialLayer body = Body(architecture, where);
        List<(Parameter, Tensor)> own = [];
        foreach (Parameter p in body.Parameters)
        {
            if (!tensors.Remove(prefix + p.Path, out Tensor? tensor))
                throw LimpidException.InvalidData($"{where}: tensor {prefix}{p.Path} of its architecture is missing.");
            if (!tensor.Dimensions.Equals(Dimensions(p)))
                throw LimpidException.InvalidData(
                    $"{where}: tensor {tensor.Name} is [{string.Join(", ", tensor.Dimensions)}], but its "
                        + $"architecture wants [{string.Join(", ", Dimensions(p))}]."
                );
            own.Add((p, tensor));
        }
        var network = Network.Empty(architecture, body);
        Span<float> values = network.Writable;
        foreach ((Parameter p, Tensor tensor) in own)
        {
            var neuron = new float[p.Columns];
            for (int row = 0; row < p.Rows; row++)
            {
                tensor.CopyTo(neuron, row * p.Columns);
                foreach (float value in neuron)
                    if (!float.IsFinite(value))
                        throw LimpidException.InvalidData(
                            $"{where}: tensor {tensor.Name} holds {value} in row {row}; weights must be finite numbers."
                        );
                p.Write(row, neuron, values);
            }
        }
        return network;
    }

    /// <summary>Builds the layers, before any memory is allocated for their values.</summary>
    private static SequentialLayer Body(Architecture architecture, string where)
    {
        try
        {
            return architecture.Build();
        }
        catch (LimpidException exception)
        {
            throw LimpidException.InvalidData(
                $"{where}: its architecture does not fit together: {exception.Message}",
                exception
            );
        }
    }

    /// <summary>The shape in PyTorch's order.</summary>
    private static ImmutableSequence<int> Dimensions(Parameter p) =>
        p.Window is { } w ? [p.Rows, w.Channels, w.Height, w.Width]
        : p.Kind == ParameterKind.Weight ? [p.Rows, p.Columns]
        : [p.Rows];
}
