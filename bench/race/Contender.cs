using System.Diagnostics;

namespace Limpid.Race;

/// <summary>A rival on this machine: where it was found, and its processes, one for each number of threads, started
/// when first needed.</summary>
internal sealed class Contender(Rival rival, RaceWorkplace place) : IDisposable
{
    private readonly Dictionary<int, Child> _children = [];
    private readonly HashSet<string> _warm = [];

    public Rival Rival => rival;

    public Found Found { get; } = rival.Find(place);

    public string? Version { get; private set; }

    /// <summary>One measurement; before the first of its kind, what warms up.</summary>
    public EngineReply Ask(RaceRow row, Job job, int threads, CancellationToken stop)
    {
        if (Found.IsAbsent)
            return new EngineReply.Cannot("absent");
        if (row.IsProcess)
            return Once(job, threads, stop);
        try
        {
            if (!_children.TryGetValue(threads, out Child? child))
                child = _children[threads] = Child.Start(Found.Start(threads));
            Version ??= child.Version;
            if (_warm.Add($"{job} {threads}") && child.Ask($"warm {job}", stop) is var warmed and not EngineReply.Done)
                return warmed;
            return child.Ask($"{job}", stop);
        }
        catch (LimpidException exception)
        {
            return new EngineReply.Failed(exception.Message);
        }
    }

    public void Dispose()
    {
        foreach (Child child in _children.Values)
            child.Dispose();
    }

    private EngineReply Once(Job job, int threads, CancellationToken stop)
    {
        if (job is not StartJob start)
            return Child.Once(Found.Start(threads, Words(job)), EngineReply.Parse, stop);
        Found shipped = rival.Shipped is null ? Found : rival.Shipped(place, start);
        if (shipped.IsAbsent)
            return new EngineReply.Cannot(shipped.Reason);
        ProcessStartInfo process = shipped.Start(threads, rival.Shipped is null ? Words(job) : []);
        EngineReply reply = Child.Once(
            process,
            rival.Shipped is null ? EngineReply.Parse : EngineReply.ParseJson,
            stop
        );
        return reply is EngineReply.Done done ? done with { PeakMebibytes = Memory.Peak(process) } : reply;
    }

    private static string[] Words(Job job) => $"{job}".Split(' ');
}
