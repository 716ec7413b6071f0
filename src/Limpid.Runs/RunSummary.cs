using Limpid.Runs.Recipes;
using Limpid.Training;

namespace Limpid.Runs;

/// <summary>How far a run is.</summary>
public enum RunProgress
{
    /// <summary>It has its result.</summary>
    Finished,

    /// <summary>Somebody writes there now.</summary>
    Running,

    /// <summary>It was stopped or killed, and may be resumed.</summary>
    Interrupted,

    /// <summary>One of its files cannot be read.</summary>
    Damaged,
}

/// <summary>A run in a line.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Progress">How far it is.</param>
/// <param name="Recipe">Its recipe; missing where that cannot be read.</param>
/// <param name="Epochs">How many epochs were made.</param>
/// <param name="Result">What it came to; missing where it is not finished.</param>
/// <param name="Problem">What is wrong with a damaged one.</param>
public sealed record RunSummary(
    string Name,
    RunProgress Progress,
    Recipe? Recipe,
    int Epochs,
    RunResult? Result,
    string? Problem = null
)
{
    /// <summary>Reads a run folder. What is damaged is said, not thrown: one bad run hides no other.</summary>
    public static RunSummary Read(RunFolder folder)
    {
        try
        {
            Recipe recipe = folder.ReadRecipe();
            RunResult? result = folder.ReadResult();
            return new(
                folder.Name,
                result is not null ? RunProgress.Finished
                    : folder.IsBeingWritten ? RunProgress.Running
                    : RunProgress.Interrupted,
                recipe,
                result?.Epochs ?? folder.ReadMetrics().Count,
                result
            );
        }
        catch (LimpidException exception)
        {
            return new(folder.Name, RunProgress.Damaged, null, 0, null, exception.Message);
        }
    }

    /// <summary>The network in short: <c>784-16-16-10 sigmoid</c>, or the notation of one that is not plain.</summary>
    public string Network => Recipe is null ? "" : Short(Recipe.Architecture);

    /// <summary>An architecture as <see cref="Network"/> has it.</summary>
    public static string Short(Architecture architecture) => PlainNetwork.Short(architecture);
}
