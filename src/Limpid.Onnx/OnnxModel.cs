using System.Reflection;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Limpid.Files;
using Limpid.Layers;
using Limpid.Numerics;
using Limpid.Onnx.Format;

namespace Limpid.Onnx;

/// <summary>
/// A model as an ONNX file says it: pixels go in as <c>x</c>; out come <c>probabilities</c>, softmax(z / T) as
/// <see cref="Recognition.Recognizer"/> has it, and
/// <c>activations</c>, what the last layer shows. It always answers: a <see cref="RejectionRule"/> is not exported.
/// </summary>
public sealed class OnnxModel
{
    /// <summary>The set of operators that most models need (ONNX 1.8, 2020).</summary>
    public const int OldestOperatorSet = 13;

    private const int OldestFormat = 7,
        NextOperatorSet = 14,
        NextFormat = 8; // ONNX 1.8 came with format 7; 1.10 to 1.12, operators 15 to 17, with 8
    private const double LeastTemperature = 1e-6; // z / T must stay in a float
    private readonly ModelProto _file;

    private OnnxModel(ModelProto file, OnnxPort input, ImmutableSequence<OnnxPort> outputs) =>
        (_file, Input, Outputs) = (file, input, outputs);

    /// <summary>What it reads.</summary>
    public OnnxPort Input { get; }

    /// <summary>What it answers.</summary>
    public ImmutableSequence<OnnxPort> Outputs { get; }

    /// <summary>The set of operators that a program must know to run it: the oldest that has them all.</summary>
    public int OperatorSet => (int)_file.OpsetImport[0].Version;

    /// <summary>Says a model in ONNX.</summary>
    /// <exception cref="LimpidException"><see cref="Fault.Mismatch"/>: a layer has no operator, or the temperature is
    /// too low for float32.</exception>
    public static OnnxModel Of(Model model)
    {
        if (model.Temperature < LeastTemperature)
            throw LimpidException.Mismatch(
                $"An exported model divides its scores by a temperature of at least {LeastTemperature}, but "
                    + $"this one's is {model.Temperature}. Train it anew, so that it is fitted."
            );
        Architecture architecture = model.Network.Architecture;
        var graph = new GraphWriter(model.Network);
        var root = new Place(graph, "");
        OnnxPort input = InputOf(architecture.Input);
        Edge y = graph.Input(input, architecture.Input),
            scores = y;
        for (int i = 0; i < architecture.Body.Layers.Count; i++)
        {
            y = root.Run(architecture.Body.Layers[i], y, i);
            if (i + 1 == architecture.ScoreLayers)
                scores = y;
        }
        ImmutableSequence<OnnxPort> outputs = OutputsOf(y.Shape, model.Temperature);
        graph.Output(outputs[0], Probabilities(root.Inside(outputs[0].Name), scores, model.Temperature));
        graph.Output(outputs[1], root.Inside(outputs[1].Name).Flat(y));
        return new(Header(model, graph), input, outputs);
    }

    /// <summary>Writes the file; the same bytes for the same model.</summary>
    public void Write(Stream stream) => _file.WriteTo(stream);

    private static OnnxPort InputOf(Shape shape)
    {
        bool isPicture = shape is not { Height: 1, Width: 1 };
        return new(
            "x",
            isPicture ? [shape.Channels, shape.Height, shape.Width] : [shape.Channels],
            isPicture
                ? "pixels from 0, paper, to 1, ink: a byte / 255; a digit centred as MNIST's are"
                : "numbers from 0 to 1"
        );
    }

    private static ImmutableSequence<OnnxPort> OutputsOf(Shape shape, double temperature) =>
        [
            new("probabilities", [shape.Count], $"of each class: softmax(z / {temperature:0.0###})"),
            new("activations", [shape.Count], "what the last layer shows"),
        ];

    /// <summary>pₖ = e^(zₖ / T) / Σⱼ e^(zⱼ / T).</summary>
    private static Edge Probabilities(Place at, Edge scores, double temperature)
    {
        Edge z = at.Flat(scores);
        return at.Node(
            "Softmax",
            at.Node("Div", z, z.Shape, [at.Held("temperature", (float)temperature)]),
            OnnxAttribute.Of("axis", -1)
        );
    }

    private static ModelProto Header(Model model, GraphWriter graph)
    {
        var file = new ModelProto
        {
            IrVersion = graph.OperatorSet < NextOperatorSet ? OldestFormat : NextFormat,
            ProducerName = "limpid",
            ProducerVersion = Version,
            Graph = graph.Graph,
            DocString =
                "Reads digits and always answers: Limpid's \"unsure\" and \"not a digit\" are not part of this file.",
            OpsetImport = { new OperatorSetIdProto { Version = graph.OperatorSet } },
        };
        Add("classNames", new JsonArray([.. model.ClassNames.Select(name => (JsonNode)name)]).ToJsonString());
        Add("architecture", Notation.Write(model.Network.Architecture));
        Add("weightsSha256", model.Network.Sha256());
        Add("temperature", $"{model.Temperature:R}");
        return file;

        void Add(string key, string value) =>
            file.MetadataProps.Add(new StringStringEntryProto { Key = key, Value = value });
    }

    private static string Version =>
        typeof(OnnxModel)
            .Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!
            .InformationalVersion.Split('+')[0];
}
