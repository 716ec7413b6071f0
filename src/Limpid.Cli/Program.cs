using System.CommandLine;
using System.Reflection;
using Limpid.Cli.Commands;

namespace Limpid.Cli;

/// <summary>The tool's table of contents.</summary>
internal static class Program
{
    private const string StartHere = """
        Start here:
          limpid train                gets MNIST, trains the network of the video
          limpid predict photo.png    reads your own digit with it
          limpid lab                  opens it in the browser, to look inside
        """;

    private static readonly (string Name, Func<Host, Command> Create)[] Verbs =
    [
        ("data", DataCommand.Create),
        ("train", TrainCommand.Create),
        ("evaluate", EvaluateCommand.Create),
        ("inspect", InspectCommand.Create),
        ("predict", PredictCommand.Create),
        ("read", ReadCommand.Create),
        ("export", ExportCommand.Create),
        ("runs", RunsCommand.Create),
        ("lab", LabCommand.Create),
        ("scoreboard", ScoreboardCommand.Create),
        ("bench", BenchCommand.Create),
        ("completion", CompletionCommand.Create),
    ];

    private static async Task<int> Main(string[] args)
    {
        using var interrupt = new Interrupt();
        return await RunAsync(args, Host.ForProcess(), interrupt.Token).ConfigureAwait(false);
    }

    /// <summary>Runs a command line against a host; tests give their own.</summary>
    internal static Task<int> RunAsync(string[] args, Host host, CancellationToken stop) =>
        CommandLine.InvokeAsync(Root(host, args.FirstOrDefault("")), args, host, stop);

    /// <summary>The tree of commands; a command line that begins with the name of one needs no other, and starts the
    /// sooner.</summary>
    private static Verb Root(Host host, string first)
    {
        var root = new Verb(
            "limpid",
            "Limpid: a neural network that you can see through.",
            $"{StartHere}\n\n{ExitCode.Table}"
        )
        {
            Verb.Help(host),
            Verb.Version(host, Version),
        };
        bool isNamed = Verbs.Any(verb => verb.Name == first);
        foreach ((string name, Func<Host, Command> create) in Verbs)
            if (!isNamed || name == first)
                root.Add(create(host));
        if (!isNamed)
            root.Add(CompletionCommand.CreateComplete(host, root));
        root.SetAction(_ => root.Parse("--help").Invoke());
        return root;
    }

    private static string Version =>
        typeof(Program)
            .Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!
            .InformationalVersion.Split('+')[0];
}
