using Limpid.Evaluation;
using Limpid.Tests.Reference;

namespace Limpid.Tests.Evaluation;

public class RiskCoverageTests
{
    [Fact]
    public void Risks_and_areas_agree_with_counting_by_hand()
    {
        var curve = new RiskCoverage(Answered([(5, true), (4, true), (3, false), (2, true), (1, false)]), 1);
        Assert.Equal([0, 0, 1 / 3.0, 1 / 4.0, 2 / 5.0], Enumerable.Range(1, 5).Select(n => curve.Risk(n / 5.0)));
        Assert.Equal((0 + 0 + 1 / 3.0 + 1 / 4.0 + 2 / 5.0) / 5, curve.Area, 12);
        Assert.Equal((0 + 0 + 0 + 1 / 4.0 + 2 / 5.0) / 5, curve.LeastArea, 12);
        Assert.Equal(Sure(3), curve.Confidence(0.6), 1e-6);
    }

    [Fact]
    public void Equally_sure_answers_share_their_mistakes_so_that_order_does_not_matter()
    {
        (float, bool)[] tied = [(2, true), (1, false), (1, true), (1, true), (0.5f, false)];
        var curve = new RiskCoverage(Answered(tied), 1);
        Assert.Equal(1 / 3.0 / 2, curve.Risk(0.4), 12);
        Assert.Equal(1 / 4.0, curve.Risk(0.8), 12);
        Assert.Equal(curve.Area, new RiskCoverage(Answered([.. tied.Reverse()]), 1).Area, 12);
    }

    [Fact]
    public void No_order_is_better_than_the_best_and_answering_all_is_the_error_rate()
    {
        float[] margins = Draws.Normal(500, 3),
            luck = Draws.Normal(500, 4);
        Predictions answers = Answered([.. margins.Zip(luck, (m, l) => (Math.Abs(m), Math.Abs(m) + l > 0.2f))]);
        var curve = new RiskCoverage(answers, 0.7);
        Assert.InRange(curve.LeastArea, 0, curve.Area);
        Assert.Equal(1 - answers.Correct() / 500.0, curve.Risk(1), 12);
        Assert.True(curve.Risk(0.3) < curve.Risk(1), "confidence told nothing");
    }

    [Fact]
    public void Nothing_answered_is_no_risk()
    {
        var curve = new RiskCoverage(Answered([]), 1);
        Assert.Equal(
            (0, 0.0, 0.0, 0.0, 0.0),
            (curve.Count, curve.Area, curve.LeastArea, curve.Risk(1), curve.Confidence(0.5))
        );
    }

    private static double Sure(double margin) => 1 / (1 + Math.Exp(-margin));

    /// <summary>Answers of two classes: how far apart the scores are, and whether the higher is right.</summary>
    private static Predictions Answered((float Margin, bool Right)[] answers)
    {
        var made = new Predictions(answers.Length, 2);
        float[] z = [.. answers.SelectMany(a => new[] { a.Margin, 0 })];
        made.Write(
            0,
            [.. answers.Select(a => (byte)(a.Right ? 0 : 1))],
            new(z, answers.Length, 2),
            new(z, answers.Length, 2)
        );
        return made;
    }
}
