using Limpid.Losses;

namespace Limpid.Evaluation;

/// <summary>One sample whose answer was wrong.</summary>
/// <param name="Index">Its place in the data.</param>
/// <param name="Label">Its true class.</param>
/// <param name="Answer">The class that was answered.</param>
/// <param name="LabelProbability">The probability given to the true class.</param>
/// <param name="AnswerProbability">The probability given to the answer.</param>
public readonly record struct Mistake(
    int Index,
    int Label,
    int Answer,
    double LabelProbability,
    double AnswerProbability
);

/// <summary>How good a network's answers are.</summary>
public sealed class EvaluationReport
{
    /// <summary>Measures answers.</summary>
    /// <param name="answers">What was answered.</param>
    /// <param name="loss">The loss that the network was trained by, and whether it is measured on the scores.</param>
    /// <param name="temperature">The temperature of its probabilities.</param>
    public EvaluationReport(Predictions answers, (Loss Loss, bool Fused) loss, double temperature)
    {
        (Count, Temperature) = (answers.Count, temperature);
        Correct = answers.Correct();
        Interval = Intervals.Wilson(Correct, Count);
        Loss = answers.MeanLoss(loss.Loss, loss.Fused);
        CalibrationError = Calibration.ExpectedError(answers, temperature);
        Confusion = new(answers);
        Selective = new(answers, temperature);
        Mistakes = FindMistakes(answers);
        TopTwo = CountTopTwo(answers) / (double)Math.Max(1, Count);
    }

    /// <summary>How many samples.</summary>
    public int Count { get; }

    /// <summary>How many of them were answered right.</summary>
    public int Correct { get; }

    /// <summary>Correct / Count.</summary>
    public double Accuracy => Count == 0 ? 0 : (double)Correct / Count;

    /// <summary>The 95 % interval of the accuracy.</summary>
    public (double Low, double High) Interval { get; }

    /// <summary>The share of samples whose true class has one of the two highest scores.</summary>
    public double TopTwo { get; }

    /// <summary>The mean loss.</summary>
    public double Loss { get; }

    /// <summary>The temperature of the probabilities.</summary>
    public double Temperature { get; }

    /// <summary>Expected calibration error, 15 bins of equal mass.</summary>
    public double CalibrationError { get; }

    /// <summary>Which class was taken for which.</summary>
    public ConfusionMatrix Confusion { get; }

    /// <summary>How many answers are wrong when only the surest are given.</summary>
    public RiskCoverage Selective { get; }

    /// <summary>All wrong answers, the surest first.</summary>
    public IReadOnlyList<Mistake> Mistakes { get; }

    private List<Mistake> FindMistakes(Predictions answers)
    {
        var mistakes = new List<Mistake>();
        var p = new double[answers.Classes];
        for (int i = 0; i < answers.Count; i++)
        {
            int answer = answers.Predicted(i),
                label = answers.Labels[i];
            if (answer == label)
                continue;
            answers.Probabilities(i, Temperature, p);
            mistakes.Add(new(i, label, answer, p[label], p[answer]));
        }
        return [.. mistakes.OrderByDescending(m => m.AnswerProbability).ThenBy(m => m.Index)];
    }

    private static int CountTopTwo(Predictions answers)
    {
        int found = 0;
        for (int i = 0; i < answers.Count; i++)
        {
            ReadOnlySpan<float> z = answers.Scores[i];
            int higher = 0,
                label = answers.Labels[i];
            for (int k = 0; k < z.Length; k++)
                higher += z[k] > z[label] || (z[k] == z[label] && k < label) ? 1 : 0;
            found += higher < 2 ? 1 : 0;
        }
        return found;
    }
}
