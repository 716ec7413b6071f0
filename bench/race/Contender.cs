namespace Limpid.Race;

/// <summary>A rival on this machine: where it was found, and its processes, one for each number of threads, started when first needed.</summary>
internal sealed class Contender(Rival rival, Workplace place) : IDisposable
{
    private readonly Dictionary<int, Child> _children = [];
    private readonly HashSet<string> _warm = [];

    public Rival Rival => rival;

    public Found Found { get; } = rival.Find(place);

    public string? Version { get; private set; }

    /// <summary>One measurement; before the first of its kind, what warms up.</summary>
    public Reply Ask(Row row, Job job, int threads, CancellationToken stop)
    {
        if (Found.IsAbsent) return new Reply.Cannot("absent");
        if (row.IsProcess) return Once(job, threads, stop);
        try
        {
            if (!_children.TryGetValue(threads, out Child? child)) child = _children[threads] = Child.Start(Found.Start(threads));
            Version ??= child.Version;
            if (_warm.Add($"{job} {threads}") && child.Ask($"warm {job}", stop) is var warmed and not Reply.Done) return warmed;
            return child.Ask($"{job}", stop);
        }
        catch (LimpidException wrong)
        {
            return new Reply.Failed(wrong.Message);
        }
    }

    public void Dispose()
    {
        foreach (Child child in _children.Values) child.Dispose();
    }

    private Reply Once(Job job, int threads, CancellationToken stop)
    {
        if (job is not StartJob start || rival.Shipped is null) return Child.Once(Found.Start(threads, $"{job}".Split(' ')), speaks: true, stop);
        Found shipped = rival.Shipped(place, start);
        return shipped.IsAbsent ? new Reply.Cannot(shipped.Reason) : Child.Once(shipped.Start(threads), speaks: false, stop);
    }
}
