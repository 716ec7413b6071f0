using System.CommandLine;
using System.Reflection;
using Limpid.Cli.Commands;

namespace Limpid.Cli;

/// <summary>The tool's table of contents.</summary>
internal static class Program
{
    private const string StartHere =
        """
        Start here:
          limpid train                gets MNIST, trains the network of the video
          limpid predict photo.png    reads your own digit with it
          limpid lab                  opens it in the browser, to look inside
        """;

    private static async Task<int> Main(string[] args)
    {
        using var interrupt = new Interrupt();
        return await RunAsync(args, Host.ForProcess(), interrupt.Token).ConfigureAwait(false);
    }

    /// <summary>Runs a command line against a host; tests give their own.</summary>
    internal static Task<int> RunAsync(string[] args, Host host, CancellationToken stop) => CommandLine.InvokeAsync(Root(host), args, host, stop);

    private static Verb Root(Host host)
    {
        var root = new Verb("limpid", "Limpid: a neural network that you can see through.", $"{StartHere}\n\n{ExitCode.Table}")
        {
            Verb.Help(host),
            Verb.Version(host, Version),
            DataCommand.Create(host),
            TrainCommand.Create(host),
            EvaluateCommand.Create(host),
            InspectCommand.Create(host),
            PredictCommand.Create(host),
            ReadCommand.Create(host),
            ExportCommand.Create(host),
            RunsCommand.Create(host),
            LabCommand.Create(host),
            ScoreboardCommand.Create(host),
            BenchCommand.Create(host),
            CompletionCommand.Create(host),
        };
        root.Add(CompletionCommand.CreateComplete(host, root));
        root.SetAction(_ => root.Parse("--help").Invoke());
        return root;
    }

    private static string Version => typeof(Program).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
