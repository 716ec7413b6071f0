namespace Limpid.Evaluation;

/// <summary>
/// How much silence buys: if only the surest answers are given, how many of them are wrong? Risk = wrong / given, at
/// every coverage = given / all
/// (El-Yaniv and Wiener 2010), sure being the probability of the answer (Geifman and El-Yaniv 2017).
/// </summary>
public sealed class RiskCoverage
{
    private readonly double[] _wrong; // among the n surest, n = 0 … Count
    private readonly double[] _confidences; // falling

    /// <summary>Sorts answers from the surest to the least sure. Equally sure ones share their mistakes evenly, so that
    /// their order does not matter.</summary>
    /// <param name="answers">What was answered.</param>
    /// <param name="temperature">T of the probabilities.</param>
    public RiskCoverage(Predictions answers, double temperature)
    {
        int count = answers.Count;
        (double Confidence, int Wrong)[] sorted = new (double, int)[count];
        Span<double> p = stackalloc double[answers.Classes];
        for (int i = 0; i < count; i++)
        {
            answers.Probabilities(i, temperature, p);
            int answer = answers.Predicted(i);
            sorted[i] = (p[answer], answer == answers.Labels[i] ? 0 : 1);
        }
        Array.Sort(sorted, (a, b) => b.Confidence.CompareTo(a.Confidence));
        _confidences = [.. sorted.Select(answer => answer.Confidence)];
        _wrong = new double[count + 1];
        for (int first = 0, next; first < count; first = next)
        {
            int wrong = 0;
            for (next = first; next < count && sorted[next].Confidence == sorted[first].Confidence; next++)
                wrong += sorted[next].Wrong;
            for (int n = first; n < next; n++)
                _wrong[n + 1] = _wrong[first] + wrong * (n + 1.0 - first) / (next - first);
        }
        Area = Mean(n => _wrong[n] / n);
        LeastArea = Mean(n => Math.Max(0, n - (count - _wrong[count])) / n);
    }

    /// <summary>How many answers there are.</summary>
    public int Count => _confidences.Length;

    /// <summary>The area under the curve (AURC): the mean risk over all coverages. The smaller, the better the network
    /// knows what it does not know.</summary>
    public double Area { get; }

    /// <summary>The area if every mistake were less sure than every right answer: no order of the same answers has a
    /// smaller one.</summary>
    public double LeastArea { get; }

    /// <summary>The share of wrong answers among the given ones.</summary>
    /// <param name="coverage">The share of samples that are answered, the surest first; at least one is.</param>
    public double Risk(double coverage) => Count == 0 ? 0 : _wrong[Given(coverage)] / Given(coverage);

    /// <summary>The probability of the least sure answer that is given.</summary>
    /// <param name="coverage">The share of samples that are answered.</param>
    public double Confidence(double coverage) => Count == 0 ? 0 : _confidences[Given(coverage) - 1];

    private int Given(double coverage) => Math.Clamp((int)Math.Round(coverage * Count), 1, Count);

    private double Mean(Func<int, double> risk)
    {
        double sum = 0;
        for (int n = 1; n <= Count; n++)
            sum += risk(n);
        return Count == 0 ? 0 : sum / Count;
    }
}
