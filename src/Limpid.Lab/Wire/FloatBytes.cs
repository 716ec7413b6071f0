using System.Runtime.InteropServices;

namespace Limpid.Lab;

/// <summary>Numbers on their way to JavaScript, which reads them as a Float32Array over the bytes.</summary>
internal static class FloatBytes
{
    /// <summary>float32, little-endian: as WebAssembly holds them.</summary>
    public static byte[] Bytes(ReadOnlySpan<float> values) => MemoryMarshal.AsBytes(values).ToArray();

    /// <summary>float64, little-endian.</summary>
    public static byte[] Bytes(ReadOnlySpan<double> values) => MemoryMarshal.AsBytes(values).ToArray();

    /// <summary>A dense layer's or a convolution's weights, one neuron or filter after the other, then its biases where
    /// it has some.</summary>
    /// <param name="network">Whose they are.</param>
    /// <param name="column">A layer as people count them, from 1.</param>
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

    /// <summary>The place in the body of a layer as people count them.</summary>
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
