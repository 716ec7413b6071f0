using System.Text.Json.Nodes;
using Limpid.Files;
using Limpid.Runs;
using Limpid.Training;

namespace Limpid.Cli.Views;

/// <summary>A training for programs: one JSON object a line, of type run, epoch (one each), and result or
/// interrupted.</summary>
internal sealed class TrainingJson(Host host) : TrainingView(host)
{
    public override void Open(RunPlan plan)
    {
        Host.Json(
            new JsonObject
            {
                ["type"] = "run",
                ["run"] = plan.Folder.Path,
                ["parameters"] = plan.Trainer.Network.ParameterCount,
                ["trainingImages"] = plan.Data.Training.Length,
                ["validationImages"] = plan.Data.Validation.Length,
                ["recipe"] = LimpidJson.ToNode(plan.Trainer.Recipe),
            }
        );
        foreach (EpochReport epoch in plan.Trainer.History)
            Epoch(epoch);
    }

    public override void Watch(Trainer trainer, IEnumerable<TrainingReport> news)
    {
        foreach (TrainingReport report in news)
            if (report.Epoch is { } epoch)
                Epoch(epoch);
    }

    public override void Close(RunFolder folder, RunResult result) =>
        Host.Json(Typed("result", result.ToJson(), ("run", folder.Path)));

    public override void Interrupted(RunPlan plan, RunFolder run)
    {
        Host.Json(
            new JsonObject
            {
                ["type"] = "interrupted",
                ["run"] = run.Path,
                ["epochs"] = plan.Trainer.History.Count,
            }
        );
        base.Interrupted(plan, run);
    }

    private void Epoch(EpochReport epoch) => Host.Json(Typed("epoch", LimpidJson.ToNode(epoch).AsObject()));

    private static JsonObject Typed(string type, JsonObject members, params (string Name, string Value)[] more)
    {
        var typed = new JsonObject { ["type"] = type };
        foreach ((string name, string value) in more)
            typed[name] = value;
        foreach ((string name, JsonNode? value) in members)
            typed[name] = value?.DeepClone();
        return typed;
    }
}
