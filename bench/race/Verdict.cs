namespace Limpid.Race;

/// <summary>How a row ended: ours against the rival.</summary>
/// <param name="Row">The row.</param>
/// <param name="Ours">Our best track; missing where ours was not measured.</param>
/// <param name="Rival">The best track of the one that the row names, else of the fastest; missing where none was
/// measured.</param>
internal sealed record Verdict(RaceRow Row, Track? Ours, Track? Rival)
{
    /// <summary>How much lower than the rival's our accuracy may be after equal epochs.</summary>
    public const double Slack = 0.003;

    /// <summary>The share of answers that may differ by rounding: 10 of 10,000.</summary>
    public const double MostDiffering = 0.001;

    public static Verdict Of(RaceRow row, IEnumerable<Track> tracks)
    {
        Track[] measured =
        [
            .. tracks.Where(track => track.Row == row && track.IsMeasured).OrderBy(track => track.Seconds),
        ];
        Track? Of(Func<string, bool> name) => measured.FirstOrDefault(track => name(track.Rival.Name));
        return new(
            row,
            Of(name => name == Rivals.Limpid),
            Of(name => name == row.Against) ?? Of(name => name != Rivals.Limpid)
        );
    }

    /// <summary>Ours over the strongest rival's, in the row's unit.</summary>
    public double? Ratio => Ours is null || Rival is null ? null : Ours.Spread.Median / Rival.Spread.Median;

    /// <summary>The share of the peak at which ours would do its arithmetic if it were dense.</summary>
    public double? OfPeak(Func<int, double?> peak) =>
        Row.Flop is { } flop && Ours is { } ours && peak(ours.Threads) is { } most ? flop / ours.Seconds / most : null;

    /// <summary>The median over the rounds of ours minus the rival's, epoch by epoch.</summary>
    public double? AccuracyAhead(ReadOnlySpan<byte> labels)
    {
        if (!Row.IsTraining || Ours is null || Rival is null)
            return null;
        double[] ahead = [.. Ours.Accuracies(labels).Zip(Rival.Accuracies(labels), (ours, theirs) => ours - theirs)];
        return ahead.Length == 0 ? null : Spread.Of(ahead).Median;
    }

    /// <summary>met, missed and what was missed, FAILED where ours is not as good, or a dash where nothing is
    /// asked.</summary>
    public string Text(ReadOnlySpan<byte> labels, Func<int, double?> peak)
    {
        if (Ours is null)
            return "not measured";
        if (Worse(labels) is { } worse)
            return $"**FAILED**: {worse}";
        if (Row.Bar is null)
            return "–";
        string[] missed = [.. Missed(Ours, peak)];
        return missed.Length > 0 ? $"missed: {string.Join(", ", missed)}"
            : Rival is null ? "no rival"
            : "met";
    }

    /// <summary>In what ours is not as good, whatever its speed; missing where it is.</summary>
    private string? Worse(ReadOnlySpan<byte> labels)
    {
        if (AccuracyAhead(labels) is < -Slack and var ahead)
            return $"{-100 * ahead:f2} points less accurate";
        if (Row.LeastAccuracy is { } least)
            return Ours!.SeedAccuracy(labels) >= least
                ? null
                : $"{100 * Ours.SeedAccuracy(labels):f2} % is under {100 * least:0} %";
        if (Row.IsTraining || Rival is null or { Rival.HasOwnWeights: true })
            return null;
        int differing = Ours!.Differing(Rival);
        return differing > MostDiffering * Ours.Rounds[^1].Answers.Length ? $"{differing} answers differ" : null;
    }

    private IEnumerable<string> Missed(Track ours, Func<int, double?> peak)
    {
        if (Row.Bar is { } bar && Ratio is { } ratio && !bar.IsMet(ratio, Row.Unit))
            yield return "ratio";
        if (Row.Most is { } most && ours.Spread.Median > most)
            yield return $"over {most}";
        if (Row.LeastOfPeak is { } share && OfPeak(peak) is { } reached && reached < share)
            yield return $"under {100 * share:0} % of peak";
    }
}
