using Limpid.Runs.Recipes;

namespace Limpid.Cli.Training;

/// <summary>What a <c>limpid train</c> asks for.</summary>
internal sealed record TrainRequest
{
    /// <summary>More threads than this are taken for an error.</summary>
    public const int MostThreads = 1024;

    /// <summary>The recipe's members that options set, a layer an option.</summary>
    public required IReadOnlyList<RecipeSource> Options { get; init; }

    public string? RecipeFile { get; init; }

    public string? Data { get; init; }

    public string? Output { get; init; }

    public string? Resume { get; init; }

    public string? From { get; init; }

    public required int Threads { get; init; }

    public bool Offline { get; init; }
}
