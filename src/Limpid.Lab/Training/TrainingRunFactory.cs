using Limpid.Data;
using Limpid.Files;
using Limpid.Training;

namespace Limpid.Lab;

/// <summary>Makes trainings from recipes, checkpoints and somebody's own digits.</summary>
internal sealed class TrainingRunFactory(LabDigits digits, Workers workers)
{
    /// <summary>A new training.</summary>
    /// <param name="recipe">A recipe as JSON.</param>
    public TrainingRun New(string recipe)
    {
        Recipe read = LimpidJson.Read<Recipe>(recipe, "recipe");
        Dataset samples = digits.Of(LabDigits.Training);
        var data = new TrainingData(samples, read);
        return new(new(read, data, workers, TimeProvider.System), Trained(samples, read), data);
    }

    /// <summary>A training that continues from a checkpoint file.</summary>
    public TrainingRun FromCheckpoint(ArraySegment<byte> checkpoint)
    {
        TrainingState state = CheckpointFile.Read(ComparisonModels.Stream(checkpoint));
        Dataset samples = digits.Of(LabDigits.Training);
        var data = new TrainingData(samples, state.Recipe);
        return new(
            Trainer.Resume(state, data, workers, TimeProvider.System),
            Trained(samples, state.Recipe),
            data,
            state.Progress.Step
        );
    }

    /// <summary>The fine-tuning of a model on somebody's own digits.</summary>
    public TrainingRun Tuning(Model model, Dataset own, int epochs, double rate)
    {
        Dataset lesson = FineTuning.Of(own, digits.Find(LabDigits.Training));
        Recipe recipe = FineTuning.Recipe(model, epochs, rate);
        var data = new TrainingData(lesson, recipe);
        return new(
            new(recipe, data, workers, TimeProvider.System, model.Network),
            model with
            {
                Recipe = recipe,
                TestAccuracy = null,
                DataSha256 = lesson.Sha256,
            },
            data
        );
    }

    private static Model Trained(Dataset samples, Recipe recipe) =>
        new()
        {
            Network = null!,
            ClassNames = samples.ClassNames,
            Recipe = recipe,
        };
}
