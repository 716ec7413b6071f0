using Google.Protobuf;
using Limpid.Onnx.Format;

namespace Limpid.Race.Engines;

/// <summary>
/// An exported model with nothing in it but what the race asks for, so that ONNX Runtime loses no time to the rest: the
/// probabilities
/// only, and no division by a temperature of one.
/// </summary>
internal static class BareOnnx
{
    public const string Input = "x",
        Output = "probabilities";

    public static byte[] Of(byte[] exported)
    {
        ModelProto model = ModelProto.Parser.ParseFrom(exported);
        GraphProto graph = model.Graph;
        foreach (ValueInfoProto other in graph.Output.Where(output => output.Name != Output).ToArray())
            graph.Output.Remove(other);
        NodeProto division = graph.Node.Single(node => node.OpType == "Div");
        foreach (NodeProto node in graph.Node)
            Replace(node, division.Output[0], division.Input[0]);
        while (graph.Node.FirstOrDefault(node => !node.Output.Any(output => IsRead(graph, output))) is { } unread)
            graph.Node.Remove(unread);
        foreach (TensorProto unread in graph.Initializer.Where(tensor => !IsRead(graph, tensor.Name)).ToArray())
            graph.Initializer.Remove(unread);
        return model.ToByteArray();
    }

    private static void Replace(NodeProto node, string old, string name)
    {
        for (int i = 0; i < node.Input.Count; i++)
            if (node.Input[i] == old)
                node.Input[i] = name;
    }

    private static bool IsRead(GraphProto graph, string name) =>
        graph.Output.Any(output => output.Name == name) || graph.Node.Any(node => node.Input.Contains(name));
}
