using System.CommandLine;
using System.Text.Json.Nodes;
using Limpid.Cli.Views;
using Limpid.Runs;

namespace Limpid.Cli.Commands;

/// <summary><c>limpid runs list|compare|delete|prune</c>: what was trained here.</summary>
internal static class RunsCommand
{
    private const string Notes = """
        Examples:
          limpid runs list
          limpid runs compare latest 2026-11-23-001-mnist
          limpid runs delete 2026-11-23-001-mnist
          limpid runs prune --keep 5
        """;

    public static Command Create(Host host) =>
        new Verb("runs", "Lists, compares and deletes the runs under runs/", Notes)
        {
            List(host),
            Compare(host),
            Delete(host),
            Prune(host),
        };

    private static Verb List(Host host) => Acting(new Verb("list", "Lists the runs, newest first"), _ =>
        {
            RunsTable.List(
                host,
                [.. host.Runs.List().Select(name => RunSummary.Read(new RunFolder(host.Runs.Resolve(name))))]
            );
        });

    private static Verb Compare(Host host)
    {
        var names = new Argument<string[]>("RUN")
        {
            Description = "Two runs or more: names, folders, or latest",
            Arity = new ArgumentArity(2, 20),
        };
        return Acting(
            new Verb("compare", "Shows what two runs or more differ in, and what each came to") { names },
            parsed =>
                RunsTable.Compare(
                    host,
                    [.. parsed.GetValue(names)!.Select(name => RunSummary.Read(new RunFolder(host.Runs.Find(name))))]
                )
        );
    }

    private static Verb Delete(Host host)
    {
        var names = new Argument<string[]>("RUN")
        {
            Description = "Names of runs, or latest",
            Arity = ArgumentArity.OneOrMore,
        };
        return Acting(
            new Verb("delete", "Deletes runs with all that is in them, unless they are being written") { names },
            parsed =>
            {
                // all are looked up before the first is deleted
                string[] folders = [.. parsed.GetValue(names)!.Select(host.Runs.Resolve).Distinct()];
                foreach (string name in folders.Select(folder => new RunFolder(folder).Name))
                {
                    host.Runs.Delete(name);
                    Say(host, name);
                }
            }
        );
    }

    private static Verb Prune(Host host)
    {
        Option<int?> keep = WholeNumber.Optional("--keep", "How many of the newest runs to keep", 0);
        keep.Required = true;
        return Acting(
            new Verb("prune", "Deletes all runs but the newest; those being written and those renamed by hand stay")
            {
                keep,
            },
            parsed =>
            {
                IReadOnlyList<string> deleted = host.Runs.Prune(parsed.GetValue(keep)!.Value);
                foreach (string name in deleted)
                    Say(host, name);
                if (deleted.Count == 0)
                    host.Line("Nothing to delete.");
            }
        );
    }

    private static void Say(Host host, string deleted)
    {
        host.Line($"Deleted {deleted}");
        host.Json(new JsonObject { ["type"] = "deleted", ["run"] = deleted });
    }

    private static Verb Acting(Verb command, Action<ParseResult> act)
    {
        command.SetAction(parsed =>
        {
            act(parsed);
            return ExitCode.Success;
        });
        return command;
    }
}
