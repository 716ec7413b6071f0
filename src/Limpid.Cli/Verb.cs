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
    public static Option Help(Host host) =>
        Flag("Show help and usage information", new HelpWithNotes(host), "--help", "-h", "-?");

    /// <summary>The <c>--version</c> of the root.</summary>
    public static Option Version(Host host, string version) =>
        Flag("Show the version", new VersionNotice(host, version), "--version");

    /// <summary>An action that answers even where the rest of the command line is wrong.</summary>
    internal abstract class Notice : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;
    }

    private sealed class HelpWithNotes(Host host) : Notice
    {
        public override int Invoke(ParseResult parseResult)
        {
            var text = new StringWriter();
            parseResult.InvocationConfiguration.Output = text;
            new HelpAction { MaxWidth = host.Console.Profile.Width }.Invoke(parseResult);
            host.Out.WriteLine(text.ToString().TrimEnd());
            if (parseResult.CommandResult.Command is Verb { ClosingNotes: { Length: > 0 } notes })
                host.Out.WriteLine($"\n{notes}");
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

    /// <summary>An option without a value. The library's own for help and version read their words from resources at
    /// each start.</summary>
    private static Option<bool> Flag(string description, Notice action, string name, params string[] aliases) =>
        new(name, aliases)
        {
            Description = description,
            Action = action,
            Arity = ArgumentArity.Zero,
            Recursive = name == "--help",
        };

    private string ClosingNotes => notes;
}
