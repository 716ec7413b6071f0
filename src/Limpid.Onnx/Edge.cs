using Limpid.Numerics;

namespace Limpid.Onnx;

/// <summary>A value between two nodes: a batch of n samples. ONNX tells a picture of 1 × 1 from a flat row, Limpid does
/// not; so an edge knows which it is.</summary>
/// <param name="Name">Its name in the graph.</param>
/// <param name="Shape">The shape of one sample; C × 1 × 1 where it is flat.</param>
/// <param name="IsFlat">Whether the tensor is n × C; else it is n × C × H × W.</param>
internal readonly record struct Edge(string Name, Shape Shape, bool IsFlat)
{
    /// <summary>The extents of one sample, as the tensor has them after n.</summary>
    public ImmutableSequence<int> Extents => IsFlat ? [Shape.Channels] : [Shape.Channels, Shape.Height, Shape.Width];
}
