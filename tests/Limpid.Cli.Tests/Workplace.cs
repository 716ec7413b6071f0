using System.Text.Json.Nodes;
using Limpid.Data;
using Limpid.Runs;
using Spectre.Console;

namespace Limpid.Cli.Tests;

/// <summary>A folder of a test's own with drawn digits as IDX files, and the tool run in this process with its words
/// caught.</summary>
internal sealed class Workplace : IDisposable
{
    public Workplace()
    {
        Directory.CreateDirectory(Data);
        Write("train", SyntheticDigits.Draw(600, seed: 1));
        Write("t10k", SyntheticDigits.Draw(200, seed: 2));
    }

    public string Path { get; } = Directory.CreateTempSubdirectory("limpid-").FullName;

    public string Data => this["digits"];

    public string this[string name] => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);

    /// <summary>Runs the tool to its end.</summary>
    public async Task<Said> RunAsync(params string[] args) => await RunAsync(CancellationToken.None, args);

    public async Task<Said> RunAsync(CancellationToken stop, params string[] args)
    {
        (StringWriter output, StringWriter error) = (new(), new());
        IAnsiConsole console = AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Out = new AnsiConsoleOutput(output),
                Ansi = AnsiSupport.No,
                Interactive = InteractionSupport.No,
            }
        );
        int code = await Program.RunAsync(
            args,
            new Host(console, output, error) { Runs = new RunCatalogue(this["runs"]) },
            stop
        );
        return new(code, output.ToString(), error.ToString());
    }

    /// <summary>Trains on the drawn digits into a folder.</summary>
    public Task<Said> TrainAsync(string output, params string[] more) => RunAsync(Training(output, more));

    /// <summary>The words for that; what is given more wins over what is usual here.</summary>
    public string[] Training(string output, params string[] more)
    {
        string[] usual = ["--arch", "784-12-10", "--epochs", "3", "--batch-size", "20", "--seed", "5"];
        return
        [
            "train",
            "--data",
            Data,
            "--json",
            "--output",
            this[output],
            .. usual.Chunk(2).Where(option => !more.Contains(option[0])).SelectMany(option => option),
            .. more,
        ];
    }

    private void Write(string part, Dataset digits)
    {
        byte[] pixels = [.. Enumerable.Range(0, digits.Count).SelectMany(i => digits.Picture(i).ToArray())];
        using FileStream pictures = File.Create(System.IO.Path.Combine(Data, $"{part}-images-idx3-ubyte")),
            labels = File.Create(System.IO.Path.Combine(Data, $"{part}-labels-idx1-ubyte"));
        IdxFormat.Write(pictures, [digits.Count, 28, 28], pixels);
        IdxFormat.Write(labels, [digits.Count], digits.Labels);
    }
}

/// <summary>What the tool answered.</summary>
internal sealed record Said(int Code, string Output, string Error)
{
    public JsonObject[] Lines =>
        [.. Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!.AsObject())];

    public JsonObject Last => Lines[^1];

    public string Weights => (string)Last["weightsSha256"]!;
}
