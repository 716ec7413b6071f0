using System.CommandLine;
using System.Text.Json.Nodes;
using Limpid.Cli.Views;
using Limpid.Runs;

namespace Limpid.Cli.Commands;

/// <summary><c>limpid runs list|compare|delete|prune</c>: what was trained here.</summary>
internal static class RunsCommand
{
    public static Command Create(Host host) => new("runs", "Lists, compares and deletes the runs under runs/")
    {
        List(host), Compare(host), Delete(host), Prune(host),
    };

    private static Command List(Host host) => Acting(new("list", "Lists the runs, newest first"), _ =>
    {
        var runs = new RunCatalogue();
        RunsTable.List(host, [.. runs.List().Select(name => RunSummary.Read(new RunFolder(runs.Resolve(name))))]);
    });

    private static Command Compare(Host host)
    {
        var names = new Argument<string[]>("RUN") { Description = "Two runs or more: names, folders, or latest", Arity = new ArgumentArity(2, 20) };
        return Acting(new("compare", "Shows what two runs or more differ in, and what each came to") { names }, parsed =>
            RunsTable.Compare(host, [.. parsed.GetValue(names)!.Select(name => RunSummary.Read(new RunFolder(new RunCatalogue().Find(name))))]));
    }

    private static Command Delete(Host host)
    {
        var names = new Argument<string[]>("RUN") { Description = "Names of runs, or latest", Arity = ArgumentArity.OneOrMore };
        return Acting(new("delete", "Deletes runs with all that is in them, unless they are being written") { names }, parsed =>
        {
            var runs = new RunCatalogue();
            string[] folders = [.. parsed.GetValue(names)!.Select(runs.Resolve).Distinct()];   // all are looked up before the first is deleted
            foreach (string name in folders.Select(folder => new RunFolder(folder).Name))
            {
                runs.Delete(name);
                Say(host, name);
            }
        });
    }

    private static Command Prune(Host host)
    {
        var keep = new Option<int>("--keep") { Description = "How many of the newest runs to keep", HelpName = "N", Required = true };
        return Acting(new("prune", "Deletes all runs but the newest; those being written and those renamed by hand stay") { keep }, parsed =>
        {
            IReadOnlyList<string> deleted = new RunCatalogue().Prune(parsed.GetValue(keep));
            foreach (string name in deleted) Say(host, name);
            if (deleted.Count == 0) host.Line("Nothing to delete.");
        });
    }

    private static void Say(Host host, string deleted)
    {
        host.Line($"Deleted {deleted}");
        host.Json(new JsonObject { ["type"] = "deleted", ["run"] = deleted });
    }

    private static Command Acting(Command command, Action<ParseResult> act)
    {
        command.SetAction(parsed =>
        {
            act(parsed);
            return ExitCode.Success;
        });
        return command;
    }
}
