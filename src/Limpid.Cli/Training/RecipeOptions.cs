using System.CommandLine;
using System.CommandLine.Completions;
using System.Numerics;
using System.Text;
using System.Text.Json.Nodes;
using Limpid.Augmentations;
using Limpid.Files;
using Limpid.Initializers;
using Limpid.Losses;
using Limpid.Optimizers;
using Limpid.Runs.Recipes;
using Limpid.Schedules;
using Limpid.Training;

namespace Limpid.Cli.Training;

/// <summary>The options that are members of a recipe. Each that is given becomes a layer of its own, so that errors
/// name it.</summary>
internal sealed class RecipeOptions
{
    private readonly List<(Option Option, Func<ParseResult, RecipeSource?> Layer)> _members = [];

    public RecipeOptions()
    {
        Text("--preset", "preset", "The recipe to begin with", Presets.All.Keys);
        Data = Text(
            "--data",
            "data",
            "mnist, fashion-mnist, train.csv[,test.csv], strokes.jsonl, or a folder of IDX files or of "
                + "pictures by class",
            []
        );
        Spec("--loss", "loss", "What to make small", KnownNames.Of<Loss>());
        Spec("--optimizer", "optimizer", "How to follow the gradient", KnownNames.Of<Optimizer>());
        Spec("--schedule", "schedule", "How the rate changes in the course of training", KnownNames.Of<Schedule>());
        Text(
            "--arch",
            "architecture",
            "Layer sizes, as 784-16-16-10, or layers, as '28x28 dense16 relu dropout0.2 dense10 softmax'",
            []
        );
        Spec(
            "--activation",
            "activation",
            "The activation between the layers of a plain architecture",
            KnownNames.Activations
        );
        Spec("--init", "initializer", "How the weights of a plain architecture begin", KnownNames.Of<Initializer>());
        Text(
            "--augment",
            "augmentations",
            "Change training images by chance: words such as 'rotate10 shift2 scale0.1 elastic', or none. "
                + $"Known are {string.Join(", ", KnownNames.Of<Augmentation>())}",
            []
        );
        Spec(
            "--average",
            "averaging",
            "Keep an average of the weights, as ema, ema0.999 or swa0.75",
            [.. KnownNames.Of<Averaging>(), "none"]
        );
        Number<double>("--lr", "optimizer.rate", "Learning rate; another optimizer brings its own");
        Number<double>("--weight-decay", "optimizer.weightDecay", "Weight decay");
        Number<int>("--batch-size", "batchSize", "Images a step");
        Number<int>("--epochs", "epochs", "Times through the training images");
        Number<ulong>("--seed", "seed", "Where all randomness comes from");
        Number<int>("--ensemble", "ensemble", "Train so many networks, apart, and keep their mean");
        Number<int>("--validation", "validation", "Training images held out to choose the best epoch by");
        Number<int>("--patience", "patience", "Stop after so many epochs without a lower validation loss");
        Number<double>("--clip", "clipNorm", "Scale gradients down to this norm");
        Text("--keep", "keep", "Which weights to end with", ["best", "last"]);
        Text(
            "--precision",
            "precision",
            "How exactly to keep them; with half, files are half as large",
            ["single", "half"]
        );
    }

    /// <summary>A recipe file lies under the options; it is no member itself.</summary>
    public Option<string> File { get; } =
        new("--recipe")
        {
            Description = "A recipe file, JSON; some members are enough, as {\"epochs\": 20}",
            HelpName = "FILE",
        };

    public Option<string> Data { get; }

    public IEnumerable<Option> All => [_members[0].Option, File, .. _members.Skip(1).Select(member => member.Option)];

    /// <summary>The layers of the options that were given, lowest first.</summary>
    public IReadOnlyList<RecipeSource> Read(ParseResult parsed) =>
        [.. _members.Select(member => member.Layer(parsed)).OfType<RecipeSource>()];

    /// <summary>A text, taken as it is.</summary>
    private Option<string> Text(string name, string member, string description, IEnumerable<string> among)
    {
        Option<string> option = Named(name, description, [.. among], "NAME");
        _members.Add((option, parsed => parsed.GetValue(option) is { } text ? Layer(name, member, text) : null));
        return option;
    }

    /// <summary>A kind's name, or the whole in JSON.</summary>
    private void Spec(string name, string member, string description, IReadOnlyList<string> kinds)
    {
        Option<string> option = Named(name, description, kinds, "NAME|JSON");
        _members.Add((option, parsed => parsed.GetValue(option) switch
                {
                    null => null,
                    ['{', ..] json => Layer(
                        name,
                        member,
                        RecipeFileSource.Parse(name, Encoding.UTF8.GetBytes(json)).Values
                    ),
                    var kind => Layer(name, member, kind),
                }));
    }

    private static Option<string> Named(string name, string description, IReadOnlyCollection<string> names, string form)
    {
        string all = names.Count == 0 ? "" : $": {string.Join(", ", names)}";
        var option = new Option<string>(name)
        {
            Description = description + all,
            HelpName = names.Count == 0 ? "TEXT" : form,
        };
        option.CompletionSources.Add(_ => names.Select(n => new CompletionItem(n)));
        return option;
    }

    private void Number<T>(string name, string member, string description)
        where T : struct, INumber<T>
    {
        Option<T?> option = NumberOption.Of<T>(name, description);
        _members.Add(
            (option, parsed =>
                parsed.GetValue(option) is { } value ? Layer(name, member, LimpidJson.ToNode(value)) : null
            )
        );
    }

    private static RecipeSource Layer(string source, string member, JsonNode value)
    {
        foreach (string name in member.Split('.').Reverse().SkipLast(1))
            value = new JsonObject { [name] = value };
        return new(source, new JsonObject { [member.Split('.')[0]] = value });
    }
}
