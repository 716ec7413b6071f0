using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

namespace Limpid.Onnx.Tests;

/// <summary>A tensor: its extents and numbers.</summary>
internal sealed record OnnxTensor(int[] Extents, float[] Values);

/// <summary>A model of one operator, in ONNX's file format, and what ONNX Runtime makes of it.</summary>
/// <param name="Operator">Its name.</param>
/// <param name="Attributes">Whole numbers, fractions (float) and lists of whole numbers.</param>
internal sealed record OnnxNode(string Operator, params (string Name, object Value)[] Attributes)
{
    private const int Float = 1, FormatVersion = 8, OperatorSet = 17;

    /// <summary>Runs it on x and tensors that are held in the model, in the operator's order.</summary>
    public float[] Run(OnnxTensor x, params OnnxTensor[] held)
    {
        using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1 };
        using var session = new InferenceSession(Model(x, held), options);
        using OrtValue input = OrtValue.CreateTensorValueFromMemory(x.Values, [.. x.Extents.Select(extent => (long)extent)]);
        using var run = new RunOptions();
        using IDisposableReadOnlyCollection<OrtValue> outputs = session.Run(run, ["x"], [input], ["y"]);
        return outputs[0].GetTensorDataAsSpan<float>().ToArray();
    }

    /// <summary>The numbers of the fields are those of onnx.proto: ModelProto, GraphProto, NodeProto, ValueInfoProto.</summary>
    private byte[] Model(OnnxTensor x, OnnxTensor[] held)
    {
        ProtocolBuffer node = new ProtocolBuffer().Text(1, "x");
        for (int i = 0; i < held.Length; i++) node.Text(1, $"held{i}");
        node.Text(2, "y").Text(4, Operator).Messages(5, Attributes.Select(a => Attribute(a.Name, a.Value)));
        ProtocolBuffer graph = new ProtocolBuffer().Message(1, node).Text(2, "one").Messages(5, held.Select((tensor, i) => Held($"held{i}", tensor)))
            .Message(11, Named("x", x.Extents)).Message(12, Named("y", []));
        return new ProtocolBuffer().Number(1, FormatVersion).Message(7, graph).Message(8, new ProtocolBuffer().Text(1, "").Number(2, OperatorSet)).ToArray();
    }

    /// <summary>AttributeProto: the value's field, and at last its kind.</summary>
    private static ProtocolBuffer Attribute(string name, object value)
    {
        ProtocolBuffer attribute = new ProtocolBuffer().Text(1, name);
        return value switch
        {
            float fraction => attribute.Number(2, fraction).Number(20, 1L),
            int whole => attribute.Number(3, (long)whole).Number(20, 2L),
            int[] list => attribute.Numbers(8, list).Number(20, 7L),
            _ => throw new ArgumentException($"{name} is a {value.GetType().Name}"),
        };
    }

    private static ProtocolBuffer Held(string name, OnnxTensor tensor) =>
        new ProtocolBuffer().Numbers(1, tensor.Extents).Number(2, (long)Float).Text(8, name).Bytes(9, MemoryMarshal.AsBytes<float>(tensor.Values).ToArray());

    /// <summary>A tensor's name and type; of any extents where none are given.</summary>
    private static ProtocolBuffer Named(string name, int[] extents)
    {
        ProtocolBuffer type = new ProtocolBuffer().Number(1, (long)Float);
        if (extents.Length > 0) type.Message(2, new ProtocolBuffer().Messages(1, extents.Select(extent => new ProtocolBuffer().Number(1, (long)extent))));
        return new ProtocolBuffer().Text(1, name).Message(2, new ProtocolBuffer().Message(1, type));
    }
}
