using System.Text.Json.Nodes;
using Limpid.Cli.Inspection;
using Limpid.Files;
using Limpid.Layers;
using Limpid.Runs;
using Limpid.Training;
using Spectre.Console;

namespace Limpid.Cli.Views;

/// <summary>A model for people.</summary>
internal static class ModelView
{
    private const string Indent = "              "; // below the values of the facts

    public static void Write(Host host, string path, Model model)
    {
        Network network = model.Network;
        host.Line($"architecture  {Notation.Write(network.Architecture)}");
        host.Line($"classes       {string.Join(", ", model.ClassNames)}");
        host.Line();
        host.Console.Write(Layers(network));
        host.Line($"parameters    {Counting.WrittenOut(network)}");
        host.Line();
        host.Console.Write(Parameters(network));
        Facts(host, path, model);
    }

    private static Table Layers(Network network)
    {
        var table = new Table().SimpleBorder().AddColumns("layer", "kind", "output", "parameters");
        table.Columns[0].RightAligned();
        table.Columns[3].RightAligned();
        foreach (LayerRow row in LayerRow.Of(network.Architecture))
            table.AddRow(
                $"{row.Number}",
                Markup.Escape(row.Kind),
                $"{row.Output}",
                row.Parameters == 0 ? "" : $"{row.Parameters:N0}"
            );
        return table;
    }

    private static Table Parameters(Network network)
    {
        var table = new Table().SimpleBorder().AddColumns("tensor", "size", "min", "mean", "deviation", "max");
        foreach (TableColumn column in table.Columns.Skip(1))
            column.RightAligned();
        foreach (Parameter p in network.Parameters)
        {
            ValueStatistics v = ValueStatistics.Of(network, p);
            table.AddRow(
                p.Path,
                p.Columns == 1 ? $"{p.Rows}" : $"{p.Rows}×{p.Columns}",
                $"{v.Minimum:F4}",
                $"{v.Mean:F4}",
                $"{v.Deviation:F4}",
                $"{v.Maximum:F4}"
            );
        }
        return table;
    }

    private static void Facts(Host host, string path, Model model)
    {
        host.Line($"file          {path}, safetensors, {ModelLocator.Length(path):N0} bytes");
        host.Line($"weights       SHA-256 {model.Network.Sha256()}");
        host.Line(
            "test accuracy "
                + $"{(model.TestAccuracy is { } accuracy ? $"{accuracy:P2}, measured when it was saved" : "not known; measure it with: limpid evaluate")}"
        );
        host.Line($"temperature   {model.Temperature:F4}, of its probabilities softmax(z / T)");
        if (model.Rejection is { } rule)
            host.Line(
                $"refuses       what its judge of {rule.DigitDetector.ParameterCount:N0} parameters takes for no "
                    + $"digit; unsure below {rule.MinConfidence:P1}"
            );
        if (model.Recipe is not { } recipe)
            host.Line("recipe        none: it does not say how it was trained");
        else
            foreach (string line in Summary(recipe))
                host.Line(line);
    }

    private static IEnumerable<string> Summary(Recipe r)
    {
        yield return $"recipe        {r.Data}, {r.Epochs} epochs, batches of {r.BatchSize}, seed {r.Seed}, "
            + $"{r.Validation:N0} samples to validate, keeps the {(r.Keep == Keep.Best ? "best" : "last")} "
            + "weights";
        yield return $"{Indent}loss {Words(LimpidJson.ToNode(r.Loss))}";
        yield return $"{Indent}optimizer {Words(LimpidJson.ToNode(r.Optimizer))}";
        yield return $"{Indent}schedule {Words(LimpidJson.ToNode(r.Schedule))}";
        if (r.Patience is { } patience)
            yield return $"{Indent}stops after {patience} epochs without a lower validation loss";
        if (r.ClipNorm is { } norm)
            yield return $"{Indent}gradients clipped to norm {norm}";
        if (r.StartedFrom is { } start)
            yield return $"{Indent}started from the weights {start}";
    }

    /// <summary><c>adamw (rate 0.01, decay 0.01)</c>: whatever the record holds, in its own words.</summary>
    private static string Words(JsonNode spec)
    {
        JsonObject members = spec.AsObject();
        string[] rest =
        [
            .. members
                .Where(m => m.Key != "type")
                .Select(m => $"{m.Key} {(m.Value is JsonObject inner ? Words(inner) : m.Value?.ToJsonString())}"),
        ];
        return rest.Length == 0 ? $"{members["type"]}" : $"{members["type"]} ({string.Join(", ", rest)})";
    }
}
