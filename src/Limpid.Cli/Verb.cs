using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Limpid.Cli;

/// <summary>A command whose help ends in what one wants to read.</summary>
/// <param name="name">As it is typed.</param>
/// <param name="description">One line.</param>
/// <param name="notes">Examples and explanations, below the options in <c>--help</c>.</param>
internal sealed class Verb(string name, string description, string notes = "") : Command(name, description)
{
    /// <summary>The <c>--help</c> of the root and all that is below it.</summary>
    public static HelpOption Help(Host host) => new("--help", "-h", "-?") { Action = new HelpWithNotes(host) };

    /// <summary>The <c>--version</c> of the root.</summary>
    public static VersionOption Version(Host host, string version) => new() { Description = "Show the version", Action = new VersionNotice(host, version) };

    /// <summary>An action that answers even where the rest of the command line is wrong.</summary>
    internal abstract class Notice : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;
    }

    private sealed class HelpWithNotes(Host host) : Notice
    {
        private readonly HelpAction _usual = new() { MaxWidth = host.Console.Profile.Width };

        public override int Invoke(ParseResult parseResult)
        {
            var text = new StringWriter();
            parseResult.InvocationConfiguration.Output = text;
            _usual.Invoke(parseResult);
            host.Out.WriteLine(text.ToString().TrimEnd());
            if (parseResult.CommandResult.Command is Verb { ClosingNotes: { Length: > 0 } notes }) host.Out.WriteLine($"\n{notes}");
            return ExitCode.Success;
        }
    }

    private sealed class VersionNotice(Host host, string version) : Notice
    {
        public override int Invoke(ParseResult parseResult)
        {
            host.Json(new() { ["version"] = version });
            host.Line(version);
            return ExitCode.Success;
        }
    }

    private string ClosingNotes => notes;
}
