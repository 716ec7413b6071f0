using System.Text.Json.Nodes;
using Limpid.Files;
using Limpid.Layers;
using Limpid.Runs;
using Limpid.Training;

namespace Limpid.Cli.Views;

/// <summary>Runs in a table, or side by side.</summary>
internal static class RunsTable
{
    private const string Nothing = "-";

    public static void List(Host host, IReadOnlyList<RunSummary> runs)
    {
        foreach (RunSummary run in runs)
            host.Json(ToJson(run));
        if (runs.Count == 0)
        {
            host.Line("No runs here yet. Train one: limpid train");
            return;
        }
        Columns.Write(
            host,
            [
                ["RUN", "DATA", "NETWORK", "EPOCHS", "TEST", "PARAMETERS", "STATE"],
                .. runs.Select(Row),
            ]
        );
        foreach (RunSummary run in runs.Where(run => run.Problem is not null))
            host.Line($"{run.Name}: {run.Problem}");
    }

    private static string[] Row(RunSummary run) =>
        [
            run.Name,
            run.Recipe?.Data ?? Nothing,
            run.Network,
            run.Recipe is null ? Nothing : $"{run.Epochs}/{run.Recipe.Epochs}",
            Percent(run.Result?.TestAccuracy),
            run.Result is { } result ? $"{result.Parameters:N0}" : Nothing,
            State(run),
        ];

    /// <summary>The recipe's members that differ, then the results, a column a run.</summary>
    public static void Compare(Host host, IReadOnlyList<RunSummary> runs)
    {
        foreach (RunSummary run in runs)
            host.Json(ToJson(run));
        RunSummary? damaged = runs.FirstOrDefault(run => run.Recipe is null);
        if (damaged is not null)
            throw LimpidException.InvalidData($"{damaged.Name} cannot be compared: {damaged.Problem}");
        Dictionary<string, string>[] recipes = [.. runs.Select(run => Members(run.Recipe!))];
        string[][] differing =
        [
            .. recipes
                .SelectMany(members => members.Keys)
                .Distinct()
                .Select(member =>
                    (string[])[member, .. recipes.Select(members => members.GetValueOrDefault(member, Nothing))]
                )
                .Where(row => row.Skip(1).Distinct().Count() > 1),
        ];
        Columns.Write(
            host,
            [
                ["", .. runs.Select(run => run.Name)],
                .. differing,
                [""],
                .. Results(runs),
            ]
        );
    }

    private static string[][] Results(IReadOnlyList<RunSummary> runs)
    {
        string[] Row(string name, Func<RunSummary, string> value) => [name, .. runs.Select(value)];
        return
        [
            Row("state", State),
            Row("test accuracy", run => Percent(run.Result?.TestAccuracy)),
            Row("95 % interval", Interval),
            Row("test loss", run => run.Result?.TestLoss?.ToString("0.0000") ?? Nothing),
            Row("validation accuracy", run => Percent(run.Result?.ValidationAccuracy)),
            Row("epochs made", run => $"{run.Epochs}"),
            Row("parameters", run => run.Result?.Parameters.ToString("N0") ?? Nothing),
            Row("images/s", run => run.Result?.ImagesPerSecond.ToString("N0") ?? Nothing),
            Row("seconds in steps", run => run.Result?.Seconds.ToString("0.0") ?? Nothing),
            Row("weights", run => run.Result?.WeightsSha256[..12] ?? Nothing),
        ];
    }

    private static string Interval(RunSummary run) =>
        run.Result?.TestInterval is [var low, var high] ? $"{low:P2} to {high:P2}" : Nothing;

    private static string Percent(double? share) => share?.ToString("P2") ?? Nothing;

    private static string State(RunSummary run) => run.Progress.ToString().ToLowerInvariant();

    /// <summary>A recipe's members by path; of the architecture, what can be said in a word.</summary>
    private static Dictionary<string, string> Members(Recipe recipe)
    {
        JsonObject json = LimpidJson.ToNode(recipe).AsObject();
        json["architecture"] = new JsonObject
        {
            ["layers"] = RunSummary.Short(recipe.Architecture),
            ["input"] = $"{recipe.Architecture.Input}",
            ["output"] = Kind(recipe.Architecture.Last),
            ["initializer"] = recipe.Architecture.Body.Layers.OfType<Dense>().FirstOrDefault() is { } dense
                ? Kind(dense.Weights)
                : null,
        };
        return Leaves("", json).ToDictionary();
    }

    private static string Kind<T>(T spec) => (string)LimpidJson.ToNode(spec)["type"]!;

    private static IEnumerable<KeyValuePair<string, string>> Leaves(string path, JsonObject json) =>
        json.SelectMany(member =>
            member.Value switch
            {
                JsonObject inner => Leaves($"{path}{member.Key}.", inner),
                { } value => [KeyValuePair.Create(path + member.Key, value.ToString())],
                null => [],
            }
        );

    private static JsonObject ToJson(RunSummary run)
    {
        var json = new JsonObject
        {
            ["type"] = "run",
            ["run"] = run.Name,
            ["state"] = State(run),
            ["epochs"] = run.Epochs,
        };
        if (run.Recipe is { } recipe)
            json["recipe"] = LimpidJson.ToNode(recipe);
        if (run.Result is { } result)
            json["result"] = result.ToJson();
        if (run.Problem is { } problem)
            json["problem"] = problem;
        return json;
    }
}
