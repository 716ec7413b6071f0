using System.CommandLine;

namespace Limpid.Cli.Commands;

/// <summary><c>limpid inspect MODEL</c>: layers, shapes, the count written out, weight statistics.</summary>
internal static class InspectCommand
{
    public static Command Create(Host host)
    {
        var model = new Argument<string>("MODEL") { Description = "A model file, a run folder, or latest" };
        var command = new Command("inspect", "Shows what is inside a model") { model };
        command.SetAction((parsed, _) =>
        {
            host.Line(parsed.GetValue(model)!);
            return Task.FromResult(ExitCode.Success);
        });
        return command;
    }
}
