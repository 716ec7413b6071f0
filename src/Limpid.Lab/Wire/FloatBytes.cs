using System.Runtime.InteropServices;

namespace Limpid.Lab;

/// <summary>Numbers as bytes for JavaScript, which reads them as a Float32Array.</summary>
internal static class FloatBytes
{
    /// <summary>float32, little-endian, as in WebAssembly memory.</summary>
    public static byte[] Bytes(ReadOnlySpan<float> values) => MemoryMarshal.AsBytes(values).ToArray();

    /// <summary>float64, little-endian.</summary>
    public static byte[] Bytes(ReadOnlySpan<double> values) => MemoryMarshal.AsBytes(values).ToArray();

    /// <summary>A dense layer's or a convolution's weights, one neuron or filter after the other, then its biases where
    /// it has some.</summary>
    /// <param name="network">Whose they are.</param>
    /// <param name="column">The column, from 1.</param>
    /// <exception cref="LimpidException"><see cref="Fault.Usage"/>: no such layer.</exception>
    public static byte[] OfLayer(Network network, int column)
    {
        int place = Place(network, column);
        var all = new List<byte>();
        foreach (
            Layers.Parameter p in network.Parameters.Where(p =>
                p.Path == $"{place}.weight" || p.Path == $"{place}.bias"
            )
        )
            all.AddRange(network.Bytes(p));
        return [.. all];
    }

    /// <summary>The input, then for each column the output of its first layer and of its last.</summary>
    public static byte[] OfActivations(Network network, Workspace workspace)
    {
        var all = new List<byte>(Bytes(workspace.Input(1).Span));
        foreach (Column column in network.Architecture.Columns())
        {
            all.AddRange(Bytes(workspace.Activation(column.First).Span));
            all.AddRange(Bytes(workspace.Activation(column.Last).Span));
        }
        return [.. all];
    }

    /// <summary>The index in the body of a column's first layer; columns count from 1.</summary>
    public static int Place(Network network, int column)
    {
        IReadOnlyList<Column> columns = network.Architecture.Columns();
        return column >= 1 && column <= columns.Count
            ? columns[column - 1].First
            : throw LimpidException.Usage(
                $"The network has the layers 1 to {columns.Count}, but layer {column} was asked for."
            );
    }
}
