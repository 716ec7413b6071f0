namespace Limpid.Race.Tests;

public class VerdictTests
{
    private static readonly byte[] Labels = [.. Enumerable.Range(0, 1000).Select(i => (byte)(i % 10))];
    private static readonly Rival Ours = new(Rivals.Limpid, _ => Found.Absent("")),
        Theirs = new("Rival", _ => Found.Absent("")),
        Onnx = new(Rivals.OnnxRuntime, _ => Found.Absent(""));
    private static readonly RaceRow Training = RaceRow.Train("b", 128, [1], bar: 0.5),
        Product = RaceRow.Product(512, 1, bar: 0.8),
        One = RaceRow.One("a", PredictJob.Digits, bar: 0.5);

    [Theory, InlineData(0.9, "met"), InlineData(1.1, "missed: ratio")]
    public void A_time_is_met_below_its_bar(double seconds, string text) =>
        Assert.Equal(text, Text(Training, Track(Training, Ours, seconds), Track(Training, Theirs, 2)));

    [Theory, InlineData(1.1, "met"), InlineData(1.4, "missed: ratio")]
    public void A_rate_is_met_above_its_bar(double seconds, string text) =>
        Assert.Equal(text, Text(Product, Track(Product, Ours, seconds), Track(Product, Theirs, 1)));

    [Theory, InlineData(2, "met"), InlineData(4, "**FAILED**: 0.40 points less accurate")]
    public void However_fast_a_training_fails_that_learns_worse(int wrong, string text) =>
        Assert.Equal(text, Text(Training, Track(Training, Ours, 0.1, wrong), Track(Training, Theirs, 2)));

    [Fact]
    public void One_bad_epoch_is_no_failure()
    {
        Track ours = Track(Training, Ours, 0.1, wrong: 1),
            theirs = Track(Training, Theirs, 2, wrong: 1);
        foreach ((int mine, int other) in new[] { (50, 1), (1, 1) })
        {
            ours.Add(new EngineReply.Done(0.1, Answers(mine)));
            theirs.Add(new EngineReply.Done(2, Answers(other)));
        }
        Assert.Equal("met", Text(Training, ours, theirs));
    }

    [Fact]
    public void Other_answers_than_the_rival_s_fail() =>
        Assert.Contains("answers differ", Text(One, Track(One, Ours, 1, wrong: 11), Track(One, Theirs, 9)));

    [Theory, InlineData(30, "met"), InlineData(31, "**FAILED**: 96.90 % is under 97 %")]
    public void A_recipe_must_be_right_often_enough(int wrong, string text)
    {
        RaceRow row = RaceRow.Recipe("97", threads: 2, accuracy: 0.97, bar: 0.5);
        Assert.Equal(text, Text(row, Track(row, Ours, 1, wrong), Track(row, Theirs, 3)));
    }

    [Fact]
    public void A_named_rival_goes_before_a_faster_one() =>
        Assert.Equal(
            Onnx,
            Verdict.Of(One, [Track(One, Ours, 1), Track(One, Theirs, 2), Track(One, Onnx, 3)]).Rival!.Rival
        );

    [Fact]
    public void Without_a_named_one_the_fastest_counts() =>
        Assert.Equal(
            2,
            Verdict
                .Of(Training, [Track(Training, Ours, 1), Track(Training, Onnx, 3), Track(Training, Theirs, 2)])
                .Rival!.Seconds
        );

    [Fact]
    public void Without_ours_nothing_was_measured() => Assert.Equal("not measured", Text(One, Track(One, Theirs, 1)));

    [Fact]
    public void Without_a_rival_nothing_is_met() => Assert.Equal("no rival", Text(One, Track(One, Ours, 1)));

    [Fact]
    public void A_share_of_the_peak_can_be_missed_too()
    {
        RaceRow row = RaceRow.Train("d", 128, [1], bar: 0.5, leastOfPeak: 0.45);
        double atPeak = row.Flop!.Value / 1e9;
        Assert.Equal(
            "missed: under 45 % of peak",
            Verdict.Of(row, [Track(row, Ours, 4 * atPeak), Track(row, Theirs, 100 * atPeak)]).Text(Labels, _ => 1e9)
        );
    }

    private static string Text(RaceRow row, params Track[] tracks) => Verdict.Of(row, tracks).Text(Labels, _ => null);

    private static Track Track(RaceRow row, Rival rival, double seconds, int wrong = 0)
    {
        var track = new Track(row, rival, 1);
        track.Add(new EngineReply.Done(seconds, Answers(wrong)));
        return track;
    }

    private static string Answers(int wrong) =>
        string.Concat(Labels.Select((label, i) => (char)('0' + (i < wrong ? (label + 1) % 10 : label))));
}
