using Limpid.Layers;
using Limpid.Numerics;
using Limpid.Onnx.Format;

namespace Limpid.Onnx;

/// <summary>Where in the network a layer stands, and what its operator may do there.</summary>
/// <param name="Graph">The graph to add to.</param>
/// <param name="Path">As parameters have it: <c>3.body.0</c> is the first layer of the body of the network's
/// fourth.</param>
internal readonly record struct Place(GraphWriter Graph, string Path)
{
    /// <summary>A place within this one.</summary>
    public Place Inside(object name) => this with { Path = Path.Length == 0 ? $"{name}" : $"{Path}.{name}" };

    /// <summary>Layers inside, one after another.</summary>
    public Edge Run(ImmutableSequence<LayerSpec> layers, Edge x)
    {
        for (int i = 0; i < layers.Count; i++)
            x = Run(layers[i], x, i);
        return x;
    }

    /// <summary>One layer inside.</summary>
    public Edge Run(LayerSpec layer, Edge x, int index)
    {
        Place at = Inside(index);
        return OnnxOperator.Of(layer, at).Write(layer, x, at);
    }

    /// <summary>A parameter of the layer, held in the graph; its name there.</summary>
    public string Held(string parameter, params ReadOnlySpan<int> extents) =>
        Graph.Parameter(Inside(parameter).Path, extents);

    /// <summary>A number held in the graph; its name there.</summary>
    public string Held(string name, float number) => Graph.Number(Inside(name).Path, number);

    /// <summary>A node that keeps the shape.</summary>
    public Edge Node(string operation, Edge x, params ReadOnlySpan<AttributeProto> attributes) =>
        Node(operation, x, x.Shape, [], attributes);

    /// <summary>A node.</summary>
    /// <param name="operation">ONNX's name of it.</param>
    /// <param name="x">Its first input.</param>
    /// <param name="output">The shape that it makes of that, flat or not as x is.</param>
    /// <param name="more">The names of its further inputs.</param>
    /// <param name="attributes">Its settings.</param>
    public Edge Node(
        string operation,
        Edge x,
        Shape output,
        ReadOnlySpan<string> more,
        params ReadOnlySpan<AttributeProto> attributes
    ) => x with { Name = Graph.Node(Inside(operation).Path, operation, [x.Name, .. more], attributes), Shape = output };

    /// <summary>As n × C.</summary>
    public Edge Flat(Edge x) =>
        x.IsFlat ? x : Node("Flatten", x, new(x.Shape.Count), [], OnnxAttribute.Of("axis", 1)) with { IsFlat = true };

    /// <summary>As n × C × H × W.</summary>
    public Edge Picture(Edge x) => x.IsFlat ? Picture(x, x.Shape) : x;

    /// <summary>A flat row as n × C × H × W.</summary>
    public Edge Picture(Edge x, Shape shape) =>
        Node(
            "Reshape",
            x,
            shape,
            [Graph.Numbers(Inside("shape").Path, [KeepSamples, shape.Channels, shape.Height, shape.Width])]
        ) with
        {
            IsFlat = false,
        };

    private const long KeepSamples = 0; // Reshape's word for "as it is"
}
