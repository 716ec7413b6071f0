using System.Text;

namespace Limpid.Race;

/// <summary>The race as a page in Markdown.</summary>
internal sealed class RaceReport(Race race, byte[] labels, string command, DateTimeOffset date)
{
    private const string Nothing = "–";
    private readonly StringBuilder _page = new();

    public string Write()
    {
        Head();
        Bars();
        Everyone();
        Threads();
        Absent();
        return _page.ToString();
    }

    private void Head()
    {
        string rounds =
            race.Rounds == race.Planned
                ? $"{race.Rounds} alternating rounds"
                : $"**Interrupted** after {race.Rounds} of {race.Planned} alternating rounds";
        Line("# The race");
        Line(
            $"\n`{command}`, {date:yyyy-MM-dd HH:mm} UTC. {rounds}; medians, with least and most in brackets. "
                + $"Load of the machine at the end: {Machine.Busy}."
        );
        Line(
            $"\n{Machine.Description}. Fused multiply-adds at most: 1t "
                + $"{race.PeakIn(1)?.ToString() ?? Nothing}, 2t {race.PeakIn(2)?.ToString() ?? Nothing} "
                + "GFLOP/s. "
                + $"OpenBLAS {OpenBlas.Description}."
        );
        string[] versions =
        [
            .. race.Contenders.Where(one => one.Version is not null).Select(one => $"{one.Rival.Name} {one.Version}"),
        ];
        if (versions.Length > 0)
            Line($"\n{string.Join("; ", versions)}.");
        Line("");
        foreach (RaceModel model in RaceModel.All.Values)
            Line($"- **{model.Name}**: {model.Description}");
    }

    private void Bars()
    {
        Line("\n## Against the strongest rivals\n");
        Line(
            "1t, 2t: threads. Rival: the fastest; at predictions ONNX Runtime, the fastest that reads any "
                + "model (C over OpenBLAS is written for each). Ratio: ours over the rival's. All "
                + "trainings begin "
                + "with the same weights. Accuracy: of the 10,000 test digits after equal epochs, one a "
                + "round, "
                + "ours / the rival's; it fails where ours is lower by "
                + $"{100 * Verdict.Slack:0.0} points or more in the median over the epochs; of a recipe, the "
                + "median over seeds. Answers: how many of the 10,000 differ. Of peak: dense "
                + "arithmetic over "
                + "the measured peak; what leaves zeros out can exceed it.\n"
        );
        Line(
            "| row | unit | Limpid | rival | its figure | ratio | bar | verdict | accuracy, answers, memory | of peak |"
        );
        Line("|---|---|---:|---|---:|---:|---:|---|---|---:|");
        foreach (RaceRow row in race.Rows)
        {
            Verdict verdict = Verdict.Of(row, race.Tracks);
            Line(
                $"| {row.Name} | {row.Unit.Name} | {Figure(verdict.Ours)} | "
                    + $"{verdict.Rival?.Rival.Name ?? Nothing} | {Figure(verdict.Rival)} | "
                    + $"{(verdict.Ratio is { } ratio ? $"{ratio:0.00}" : Nothing)} "
                    + $"| {row.Bar?.Text(row.Unit) ?? Nothing}{(row.Most is { } most ? $", ≤ {most}" : "")} | "
                    + $"{verdict.Text(labels, race.PeakFlop)} | {Quality(verdict)} | "
                    + $"{(verdict.OfPeak(race.PeakFlop) is { } share ? $"{share:P0}" : Nothing)} |"
            );
        }
    }

    private static string Figure(Track? track) =>
        track is null ? Nothing : $"{track.Spread}{(track.Row.Threads.Count > 1 ? $" {track.Threads}t" : "")}";

