using System.CommandLine;
using System.Text.Json.Nodes;
using Limpid.Cli.Inspection;
using Limpid.Cli.Views;
using Limpid.Files;
using Limpid.Layers;
using Limpid.Runs;

namespace Limpid.Cli.Commands;

/// <summary><c>limpid inspect MODEL</c>: what a model is made of, down to one neuron.</summary>
internal static class InspectCommand
{
    private const string Notes = """
        Examples:
          limpid inspect latest
          limpid inspect latest --neuron 1:3    the third neuron of the first layer
          limpid inspect latest --neuron 3:8    what the output of class 7 listens to

        The input is layer 0. Layers and neurons are counted from 1; activations are not
        counted as layers.
        """;

    public static Command Create(Host host)
    {
        Argument<string> model = ModelArgument.Required(host);
        var neuron = new Option<string?>("--neuron")
        {
            Description = "Draw one neuron's weights",
            HelpName = "LAYER:NEURON",
        };
        var command = new Verb("inspect", "Shows what is inside a model: layers, counts, weights", Notes)
        {
            model,
            neuron,
        };
        command.SetAction(parsed =>
        {
            (string path, Model read) = ModelArgument.Read(host, parsed.GetRequiredValue(model));
            if (parsed.GetValue(neuron) is { } place)
                Show(host, read, Neuron.Find(read.Network, place));
            else if (host.IsJson)
                host.Json(Describe(path, read));
            else
                ModelView.Write(host, path, read);
        });
        return command;
    }

    private static void Show(Host host, Model model, Neuron neuron)
    {
        if (host.IsJson)
            host.Json(
                new()
                {
                    ["neuron"] = neuron.Place,
                    ["bias"] = neuron.Bias,
                    ["weights"] = new JsonArray([.. neuron.Weights.Select(w => (JsonNode)w)]),
                }
            );
        else
            NeuronView.Write(host, model, neuron);
    }

    private static JsonObject Describe(string path, Model model)
    {
        Network network = model.Network;
        return new()
        {
            ["model"] = path,
            ["bytes"] = ModelLocator.Length(path),
            ["format"] = "safetensors",
            ["architecture"] = Notation.Write(network.Architecture),
            ["classNames"] = new JsonArray([.. model.ClassNames.Select(name => (JsonNode)name)]),
            ["layers"] = new JsonArray([
                .. LayerRow
                    .Of(network.Architecture)
                    .Select(row =>
                        (JsonNode)
                            new JsonObject
                            {
                                ["number"] = row.Number,
                                ["kind"] = row.Kind,
                                ["output"] = row.Output.ToString(),
                                ["parameters"] = row.Parameters,
                            }
                    ),
            ]),
            ["parameters"] = network.ParameterCount,
            ["count"] = Counting.WrittenOut(network),
            ["tensors"] = new JsonArray([.. network.Parameters.Select(p => (JsonNode)Describe(network, p))]),
            ["weightsSha256"] = network.Sha256(),
            ["temperature"] = model.Temperature,
            ["testAccuracy"] = model.TestAccuracy,
            ["dataSha256"] = model.DataSha256,
            ["rejection"] = model.Rejection is { } rule
                ? new JsonObject
                {
                    ["judge"] = Notation.Write(rule.DigitDetector.Architecture),
                    ["leastDigit"] = rule.MinDigitScore,
                    ["leastConfidence"] = rule.MinConfidence,
                }
                : null,
            ["recipe"] = model.Recipe is { } recipe ? LimpidJson.ToNode(recipe) : null,
        };
    }

    private static JsonObject Describe(Network network, Parameter p)
    {
        ValueStatistics spread = ValueStatistics.Of(network, p);
        return new()
        {
            ["name"] = p.Path,
            ["kind"] = p.Kind.ToString(),
            ["rows"] = p.Rows,
            ["columns"] = p.Columns,
            ["minimum"] = spread.Minimum,
            ["mean"] = spread.Mean,
            ["deviation"] = spread.Deviation,
            ["maximum"] = spread.Maximum,
        };
    }
}
