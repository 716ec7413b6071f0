using Limpid.Kernels;
using Limpid.Losses;
using Limpid.Numerics;

namespace Limpid.Evaluation;

/// <summary>What a network answered to some samples: for each the scores z (what its last layer was given), the outputs
/// (what it showed), the label.</summary>
public sealed class Predictions
{
    private readonly float[] _scores,
        _outputs;
    private readonly byte[] _labels;

    internal Predictions(int count, int classes)
    {
        Classes = classes;
        _scores = new float[count * classes];
        _outputs = new float[count * classes];
        _labels = new byte[count];
    }

    /// <summary>How many samples.</summary>
    public int Count => _labels.Length;

    /// <summary>How many classes.</summary>
    public int Classes { get; }

    /// <summary>The true classes.</summary>
    public ReadOnlySpan<byte> Labels => _labels;

    /// <summary>Count × Classes: what the last layer was given.</summary>
    public Matrix Scores => new(_scores, Count, Classes);

    /// <summary>Count × Classes: what the last layer showed.</summary>
    public Matrix Outputs => new(_outputs, Count, Classes);

    /// <summary>The class of the highest score, the first of equals.</summary>
    public int Predicted(int sample) => Highest(Scores[sample]);

    /// <summary>How many samples got their true class.</summary>
    public int Correct()
    {
        int correct = 0;
        for (int i = 0; i < Count; i++)
            correct += Predicted(i) == _labels[i] ? 1 : 0;
        return correct;
    }

    /// <summary>The mean loss.</summary>
    /// <param name="loss">What to measure.</param>
    /// <param name="fused">Whether it is measured on the scores rather than on the outputs.</param>
    public double MeanLoss(Loss loss, bool fused) =>
        loss.Measure(fused ? Scores : Outputs, new Targets(_labels), 1, default) / Math.Max(1, Count);

    /// <summary>p = softmax(z / T) of one sample.</summary>
    /// <param name="sample">Which.</param>
    /// <param name="temperature">T: above 1 it makes the network less sure, below 1 more.</param>
    /// <param name="probabilities">Classes numbers, written.</param>
    public void Probabilities(int sample, double temperature, Span<double> probabilities) =>
        Calibration.Probabilities(Scores[sample], temperature, probabilities);

    /// <summary>p = softmax(z / T) of some samples, one after the other, in single precision: many times as fast as one
    /// by one in double.</summary>
    /// <param name="first">The first of them.</param>
    /// <param name="temperature">T.</param>
    /// <param name="probabilities">Written: Classes numbers a sample; as many samples as there is room for.</param>
    public void Probabilities(int first, double temperature, Span<float> probabilities)
    {
        float over = (float)(1 / temperature);
        for (int sample = first; probabilities.Length >= Classes; sample++, probabilities = probabilities[Classes..])
        {
            Span<float> p = probabilities[..Classes];
            ReadOnlySpan<float> z = Scores[sample];
            for (int k = 0; k < p.Length; k++)
                p[k] = z[k] * over;
            SoftmaxRow.Forward(p, p);
        }
    }

    internal static int Highest(ReadOnlySpan<float> scores)
    {
        int best = 0;
        for (int k = 1; k < scores.Length; k++)
            if (scores[k] > scores[best])
                best = k;
        return best;
    }

    /// <summary>Whether <see cref="Highest"/> of finite scores is that class; nothing branches, for which class is
    /// highest cannot be foretold.</summary>
    internal static bool IsHighest(ReadOnlySpan<float> scores, int of)
    {
        float own = scores[of];
        bool isLower = false;
        for (int k = 0; k < scores.Length; k++)
            isLower |= (scores[k] > own) | ((scores[k] == own) & (k < of));
        return !isLower;
    }

    internal void Write(int first, ReadOnlySpan<byte> labels, Matrix scores, Matrix outputs)
    {
        labels.CopyTo(_labels.AsSpan(first));
        scores.Span.CopyTo(_scores.AsSpan(first * Classes));
        outputs.Span.CopyTo(_outputs.AsSpan(first * Classes));
    }
}
