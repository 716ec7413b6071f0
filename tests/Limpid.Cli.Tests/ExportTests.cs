using System.Text.Json.Nodes;

namespace Limpid.Cli.Tests;

/// <summary><c>limpid export</c>: what it says, and what it refuses. That the files are right is judged by ONNX Runtime
/// in Limpid.Onnx.Tests.</summary>
public class ExportTests
{
    [Fact]
    public async Task It_says_what_goes_in_and_out_and_that_the_file_always_answers()
    {
        using var tool = new Tool();
        string model = tool.Save(TestModels.Trained),
            said = (await tool.Run("export", model, "--onnx", tool["digits.onnx"])).Done();
        Assert.Equal(
            $"""
            digits.onnx: ONNX, operator set 13, {new FileInfo(tool["digits.onnx"]).Length:N0} bytes
            in   x              n x 1 x 28 x 28  pixels from 0, paper, to 1, ink: a byte / 255; a digit centred as MNIST's are
            out  probabilities  n x 10           of each class: softmax(z / 1.25)
            out  activations    n x 10           what the last layer shows
            The exported file always answers: it never says "unsure" or "not a digit".

            """.ReplaceLineEndings("\n"),
            said
        );
    }

    [Fact]
    public async Task Programs_get_it_as_one_object()
    {
        using var tool = new Tool();
        JsonObject said = Assert.Single(
            (await tool.Run("export", tool.Save(TestModels.Trained), "--onnx", tool["digits.onnx"], "--json")).Objects
        );
        Assert.Equal(new FileInfo(tool["digits.onnx"]).Length, (long)said["bytes"]!);
        Assert.Equal("""{"name":"x","shape":["n",1,28,28]}""", said["input"]!.ToJsonString());
        Assert.Equal(
            ["probabilities", "activations"],
            said["outputs"]!.AsArray().Select(output => (string?)output!["name"])
        );
        Assert.Equal(TestModels.Trained.Network.Sha256(), (string?)said["weightsSha256"]);
    }

    [Fact]
    public async Task The_same_model_gives_the_same_file_and_replaces_an_older_one()
    {
        using var tool = new Tool();
        string model = tool.Save(TestModels.Trained);
        File.WriteAllText(tool["a.onnx"], "older");
        foreach (string name in new[] { "a.onnx", "b.onnx" })
            (await tool.Run("export", model, "--onnx", tool[name])).Done();
        Assert.Equal(File.ReadAllBytes(tool["b.onnx"]), File.ReadAllBytes(tool["a.onnx"]));
        Assert.Empty(Directory.GetFiles(tool.Folder, "*.tmp"));
    }

    [Fact]
    public async Task What_cannot_be_written_or_read_is_refused_with_the_cure_and_leaves_nothing()
    {
        using var tool = new Tool();
        string model = tool.Save(TestModels.Trained);
        byte[] before = File.ReadAllBytes(model);
        (await tool.Run("export", model)).Refused(ExitCode.Usage, "--onnx FILE", "limpid export --help");
        (await tool.Run("export", model, "--onnx", "")).Refused(ExitCode.Usage, "--onnx FILE");
        (await tool.Run("export", "--onnx", tool["a.onnx"])).Refused(ExitCode.Usage, "MODEL is missing");
        (await tool.Run("export", "nowhere", "--onnx", tool["a.onnx"])).Refused(
            ExitCode.NotFound,
            "nowhere",
            "limpid train"
        );
        (await tool.Run("export", model, "--onnx", model)).Refused(ExitCode.Usage, "replace the model");
        (await tool.Run("export", model, "--onnx", tool["nowhere/a.onnx"])).Refused(
            ExitCode.Unavailable,
            "create its folder"
        );
        Directory.CreateDirectory(tool["folder"]);
        (await tool.Run("export", model, "--onnx", tool["folder"])).Refused(ExitCode.Unavailable, "folder");
        Assert.Equal(before, File.ReadAllBytes(model));
        Assert.Equal(["model.safetensors"], Directory.GetFiles(tool.Folder).Select(Path.GetFileName));
    }

    [Theory, InlineData("cnn", 315_858), InlineData("reference", 13_002)]
    public async Task A_model_that_comes_with_limpid_is_exported_by_its_name(string name, int parameters)
    {
        using var tool = new Tool();
        (await tool.Run("export", name, "--onnx", tool["it.onnx"])).Done();
        Assert.InRange(
            new FileInfo(tool["it.onnx"]).Length,
            parameters * sizeof(float),
            parameters * sizeof(float) + 50_000
        );
    }
}
