using System.CommandLine;
using Limpid.Cli.Commands;

namespace Limpid.Cli;

/// <summary>The tool's table of contents.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        using var interrupt = new Interrupt();
        return await RunAsync(args, Host.ForProcess(), interrupt.Token).ConfigureAwait(false);
    }

    /// <summary>Runs a command line against a host; tests give their own.</summary>
    internal static Task<int> RunAsync(string[] args, Host host, CancellationToken stop) => CommandLine.InvokeAsync(Root(host), args, host, stop);

    private static RootCommand Root(Host host) => new("Limpid: a neural network that you can see through.")
    {
        TrainCommand.Create(host),
        RunsCommand.Create(host),
        InspectCommand.Create(host),
    };
}