    private string Quality(Verdict verdict)
    {
        if (verdict.Ours is not { } ours)
            return Nothing;
        if (verdict.Row.LeastAccuracy is not null)
            return $"{Percent(ours.SeedAccuracy(labels))} / {Percent(verdict.Rival?.SeedAccuracy(labels))}";
        if (verdict.Row.IsTraining)
            return $"{Percent(ours.Accuracies(labels)[^1])} / {Percent(verdict.Rival?.Accuracies(labels)[^1])}";
        if (ours.Rounds[^1].PeakMebibytes is not null)
            return $"peak {Mebibytes(ours)} / {Mebibytes(verdict.Rival)} MiB";
        return verdict.Rival is { Rival.HasOwnWeights: false } other && ours.Rounds[^1].Answers.Length > 0
            ? $"{ours.Differing(other)} differ"
            : Nothing;
    }

    private static string Mebibytes(Track? track) =>
        track?.Rounds[^1].PeakMebibytes is { } most ? Spread.Text(most) : Nothing;

    private static string Percent(double? share) => share is { } known ? $"{100 * known:f2} %" : Nothing;

    private void Everyone()
    {
        Contender[] present =
        [
            .. race.Contenders.Where(one =>
                race.Tracks.Any(track =>
                    track.Rival == one.Rival && (track.IsMeasured || track.Refusal is EngineReply.Failed)
                )
            ),
        ];
        Line("\n## Everyone\n");
        Line($"| row | unit |{string.Concat(present.Select(one => $" {one.Rival.Name} |"))}");
        Line($"|---|---|{string.Concat(present.Select(_ => "---:|"))}");
        foreach (RaceRow row in race.Rows)
        foreach (int threads in row.Threads)
            Line(
                $"| {row.Name}{(row.Threads.Count > 1 ? $": {threads}t" : "")} | {row.Unit.Name} "
                    + $"|{string.Concat(present.Select(one => " " + $"{Cell(race.Tracks.First(track => track.Row == row && track.Rival == one.Rival && track.Threads == threads))} " + "|"))}"
            );
    }

    private string Cell(Track track) =>
        track switch
        {
            { Refusal: EngineReply.Failed } => "failed",
            { IsMeasured: false } => Nothing,
            _ =>
                $"{track.Spread}{(track.Row.IsTraining || track.Row.LeastAccuracy is not null ? $", {Percent(track.Accuracies(labels) is { Count: > 0 } shares ? shares[^1] : null)}" : "")}",
        };

    /// <summary>Two threads shall never be slower than one.</summary>
    private void Threads()
    {
        Track[] ours =
        [
            .. race.Tracks.Where(track =>
                track.Rival.Name == Rivals.Limpid && track.IsMeasured && !track.Row.IsProcess
            ),
        ];
        var pairs = (
            from one in ours
            from two in ours
            where one.Threads == 1 && two.Threads == 2 && $"{one.Row.Job(0, 0)}" == $"{two.Row.Job(0, 0)}"
            select (one, two)
        ).ToArray();
        if (pairs.Length == 0)
            return;
        Line("\n## Limpid in two threads against one\n\n| job | time in 2t / time in 1t (≤ 1.03) |\n|---|---:|");
        foreach ((Track one, Track two) in pairs)
            Line($"| {$"{one.Row.Job(0, 0)}"[..^2]} | {two.Seconds / one.Seconds:0.00} |");
    }

    private void Absent()
    {
        Line("\n## Who is not here, and what went wrong\n");
        int lines = _page.Length;
        foreach (Contender absent in race.Contenders.Where(one => one.Found.IsAbsent))
            Line($"- **{absent.Rival.Name} is absent**: {absent.Found.Reason}.");
        foreach (Track track in race.Tracks.Where(track => track.Refusal is EngineReply.Failed))
            Line(
                $"- {track.Rival.Name} failed at {track.Row.Name}, {track.Threads}t: "
                    + $"{((EngineReply.Failed)track.Refusal!).Reason}."
            );
        foreach (
            Track track in race.Tracks.Where(track =>
                track.Rival.Name == Rivals.Limpid && track.Refusal is EngineReply.Cannot
            )
        )
            Line($"- {track.Row.Name}: {((EngineReply.Cannot)track.Refusal!).Reason}.");
        if (_page.Length == lines)
            Line("All are here, and nothing went wrong. A dash in the table of everyone: the rival has no such thing.");
    }

    private void Line(string text) => _page.Append(text).Append('\n');
}
