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

    /// <summary>The temperature T of its probabilities softmax(z / T), fitted on validation; 1 where it was not.</summary>
    public double Temperature { get; init; } = 1;

    /// <summary>When it does not answer with a digit; missing, it always answers.</summary>
    public RejectionRule? Rejection { get; init; }

    /// <summary>The recipe that it was trained by; missing for one that came from elsewhere.</summary>
    public Recipe? Recipe { get; init; }

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
    /// <summary>The version of the format that is written and read.</summary>
    public const int CurrentVersion = 3;

    public required int FormatVersion { get; init; }

    public required Architecture Architecture { get; init; }

    public required ImmutableSequence<ModelOutput> Outputs { get; init; }

    public RejectionHeader? Rejection { get; init; }

    public Recipe? Recipe { get; init; }

    public string? DataSha256 { get; init; }

    public double? TestAccuracy { get; init; }
}
