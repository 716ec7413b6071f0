using System.Text;
using System.Text.Json.Nodes;
using Limpid.Datasets;
using Limpid.Runs;
using Spectre.Console;

namespace Limpid.Cli.Tests;

/// <summary>The tool in this process, on a folder of the test's own, with a pipe for a terminal unless a test wants
/// colours.</summary>
internal sealed class Tool : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("limpid-").FullName;

    /// <summary>A path in the folder.</summary>
    public string this[string name] => Path.Combine(Folder, name);

    /// <summary>A terminal that shows colours, with somebody before it; else a pipe.</summary>
    public bool IsTerminal { get; init; }

    /// <summary>What comes from standard input.</summary>
    public Func<Stream> In { get; init; } = () => Stream.Null;

    /// <summary>Runs a command line. The folder's name is taken out of what it says.</summary>
    public async Task<Result> Run(params string[] args)
    {
        using StringWriter output = new() { NewLine = "\n" },
            error = new() { NewLine = "\n" };
        int code = await Program.RunAsync(args, Host(output, error), CancellationToken.None);
        return new(code, WithoutFolder(output), WithoutFolder(error));
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private Host Host(StringWriter output, StringWriter error)
    {
        IAnsiConsole console = AnsiConsole.Create(
            new()
            {
                Out = new Terminal(output, IsTerminal),
                Interactive = IsTerminal ? InteractionSupport.Yes : InteractionSupport.No,
                Ansi = IsTerminal ? AnsiSupport.Yes : AnsiSupport.No,
                ColorSystem = IsTerminal ? ColorSystemSupport.TrueColor : ColorSystemSupport.NoColors,
                Enrichment = new() { UseDefaultEnrichers = false },
            }
        );
        console.Profile.Capabilities.Unicode = true;
        return new(console, output, error)
        {
            In = In,
            Runs = new RunCatalogue(this["runs"]),
            Search = new DataSearch
            {
                CacheFolder = this["cache"],
                Offline = true,
                NpmCommands = [],
            },
        };
    }

    private string WithoutFolder(StringWriter said) =>
        said.ToString().Replace(Folder + Path.DirectorySeparatorChar, "", StringComparison.Ordinal);
}

/// <summary>A writer that says whether it is a terminal.</summary>
internal sealed class Terminal(TextWriter writer, bool isTerminal) : IAnsiConsoleOutput
{
    public TextWriter Writer => writer;

    public bool IsTerminal => isTerminal;

    public int Width => 100;

    public int Height => 40;

    public void SetEncoding(Encoding encoding) { }
}

/// <summary>What a command line answered.</summary>
internal sealed record Result(int Code, string Out, string Error)
{
    /// <summary>The JSON objects that it said, one a line.</summary>
    public JsonObject[] Objects =>
        [.. Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!.AsObject())];

    /// <summary>Refused with a code, and one message that holds some words; nothing was said on standard
    /// output.</summary>
    public void Refused(int code, params string[] words)
    {
        Assert.Equal((code, ""), (Code, Out));
        Assert.StartsWith("limpid: ", Error);
        Assert.All(words, word => Assert.Contains(word, Error, StringComparison.Ordinal));
        Assert.DoesNotContain("should not have happened", Error, StringComparison.Ordinal);
    }

    /// <summary>Done, with nothing on standard error; what it said.</summary>
    public string Done()
    {
        Assert.Equal((0, ""), (Code, Error));
        return Out;
    }
}
