using System.CommandLine;
using System.Text.Json.Nodes;
using Limpid.Files;
using Limpid.Onnx;
using Limpid.Runs;

namespace Limpid.Cli.Commands;

/// <summary><c>limpid export MODEL --onnx FILE</c>: a model for other programs.</summary>
internal static class ExportCommand
{
    private const string Notes = """
        Examples:
          limpid export cnn --onnx cnn.onnx
          limpid export latest --onnx digits.onnx

        The file has one input, x: float32 pixels from 0 (paper) to 1 (ink), of any
        number n of pictures. Its shape is n x 1 x 28 x 28 for an architecture that
        begins with 28x28, and n x 784 for one that begins with 784. Divide bytes by
        255. Have each digit cropped and centred as in MNIST: limpid predict does so
        by itself, the file does not.

        It has two outputs: probabilities, the ones that limpid predict shows; and
        activations, what the last layer shows. Class names, architecture, SHA-256 of
        the weights and temperature stand in its metadata.

        The exported file always answers: it never says "unsure" or "not a digit".
        It needs operator set 13, or 17 where there is a layer-norm. A file that is
        already there is replaced, but never the model itself.
        """;

    public static Command Create(Host host)
    {
        Argument<string> model = ModelArgument.Required(host);
        var onnx = new Option<string?>("--onnx") { Description = "Write it as ONNX", HelpName = "FILE" };
        var command = new Verb("export", "Writes a model for other programs", Notes) { model, onnx };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(onnx) is not { Length: > 0 } output)
                throw LimpidException.Usage("expected --onnx FILE, the file to write. See limpid export --help.");
            (string path, Model read) = ModelArgument.Read(host, parsed.GetRequiredValue(model));
            if (!PretrainedModels.Has(path) && Path.GetFullPath(output) == Path.GetFullPath(path))
                throw LimpidException.Usage($"--onnx would replace the model {path} itself. Choose another name.");
            OnnxModel exported = OnnxModel.Of(read);
            AtomicFile.Write(output, exported.Write);
            if (host.IsJson)
                host.Json(Describe(path, output, read, exported));
            else
                Tell(host, output, exported);
        });
        return command;
    }

    private static void Tell(Host host, string output, OnnxModel exported)
    {
        host.Line($"{output}: ONNX, operator set {exported.OperatorSet}, {new FileInfo(output).Length:N0} bytes");
        host.Line($"in   {Words(exported.Input)}");
        foreach (OnnxPort port in exported.Outputs)
            host.Line($"out  {Words(port)}");
        host.Line("The exported file always answers: it never says \"unsure\" or \"not a digit\".");
    }

    private static string Words(OnnxPort port) => $"{port.Name, -13}  {port.Shape, -15}  {port.Meaning}";

    private static JsonObject Describe(string path, string output, Model model, OnnxModel exported) =>
        new()
        {
            ["model"] = path,
            ["onnx"] = output,
            ["bytes"] = new FileInfo(output).Length,
            ["operatorSet"] = exported.OperatorSet,
            ["input"] = Describe(exported.Input),
            ["outputs"] = new JsonArray([.. exported.Outputs.Select(port => (JsonNode)Describe(port))]),
            ["weightsSha256"] = model.Network.Sha256(),
            ["alwaysAnswers"] = true,
        };

    private static JsonObject Describe(OnnxPort port) =>
        new()
        {
            ["name"] = port.Name,
            ["shape"] = new JsonArray([OnnxPort.Samples, .. port.Extents.Select(extent => (JsonNode)extent)]),
        };
}
