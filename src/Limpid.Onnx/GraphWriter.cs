using Google.Protobuf;
using Limpid.Layers;
using Limpid.Numerics;
using Limpid.Onnx.Format;

namespace Limpid.Onnx;

/// <summary>A graph that grows: its nodes, and what they hold of a network. A parameter keeps its name and its bytes:
/// those of the network's model file.</summary>
internal sealed class GraphWriter(Network network)
{
    private readonly Dictionary<string, Parameter> _parameters = network.Parameters.ToDictionary(
        p => p.Path,
        StringComparer.Ordinal
    );
    private readonly HashSet<string> _held = new(StringComparer.Ordinal);
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    /// <summary>The graph so far.</summary>
    public GraphProto Graph { get; } = new() { Name = "limpid" };

    /// <summary>The oldest set of operators that all nodes so far are in.</summary>
    public int OperatorSet { get; private set; } = OnnxModel.OldestOperatorSet;

    /// <summary>Says that a node needs operators as new as this.</summary>
    public void Needs(int operatorSet) => OperatorSet = Math.Max(OperatorSet, operatorSet);

    /// <summary>Adds a node; the name of its output.</summary>
    public string Node(
        string name,
        string operation,
        ReadOnlySpan<string> inputs,
        ReadOnlySpan<AttributeProto> attributes
    )
    {
        var node = new NodeProto { Name = Unused(name), OpType = operation };
        foreach (string input in inputs)
            node.Input.Add(input);
        foreach (AttributeProto attribute in attributes)
            node.Attribute.Add(attribute);
        node.Output.Add(node.Name);
        Graph.Node.Add(node);
        return node.Name;
    }

    /// <summary>Holds a parameter, rows being neurons, once; its name.</summary>
    public string Parameter(string path, ReadOnlySpan<int> extents)
    {
        if (!_held.Add(path))
            return path;
        TensorProto tensor = Tensor(path, TensorProto.Types.DataType.Float);
        foreach (int extent in extents)
            tensor.Dims.Add(extent);
        tensor.RawData = UnsafeByteOperations.UnsafeWrap(network.Bytes(_parameters[path]));
        return tensor.Name;
    }

    /// <summary>Holds whole numbers; their name.</summary>
    public string Numbers(string name, ReadOnlySpan<long> numbers)
    {
        TensorProto tensor = Tensor(name, TensorProto.Types.DataType.Int64);
        tensor.Dims.Add(numbers.Length);
        foreach (long number in numbers)
            tensor.Int64Data.Add(number);
        return tensor.Name;
    }

    /// <summary>Holds one number, a scalar; its name.</summary>
    public string Number(string name, float number)
    {
        TensorProto tensor = Tensor(name, TensorProto.Types.DataType.Float);
        tensor.FloatData.Add(number);
        return tensor.Name;
    }

    private TensorProto Tensor(string name, TensorProto.Types.DataType type)
    {
        var tensor = new TensorProto { Name = Unused(name), DataType = (int)type };
        Graph.Initializer.Add(tensor);
        return tensor;
    }

    private string Unused(string name)
    {
        string free = name;
        for (int i = 2; !_names.Add(free); i++)
            free = $"{name}.{i}";
        return free;
    }

    /// <summary>Lets numbers in.</summary>
    public Edge Input(OnnxPort port, Shape shape)
    {
        Graph.Input.Add(Described(port));
        return new(Unused(port.Name), shape, port.Extents.Count == 1);
    }

    /// <summary>Lets numbers out under a name of their own.</summary>
    public void Output(OnnxPort port, Edge edge)
    {
        Graph.Output.Add(Described(port));
        Node(port.Name, "Identity", [edge.Name], []);
    }

    private static ValueInfoProto Described(OnnxPort port)
    {
        var shape = new TensorShapeProto
        {
            Dim = { new TensorShapeProto.Types.Dimension { DimParam = OnnxPort.Samples } },
        };
        foreach (int extent in port.Extents)
            shape.Dim.Add(new TensorShapeProto.Types.Dimension { DimValue = extent });
        return new()
        {
            Name = port.Name,
            DocString = port.Meaning,
            Type = new()
            {
                TensorType = new() { ElemType = (int)TensorProto.Types.DataType.Float, Shape = shape },
            },
        };
    }
}
