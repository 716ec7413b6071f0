using System.CommandLine;
using Limpid.Files;
using Limpid.Runs;

namespace Limpid.Cli.Commands;

/// <summary>What stands for a model on a command line, and its reading.</summary>
internal static class ModelArgument
{
    public const string Latest = "latest";
    private static readonly string Forms =
        $"{string.Join(" or ", PretrainedModels.Names)}, which come with Limpid; a model file, a run folder, "
        + "a run's name, or latest";

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
        var option = new Option<string>("--model")
        {
            Description = Forms,
            HelpName = "MODEL",
            DefaultValueFactory = _ => PretrainedModels.Cnn,
        };
        option.CompletionSources.Add(_ => Names(host));
        return option;
    }

    /// <summary>The option --views.</summary>
    public static Option<int> Views()
    {
        var option = new Option<int>("--views")
        {
            Description = "Average the answers over the picture and copies shifted by a pixel: 1, 5 or 9 views",
            HelpName = "N",
            DefaultValueFactory = _ => 1,
        };
        option.Validators.Add(result =>
        {
            if (result.GetValue(option) is not (1 or 5 or 9) and var views)
                result.AddError($"--views must be 1, 5 or 9, but is {views}.");
        });
        option.CompletionSources.Add("1", "5", "9");
        return option;
    }

    /// <summary>The model that is meant, and its file.</summary>
    public static (string Path, Model Model) Read(Host host, string model, int views = 1)
    {
        string path = ModelLocator.Find(model, host.Runs);
        Model read = ModelLocator.Read(path);
        return (path, views == 1 ? read : read with { Network = read.Network.Seen(views) });
    }

    private static IEnumerable<string> Names(Host host) =>
        host
            .Runs.List()
            .Select(name => Path.Combine(host.Runs.Root, name))
            .Prepend(Latest)
            .Concat(PretrainedModels.Names);
}
