using Limpid.Data;
using Limpid.Training;

namespace Limpid.Runs;

/// <summary>
/// A run of several trainings, one a member of the ensemble, each in a folder of its own under <c>members/</c> with its
/// own checkpoints; at the end their
/// mean as one model. Killed at any moment and begun again, it goes on with the member that it was at and ends in the
/// same weights.
/// </summary>
/// <param name="plan">What to train, and where to write.</param>
public sealed class EnsembleSession(EnsemblePlan plan)
{
    private const string MembersFolder = "members";
    private readonly List<Trainer> _trained = [];

    /// <summary>True when every member is trained.</summary>
    public bool IsFinished => _trained.Count == plan.Recipe.Ensemble;

    /// <summary>The next member's training, at its beginning or where it was left; null when all are trained. The
    /// member before must be finished.</summary>
    public RunPlan? Next()
    {
        while (!IsFinished)
        {
            Trainer trainer = Begin(
                new RunFolder(Path.Combine(plan.Folder.Path, MembersFolder, $"{_trained.Count + 1}")),
                out RunFolder folder
            );
            if (!trainer.IsFinished)
                return new RunPlan
                {
                    Folder = folder,
                    Trainer = trainer,
                    Data = plan.Data,
                    Workers = plan.Workers,
                    Clock = plan.Clock,
                };
            _trained.Add(trainer);
        }
        return null;
    }

    /// <summary>Measures the mean of the members on the test set, and writes model, result and report.</summary>
    /// <exception cref="LimpidException"><see cref="Fault.Unavailable"/>: a file cannot be written.</exception>
    public RunResult Finish()
    {
        double seconds = _trained.Sum(t => t.Seconds),
            images = _trained.Sum(t => t.ImagesPerSecond * t.Seconds);
        var ending = new RunFinisher(plan.Folder, plan.Recipe, plan.Data) { Test = plan.Test, Workers = plan.Workers };
        return ending.Write(
            null,
            Network.Mean([.. _trained.Select(t => t.Result())]),
            new(_trained[0].History, seconds, seconds == 0 ? 0 : images / seconds)
        );
    }

    private Trainer Begin(RunFolder member, out RunFolder folder)
    {
        folder = member;
        if (File.Exists(member[RunFolder.CheckpointFile]))
            return Trainer.Resume(member.ReadCheckpoint(), plan.Data, plan.Workers, plan.Clock);
        Recipe recipe = plan.Recipe.Member(_trained.Count);
        Directory.CreateDirectory(member.Path);
        member.Write(RunFolder.RecipeFile, stream => RunFolder.WriteRecipe(stream, recipe));
        return new(recipe, plan.Data, plan.Workers, plan.Clock);
    }
}

/// <summary>All that an <see cref="EnsembleSession"/> needs.</summary>
public sealed record EnsemblePlan
{
    /// <summary>Where to write. The caller holds its lock.</summary>
    public required RunFolder Folder { get; init; }

    /// <summary>What to train.</summary>
    public required Recipe Recipe { get; init; }

    /// <summary>What it trains on.</summary>
    public required TrainingData Data { get; init; }

    /// <summary>What the result is measured on, once, at the end; null where the data have no test set.</summary>
    public Dataset? Test { get; init; }

    /// <summary>The threads.</summary>
    public required Workers Workers { get; init; }

    /// <summary>The clock that says when to save.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
