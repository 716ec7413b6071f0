namespace Limpid.Evaluation;

/// <summary>How often each class was answered for each class.</summary>
public sealed class ConfusionMatrix
{
    private readonly int[] _counts;

    /// <summary>Counts answers.</summary>
    public ConfusionMatrix(Predictions answers)
    {
        Classes = answers.Classes;
        _counts = new int[Classes * Classes];
        for (int i = 0; i < answers.Count; i++)
            _counts[answers.Labels[i] * Classes + answers.Predicted(i)]++;
    }

    /// <summary>How many classes.</summary>
    public int Classes { get; }

    /// <summary>How many samples of a true class were answered as a class.</summary>
    public int this[int truth, int answer] => _counts[truth * Classes + answer];

    /// <summary>Of the answers "class k", the share that was right; 0 where there was none.</summary>
    public double Precision(int k) => Share(this[k, k], Enumerable.Range(0, Classes).Sum(t => this[t, k]));

    /// <summary>Of the samples of class k, the share that was found; 0 where there was none.</summary>
    public double Recall(int k) => Share(this[k, k], Support(k));

    /// <summary>The harmonic mean of precision and recall.</summary>
    public double F1(int k) => Precision(k) + Recall(k) is > 0 and var sum ? 2 * Precision(k) * Recall(k) / sum : 0;

    /// <summary>How many samples of class k there were.</summary>
    public int Support(int k) => Enumerable.Range(0, Classes).Sum(a => this[k, a]);

    private static double Share(int part, int whole) => whole == 0 ? 0 : (double)part / whole;
}
