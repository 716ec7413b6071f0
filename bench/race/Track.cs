namespace Limpid.Race;

/// <summary>What one engine did on one row in so many threads, round by round.</summary>
internal sealed record Track(RaceRow Row, Rival Rival, int Threads)
{
    private readonly List<EngineReply.Done> _rounds = [];

    public IReadOnlyList<EngineReply.Done> Rounds => _rounds;

    /// <summary>Why it does not go on; missing while it does.</summary>
    public EngineReply? Refusal { get; private set; }

    public bool IsMeasured => _rounds.Count > 0;

    public Spread Spread => Spread.Of(_rounds.Select(round => Row.Unit.Of(round.Seconds)));

    /// <summary>The median of the seconds themselves.</summary>
    public double Seconds => Spread.Of(_rounds.Select(round => round.Seconds)).Median;

    public void Add(EngineReply reply)
    {
        if (reply is EngineReply.Done done)
            _rounds.Add(done);
        else
            Refusal = reply;
    }

    /// <summary>The share of right answers of each round: of a training, after each of its epochs.</summary>
    public IReadOnlyList<double> Accuracies(ReadOnlySpan<byte> labels)
    {
        var shares = new List<double>();
        foreach (EngineReply.Done round in _rounds)
        {
            int right = 0;
            for (int i = 0; i < labels.Length && i < round.Answers.Length; i++)
                right += round.Answers[i] - '0' == labels[i] ? 1 : 0;
            if (round.Answers.Length == labels.Length)
                shares.Add((double)right / labels.Length);
        }
        return shares;
    }

    /// <summary>The median over the seeds, each once.</summary>
    public double? SeedAccuracy(ReadOnlySpan<byte> labels) =>
        Accuracies(labels) is { Count: > 0 } shares ? Spread.Of(shares.Take(RaceRow.Seeds)).Median : null;

    /// <summary>How many of the last answers are others than another engine's.</summary>
    public int Differing(Track other) =>
        _rounds[^1].Answers.Zip(other._rounds[^1].Answers).Count(pair => pair.First != pair.Second);
}
