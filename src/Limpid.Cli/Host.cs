using System.Text.Json.Nodes;
using Limpid.Datasets;
using Limpid.Runs;
using Spectre.Console;

namespace Limpid.Cli;

/// <summary>
/// Where a command speaks. For people: <see cref="Console"/>, which knows whether it is a terminal, how wide, and
/// whether colours are wanted (NO_COLOR).
/// For programs (<c>--json</c>): one JSON object a line on <see cref="Out"/>, and nothing else there.
/// </summary>
internal sealed class Host(IAnsiConsole console, TextWriter output, TextWriter error)
{
    /// <summary>The terminal, or what stands for it when output is piped.</summary>
    public IAnsiConsole Console { get; } = console;

    /// <summary>Standard output.</summary>
    public TextWriter Out { get; } = output;

    /// <summary>Standard error: errors, and progress where output is for programs.</summary>
    public TextWriter Error { get; } = error;

    /// <summary>Opens standard input.</summary>
    public Func<Stream> In { get; init; } = System.Console.OpenStandardInput;

    /// <summary>Where runs are kept.</summary>
    public RunCatalogue Runs { get; init; } = new();

    /// <summary>Where data are looked for.</summary>
    public DataSearch Search { get; init; } = DataSearch.FromEnvironment();

    /// <summary>Whether programs listen: set from <c>--json</c> before a command runs.</summary>
    public bool IsJson { get; set; }

    /// <summary>Whether people look at a terminal: pictures are worth their room.</summary>
    public bool IsTerminal => !IsJson && Console.Profile.Out.IsTerminal;

    /// <summary>Whether a live view makes sense: a terminal, and people before it.</summary>
    public bool IsLive => IsTerminal && Console.Profile.Capabilities.Interactive;

    /// <summary>The host of this process.</summary>
    public static Host ForProcess() => new(AnsiConsole.Console, System.Console.Out, System.Console.Error);

    /// <summary>Says a plain line to people; nothing under <c>--json</c>.</summary>
    public void Line(string text = "")
    {
        if (!IsJson)
            Out.WriteLine(Printable.Of(text));
    }

    /// <summary>Says one JSON object on a line; nothing without <c>--json</c>.</summary>
    public void Json(JsonObject value)
    {
        if (IsJson)
            Out.WriteLine(value.ToJsonString());
    }
}
