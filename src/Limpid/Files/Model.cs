using System.Text.Json;
using Limpid.Numerics;
using Limpid.Training;

namespace Limpid.Files;

/// <summary>A trained network with all that is needed to use it and to know where it came from.</summary>
public sealed record Model
{
    /// <summary>The network.</summary>
    public required Network Network { get; init; }

    /// <summary>The names of its classes, by index.</summary>
    public required ImmutableSequence<string> ClassNames { get; init; }

    /// <summary>The temperature T of its probabilities softmax(z / T), fitted on validation; 1 where it was
    /// not.</summary>
    public double Temperature { get; init; } = 1;

    /// <summary>When it does not answer with a digit; missing, it always answers.</summary>
    public RejectionRule? Rejection { get; init; }

    /// <summary>The recipe that it was trained by; missing for one that came from elsewhere. A file's is read when it
    /// is first asked for.</summary>
    /// <exception cref="LimpidException"><see cref="Fault.InvalidData"/>: the file's is none.</exception>
    public Recipe? Recipe
    {
        get => Written?.Recipe;
        init => Written = value is null ? null : new(value);
    }

    internal WrittenRecipe? Written { get; init; }

    /// <summary>SHA-256 of the data that it was trained on.</summary>
    public string? DataSha256 { get; init; }

    /// <summary>The share of test samples that it answered right, measured once, when it was saved.</summary>
    public double? TestAccuracy { get; init; }
}

/// <summary>What a model answers: one of some classes.</summary>
/// <param name="Name">What the answer is about.</param>
/// <param name="Classes">The names of the classes, by index.</param>
/// <param name="Temperature">The temperature of their probabilities.</param>
internal sealed record ModelOutput(string Name, ImmutableSequence<string> Classes, double Temperature);

/// <summary>The metadata of a model file.</summary>
internal sealed record ModelHeader
{
    /// <summary>The version of the format that is written; version 3 is read too.</summary>
    public const int CurrentVersion = 4;

    public required int FormatVersion { get; init; }

    public required Architecture Architecture { get; init; }

    public required ImmutableSequence<ModelOutput> Outputs { get; init; }

    public RejectionHeader? Rejection { get; init; }

    public JsonElement? Recipe { get; init; }

    public string? DataSha256 { get; init; }

    public double? TestAccuracy { get; init; }
}

/// <summary>A recipe, or the JSON of one that is not read yet: to know all that a recipe may hold takes longer than to
/// read the network. Two are equal where their recipes are.</summary>
internal sealed class WrittenRecipe(Recipe? recipe, JsonElement json = default, string where = "")
    : IEquatable<WrittenRecipe>
{
    private Recipe? _recipe = recipe;

    public Recipe Recipe => _recipe ??= LimpidJson.Read<Recipe>(json.GetRawText(), $"{where}: recipe");

    public JsonElement Json => _recipe is null ? json : LimpidJson.ToElement(_recipe);

    public bool Equals(WrittenRecipe? other) => other is not null && Recipe == other.Recipe;

    public override bool Equals(object? obj) => Equals(obj as WrittenRecipe);

    public override int GetHashCode() => Recipe.GetHashCode();
}
