namespace Limpid.Race;

/// <summary>Rounds of all rows; in each row the engines come one right after the other, and the order turns by one a
/// round.</summary>
internal sealed class Race(IReadOnlyList<RaceRow> rows, IReadOnlyList<Contender> contenders, int rounds)
{
    private static readonly int[] PeakThreads = [1, 2];
    private readonly List<Track> _tracks =
    [
        .. from row in rows
        from contender in contenders
        from threads in row.Threads
        select new Track(row, contender.Rival, threads),
    ];
    private readonly Dictionary<int, List<double>> _peaks = PeakThreads.ToDictionary(
        threads => threads,
        _ => new List<double>()
    );

    public IReadOnlyList<RaceRow> Rows => rows;

    public IReadOnlyList<Contender> Contenders => contenders;

    public IReadOnlyList<Track> Tracks => _tracks;

    /// <summary>Whole rounds behind us.</summary>
    public int Rounds { get; private set; }

    public int Planned => rounds;

    /// <summary>GFLOP/s of fused multiply-adds in so many threads, each round's.</summary>
    public Spread? PeakIn(int threads) =>
        _peaks.TryGetValue(threads, out List<double>? measured) && measured.Count > 0 ? Spread.Of(measured) : null;

    /// <summary>The same, as operations a second.</summary>
    public double? PeakFlop(int threads) => PeakIn(threads)?.Median * 1e9;

    /// <summary>Runs until all rounds are over, or until it is told to stop.</summary>
    public void Run(Action<string> say, CancellationToken stop)
    {
        for (; Rounds < rounds; Rounds++)
        {
            foreach (int threads in PeakThreads)
                _peaks[threads].Add(Peak.Gigaflops(threads));
            foreach (RaceRow row in rows)
                say($"round {Rounds + 1}/{rounds}  {row.Name}:{Round(row, stop)}");
        }
    }

    /// <summary>One round of a row.</summary>
    /// <returns>What was measured, for the eye.</returns>
    private string Round(RaceRow row, CancellationToken stop)
    {
        Track[] running = [.. _tracks.Where(track => track.Row == row && track.Refusal is null)];
        string news = "";
        for (int i = 0; i < running.Length; i++)
        {
            stop.ThrowIfCancellationRequested();
            Track track = running[(i + Rounds) % running.Length];
            Contender contender = contenders.First(one => one.Rival == track.Rival);
            EngineReply reply = contender.Ask(row, row.Job(track.Threads, Rounds), track.Threads, stop);
            track.Add(reply);
            news += reply switch
            {
                EngineReply.Done done => $"  {track.Rival.Name}{(row.Threads.Count > 1 ? $" {track.Threads}t" : "")} "
                    + $"{Spread.Text(row.Unit.Of(done.Seconds))}",
                EngineReply.Failed failed => $"  {track.Rival.Name} FAILED ({failed.Reason})",
                _ => "",
            };
        }
        return $"{news}  {row.Unit.Name}";
    }
}
