using Limpid.Data;
using Limpid.Datasets;
using Limpid.Files;
using Limpid.Layers;
using Limpid.Losses;

namespace Limpid.Cli.Commands;

/// <summary>What a model is judged on: samples that it never learnt from, where there are any.</summary>
/// <param name="Samples">Where they are.</param>
/// <param name="Indices">Which of them.</param>
/// <param name="Data">The name of the data.</param>
/// <param name="Kind">What they are, for people: "test pictures of mnist".</param>
/// <param name="Notes">What the reader of a result must know.</param>
internal sealed record TestSamples(
    Dataset Samples,
    int[] Indices,
    string Data,
    string Kind,
    IReadOnlyList<string> Notes
)
{
    /// <summary>The test set; without one, what the recipe held out; without that, all.</summary>
    /// <exception cref="LimpidException"><see cref="Fault.Mismatch"/>: the model and the data do not fit.</exception>
    public static TestSamples Of(DatasetPair pair, Model model)
    {
        RefuseMisfits(pair.Training, model);
        bool isSameData = model.DataSha256 == pair.Training.Sha256;
        string[] notes = [.. Differences(pair.Training, model, isSameData)];
        Dataset samples = pair.Training;
        string name = samples.Name;
        if (pair.Test is { } test)
            return new(test, All(test), name, $"test pictures of {name}", notes);
        if (!isSameData)
            return new(samples, All(samples), name, $"pictures of {name}, all there are", notes);
        return model.Recipe is { Validation: > 0 } recipe
            ? new(
                samples,
                [.. Split.LastOfShuffle(samples.Count, recipe.Validation, recipe.SplitSeed).Validation],
                name,
                $"pictures of {name} that validated the training",
                [.. notes, "The data have no test set: the choice of the best epoch has seen these pictures."]
            )
            : new(
                samples,
                All(samples),
                name,
                $"pictures of {name}, all there are",
                [.. notes, "The model was trained on these very pictures: its accuracy on others will be lower."]
            );
    }

    private static int[] All(Dataset samples) => [.. Enumerable.Range(0, samples.Count)];

    private static void RefuseMisfits(Dataset samples, Model model)
    {
        int pixels = model.Network.Architecture.Input.Count,
            classes = model.ClassNames.Count;
        if (samples.Item.Count != pixels)
            throw LimpidException.Mismatch(
                $"The pictures of {samples.Name} have {samples.Item} = {samples.Item.Count:N0} pixels, but "
                    + $"the model reads {model.Network.Architecture.Input} = {pixels:N0}. Choose other data "
                    + "with "
                    + "--data, or another model."
            );
        if (samples.ClassNames.Count != classes)
            throw LimpidException.Mismatch(
                $"{samples.Name} has {samples.ClassNames.Count} classes, but the model answers {classes} "
                    + $"({string.Join(", ", model.ClassNames.Take(12))}{(classes > 12 ? ", …" : "")}). "
                    + "Choose other "
                    + "data with --data, or another model."
            );
    }

    private static IEnumerable<string> Differences(Dataset samples, Model model, bool isSameData)
    {
        if (!samples.ClassNames.Equals(model.ClassNames))
            yield return $"The model's classes ({string.Join(", ", model.ClassNames.Take(10))}) are called "
                + $"otherwise than those of {samples.Name} "
                + $"({string.Join(", ", samples.ClassNames.Take(10))}): it may be about other things.";
        if (!isSameData)
            yield return model.DataSha256 is null
                ? "The model does not say what it was trained on."
                : "The model was trained on other "
                    + $"data{(model.Recipe is { } recipe ? $" ({recipe.Data})" : "")} than those of "
                    + $"{samples.Name}.";
    }
}

/// <summary>The loss that a model is measured by.</summary>
internal static class LossOf
{
    private static readonly Loss[] Usual = [new SoftmaxCrossEntropy(), new SquaredError(), new SigmoidCrossEntropy()];

    /// <summary>Its recipe's; for a model without one, the first that fits its last layer.</summary>
    public static (Loss Loss, bool IsFused) Model(Model model)
    {
        LayerSpec last = model.Network.Architecture.Last;
        Loss loss =
            model.Recipe?.Loss is { } own && own.Fits(last)
                ? own
                : Array.Find(Usual, l => l.Fits(last))
                    ?? throw LimpidException.Mismatch(
                        $"The model ends in {last.GetType().Name}, which no loss fits. Its last layer must be "
                            + "a sigmoid or a softmax."
                    );
        return (loss, loss.Fuses(last));
    }
}
