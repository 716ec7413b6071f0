using System.CommandLine;
using Limpid.Files;
using Limpid.Runs;

namespace Limpid.Cli.Commands;

/// <summary>What stands for a model on a command line, and its reading.</summary>
internal static class ModelArgument
{
    public const string Latest = "latest";
    private static readonly string Forms = $"{string.Join(" or ", PretrainedModels.Names)}, which come with Limpid; a model file, a run folder, a run's name, or latest";

    /// <summary>The argument MODEL.</summary>
    public static Argument<string> Required(Host host)
    {
        var argument = new Argument<string>("MODEL") { Description = Forms, HelpName = "MODEL" };
        argument.CompletionSources.Add(_ => Names(host));
        return argument;
    }

    /// <summary>The option --model.</summary>
    public static Option<string> Option(Host host)
    {
        var option = new Option<string>("--model") { Description = Forms, HelpName = "MODEL", DefaultValueFactory = _ => PretrainedModels.Cnn };
        option.CompletionSources.Add(_ => Names(host));
        return option;
    }

    /// <summary>The model that is meant, and its file.</summary>
    public static (string Path, Model Model) Read(Host host, string model)
    {
        string path = ModelLocator.Find(model, host.Runs);
        return (path, ModelLocator.Read(path));
    }

    private static IEnumerable<string> Names(Host host) => host.Runs.List().Select(name => Path.Combine(host.Runs.Root, name)).Prepend(Latest).Concat(PretrainedModels.Names);
}
