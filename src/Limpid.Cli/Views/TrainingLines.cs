using Limpid.Runs;
using Limpid.Training;

namespace Limpid.Cli.Views;

/// <summary>A training in plain text: a header, a line an epoch. For pipes, logs and terminals without
/// Unicode.</summary>
internal sealed class TrainingLines(Host host) : TrainingView(host)
{
    public override void Open(RunPlan plan)
    {
        Trainer trainer = plan.Trainer;
        Host.Line(
            $"{plan.Folder.Path}: {trainer.Recipe.Data}, {RunSummary.Short(trainer.Recipe.Architecture)}, "
                + $"{trainer.Network.ParameterCount:N0} parameters, {plan.Data.Training.Length:N0} training "
                + "and "
                + $"{plan.Data.Validation.Length:N0} validation images"
        );
        Host.Line("epoch          loss  accuracy  validation loss  accuracy       rate    images/s");
        foreach (EpochReport epoch in trainer.History)
            Line(trainer, epoch);
    }

    public override void Watch(Trainer trainer, IEnumerable<TrainingReport> news)
    {
        foreach (TrainingReport report in news)
            if (report.Epoch is { } epoch)
                Line(trainer, epoch);
    }

    private void Line(Trainer trainer, EpochReport e)
    {
        string place = $"{e.Epoch}/{trainer.Recipe.Epochs}";
        Host.Line(
            $"{place, -10} {e.TrainingLoss, 8:0.0000} {e.TrainingAccuracy, 9:P2} "
                + $"{e.ValidationLoss, 16:0.0000} {e.ValidationAccuracy, 9:P2} {e.Rate, 10:g4} "
                + $"{e.ImagesPerSecond, 11:N0}{(e.IsBest ? "  best" : "")}"
        );
    }
}
