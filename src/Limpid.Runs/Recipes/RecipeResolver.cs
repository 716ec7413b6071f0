using System.Text.Json;
using Limpid.Data;
using Limpid.Files;
using Limpid.Training;

namespace Limpid.Runs.Recipes;

/// <summary>
/// From layers to a recipe: a preset at the bottom (that of the highest layer's member <c>preset</c>, else
/// <c>default</c>), then the layers, lowest
/// first. Members may be short: <c>"loss": "squared-error"</c>, <c>"architecture": "784-16-16-10"</c>, and
/// <c>activation</c> and
/// <c>initializer</c> for a plain architecture. Every error names the layer and the member.
/// </summary>
public sealed class RecipeResolver
{
    private const string DefaultPreset = "default",
        Validation = "validation";

    // a preset made for MNIST takes no more than one part in so many of smaller data to validate
    private const int LeastTrainingParts = 6;
    private readonly RecipeSource[] _layers;

    /// <summary>Takes the layers and finds the preset.</summary>
    /// <param name="layers">Lowest first: recipe file, environment, options.</param>
    /// <exception cref="LimpidException"><see cref="Fault.Usage"/>: there is no such preset.</exception>
    public RecipeResolver(IReadOnlyList<RecipeSource> layers)
    {
        Preset = Choose(layers);
        _layers =
        [
            new RecipeSource($"preset {Preset.Name}", LimpidJson.ToNode(Preset.Recipe).AsObject()),
            .. layers.Select(Shorthand.Expand),
        ];
    }

    /// <summary>The preset at the bottom.</summary>
    public Preset Preset { get; }

    /// <summary>
    /// The recipe as far as it can be told before its data are there: its members have their forms, but what a preset's
    /// architecture takes
    /// and answers is not yet fitted to the data.
    /// </summary>
    /// <exception cref="LimpidException"><see cref="Fault.Usage"/>: an unknown or missing member, a value of another
    /// type.</exception>
    public Recipe Sketch() => Read(_layers, samples: null);

    /// <summary>The recipe for data: whole, valid, and fit for them.</summary>
    /// <param name="samples">What is to be trained on.</param>
    /// <exception cref="LimpidException">
    /// <see cref="Fault.Usage"/> or <see cref="Fault.Mismatch"/>: says which layer brought what cannot be meant or does
    /// not fit.
    /// </exception>
    public Recipe Resolve(Dataset samples)
    {
        Recipe recipe = Read(_layers, samples);
        if (Wrong(_layers.Length, samples) is not { } wrong)
            return recipe;
        int lowest = 1;
        while (Wrong(lowest, samples)?.Message != wrong.Message)
            lowest++;
        throw new LimpidException(wrong.Fault, $"{_layers[lowest - 1].Source}: {wrong.Message}", wrong);
    }

    /// <summary>What is wrong with so many of the lowest layers, if anything: the smallest number at which it shows
    /// names the layer to blame.</summary>
    private LimpidException? Wrong(int count, Dataset samples)
    {
        try
        {
            Recipe recipe = Read(_layers[..count], samples);
            recipe.Validate(samples.ClassNames.Count);
            _ = new TrainingData(samples, recipe);
            return null;
        }
        catch (LimpidException exception)
        {
            return exception;
        }
    }

    private static Recipe Read(RecipeSource[] layers, Dataset? samples)
    {
        MergedRecipe merged = JsonMerge.Merge(layers);
        new ArchitectureReader(layers, merged).Resolve(samples);
        Recipe recipe = RecipeReader.Read<Recipe>(merged, merged.Values);
        bool isPresets = layers.Skip(1).All(layer => !layer.Values.ContainsKey(Validation));
        return samples is null || !isPresets
            ? recipe
            : recipe with
            {
                Validation = Math.Min(recipe.Validation, samples.Count / LeastTrainingParts),
            };
    }

    private static Preset Choose(IReadOnlyList<RecipeSource> layers)
    {
        RecipeSource? chooses = layers.LastOrDefault(layer => layer.Values[Shorthand.Preset] is not null);
        if (chooses is null)
            return Presets.All[DefaultPreset];
        string came = chooses.Values[Shorthand.Preset]!.ToJsonString();
        return
            chooses.Values[Shorthand.Preset]!.GetValueKind() == JsonValueKind.String
            && Presets.All.TryGetValue((string)chooses.Values[Shorthand.Preset]!, out Preset? preset)
            ? preset
            : throw LimpidException.Usage(
                $"{chooses.Source}: {Shorthand.Preset}: expected one of "
                    + $"{string.Join(", ", Presets.All.Keys)}, but got {came}."
            );
    }
}
