using Limpid.Data;

namespace Limpid.Training;

/// <summary>The samples of a training, split into those that teach and those that judge.</summary>
public sealed class TrainingData
{
    /// <summary>Splits data as a recipe says.</summary>
    /// <exception cref="LimpidException">Nothing would be left to train on, or the pictures do not fit the
    /// architecture.</exception>
    public TrainingData(Dataset samples, Recipe recipe)
    {
        if (samples.Item.Count != recipe.Architecture.Input.Count)
            throw LimpidException.Mismatch(
                $"The pictures of {samples.Name} have {samples.Item} = {samples.Item.Count} pixels, but the "
                    + $"architecture takes {recipe.Architecture.Input} = {recipe.Architecture.Input.Count}. "
                    + "Start "
                    + $"the architecture with {samples.Item.Count}."
            );
        Split split = Split.LastOfShuffle(samples.Count, recipe.Validation, recipe.SplitSeed);
        (Samples, Training, Validation) = (samples, [.. split.Training], [.. split.Validation]);
    }

    /// <summary>All samples.</summary>
    public Dataset Samples { get; }

    /// <summary>Which teach.</summary>
    public int[] Training { get; }

    /// <summary>Which judge.</summary>
    public int[] Validation { get; }
}
