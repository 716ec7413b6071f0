using Limpid.Runs.Recipes;

namespace Limpid.Cli.Training;

/// <summary>What a <c>limpid train</c> asks for.</summary>
internal sealed record TrainRequest
{
    private const int MostThreads = 1024;        // more are taken for an error

    /// <summary>The recipe's members that options set, a layer an option.</summary>
    public required IReadOnlyList<RecipeLayer> Options { get; init; }

    public string? RecipeFile { get; init; }

    public string? Data { get; init; }

    public string? Output { get; init; }

    public string? Resume { get; init; }

    public string? From { get; init; }

    public required int Threads { get; init; }

    public bool Offline { get; init; }

    /// <summary>The threads asked for, or one a processor.</summary>
    /// <exception cref="LimpidException"><see cref="Fault.Usage"/>: none, or too many.</exception>
    public static int ThreadsFor(int? asked) => asked is null or (>= 1 and <= MostThreads)
        ? asked ?? Environment.ProcessorCount
        : throw LimpidException.Usage($"--threads: expected from 1 to {MostThreads}, but got {asked}.");
}
