using Limpid.Runs;
using Limpid.Training;

namespace Limpid.Cli.Views;

/// <summary>How a training is shown: live on a terminal, a line an epoch when piped, JSON for programs.</summary>
internal abstract class TrainingView(Host host)
{
    protected Host Host { get; } = host;

    /// <summary>How often the training should speak, besides at each epoch's end.</summary>
    public virtual TimeSpan Every => TimeSpan.FromSeconds(1);

    public static TrainingView For(Host host) =>
        host.IsJson ? new TrainingJson(host)
        : host.IsLive && host.Console.Profile.Capabilities.Unicode ? new TrainingLive(host)
        : new TrainingLines(host);

    /// <summary>Says what is about to be trained.</summary>
    public abstract void Open(RunPlan plan);

    /// <summary>Shows a training while it runs, to its end.</summary>
    public abstract void Watch(Trainer trainer, IEnumerable<TrainingReport> news);

    /// <summary>Says what it came to.</summary>
    public virtual void Close(RunFolder folder, RunResult result) => ClosingWords.Say(Host, folder, result);

    /// <summary>Says how to go on.</summary>
    /// <param name="plan">The training that was interrupted.</param>
    /// <param name="run">The run that it belongs to.</param>
    public virtual void Interrupted(RunPlan plan, RunFolder run) =>
        Host.Error.WriteLine(
            $"Interrupted in epoch {plan.Trainer.History.Count + 1} of {plan.Trainer.Recipe.Epochs}; "
                + $"everything is saved. To go on: limpid train --resume {run.Path}"
        );
}
