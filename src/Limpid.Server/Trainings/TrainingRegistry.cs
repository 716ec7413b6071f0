using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Limpid.Runs.Recipes;
using Limpid.Training;

namespace Limpid.Server.Trainings;

/// <summary>All trainings: a bounded number runs, the others are refused; what nobody asks for ends, and is
/// forgotten.</summary>
internal sealed class TrainingRegistry(LabOptions options) : IDisposable
{
    /// <summary>The most that run at once, and the most that are remembered.</summary>
    public const int MostRunning = 2,
        MostKept = 32;

    private const int IdBytes = 8;
    private static readonly TimeSpan UnseenWhileRunning = TimeSpan.FromMinutes(10),
        UnseenWhenOver = TimeSpan.FromHours(1);
    private readonly ConcurrentDictionary<string, RunningTraining> _trainings = new(StringComparer.Ordinal);
    private readonly Lock _beginning = new();

    /// <summary>Begins a training.</summary>
    /// <param name="json">A recipe, or those members of one that are to be other than the preset's.</param>
    /// <returns>The training; null where as many run as may.</returns>
    /// <exception cref="LimpidException">There are no digits, or the recipe cannot be meant.</exception>
    public RunningTraining? Begin(ReadOnlySpan<byte> json)
    {
        if (options.DigitsNow is null)
            throw new LimpidException(Fault.Unavailable, options.WhyNoDigits);
        Recipe recipe = Read(json);
        lock (_beginning)
        {
            Sweep();
            if (_trainings.Values.Count(training => training.State == HostedTrainingState.Running) >= MostRunning)
                return null;
            string id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes));
            return _trainings[id] = new(id, recipe, options);
        }
    }

    public RunningTraining? Find(string id)
    {
        RunningTraining? training = _trainings.GetValueOrDefault(id);
        training?.See();
        return training;
    }

    /// <summary>All that are remembered.</summary>
    public IEnumerable<RunningTraining> All => _trainings.Values;

    /// <summary>Ends what nobody asks for, and forgets what has long been over.</summary>
    public void Sweep()
    {
        foreach (
            RunningTraining training in _trainings.Values.Where(t =>
                t.State == HostedTrainingState.Running && t.Unseen >= UnseenWhileRunning
            )
        )
            training.Cancel();
        RunningTraining[] over =
        [
            .. _trainings.Values.Where(t => t.State != HostedTrainingState.Running).OrderByDescending(t => t.Unseen),
        ];
        int tooMany = Math.Max(0, _trainings.Count - MostKept);
        foreach (RunningTraining training in over.Where((t, i) => i < tooMany || t.Unseen >= UnseenWhenOver))
            if (_trainings.TryRemove(training.Id, out _))
                training.Dispose();
    }

    public void Dispose()
    {
        foreach (RunningTraining training in _trainings.Values)
            training.Cancel(); // all at once, then one after the other
        foreach (string id in _trainings.Keys)
            if (_trainings.TryRemove(id, out RunningTraining? training))
                training.Dispose();
    }

    private Recipe Read(ReadOnlySpan<byte> json)
    {
        RecipeSource layer = json.IsEmpty ? new("recipe", new JsonObject()) : RecipeFileSource.Parse("recipe", json);
        if (layer.Values["data"] is { } data && data.ToJsonString() != "\"mnist\"")
            throw LimpidException.Usage($"recipe: data must be mnist here, or left out, but is {data.ToJsonString()}.");
        Recipe recipe = new RecipeResolver([layer]).Resolve(options.DigitsNow!.Training);
        return recipe.Ensemble == 1
            ? recipe
            : throw LimpidException.Usage("recipe: ensemble must be 1 here. Train ensembles by: limpid train");
    }
}
