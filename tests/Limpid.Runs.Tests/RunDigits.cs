using Limpid.Data;
using Limpid.Datasets;
using Limpid.Layers;
using Limpid.Losses;
using Limpid.Numerics;
using Limpid.Optimizers;
using Limpid.Runs.Recipes;
using Limpid.Schedules;
using Limpid.Training;

namespace Limpid.Runs.Tests;

/// <summary>A small training on drawn digits, which takes milliseconds.</summary>
internal static class RunDigits
{
    public static readonly DatasetPair Data = new(
        SyntheticDigits.Draw(360, seed: 1),
        SyntheticDigits.Draw(100, seed: 2)
    );

    public static readonly Recipe Recipe = new(
        "digits",
        Architecture.Plain(new Shape(1, 28, 28), [12, 10], new Sigmoid(), new Softmax()),
        new SoftmaxCrossEntropy(),
        new AdamW(0.02),
        new OneCycle(),
        BatchSize: 25,
        Epochs: 4,
        Seed: 7,
        Validation: 60
    );

    public static RunPlan Plan(RunFolder folder, Workers workers, Recipe? recipe = null)
    {
        recipe ??= Recipe;
        var data = new TrainingData(Data.Training, recipe);
        return Plan(folder, workers, data, new Trainer(recipe, data, workers, TimeProvider.System));
    }

    public static RunPlan Resume(RunFolder folder, Workers workers)
    {
        TrainingState state = folder.ReadCheckpoint();
        var data = new TrainingData(Data.Training, state.Recipe);
        return Plan(folder, workers, data, Trainer.Resume(state, data, workers, TimeProvider.System));
    }

    private static RunPlan Plan(RunFolder folder, Workers workers, TrainingData data, Trainer trainer) =>
        new()
        {
            Folder = folder,
            Trainer = trainer,
            Data = data,
            Test = Data.Test,
            Workers = workers,
        };

    /// <summary>Begins a run whose lock is let go at once.</summary>
    public static RunFolder Folder(RunsTemporaryFolder root, Recipe? recipe = null)
    {
        using RunLock held = new RunCatalogue(root["runs"]).Start("digits", stream =>
            RunFolder.WriteRecipe(stream, recipe ?? Recipe)
        );
        return new RunFolder(held.Folder);
    }

    /// <summary>Trains, and stops after so many steps.</summary>
    public static void Train(RunPlan plan, long steps = long.MaxValue)
    {
        using var stop = new CancellationTokenSource();
        foreach (TrainingReport _ in new RunSession(plan).Train(TimeSpan.Zero, stop.Token))
            if (--steps == 0)
                stop.Cancel();
    }
}
