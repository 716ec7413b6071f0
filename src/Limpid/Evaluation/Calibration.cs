using Limpid.Kernels;
using Limpid.Numerics;

namespace Limpid.Evaluation;

/// <summary>From scores to probabilities that mean what they say (Guo, Pleiss, Sun and Weinberger 2017).</summary>
public static class Calibration
{
    /// <summary>The bins of <see cref="ExpectedError"/>.</summary>
    public const int Bins = 15;

    private const double LowestLog = -3,
        HighestLog = 3,
        GoldenSection = 0.6180339887498949;
    private const int SearchSteps = 40;

    /// <summary>pₖ = e^((zₖ − max z)/T) / Σⱼ e^((zⱼ − max z)/T).</summary>
    public static void Probabilities(ReadOnlySpan<float> scores, double temperature, Span<double> probabilities)
    {
        double maximum = double.NegativeInfinity,
            sum = 0;
        foreach (float z in scores)
            maximum = Math.Max(maximum, z);
        probabilities = probabilities[..scores.Length];
        for (int k = 0; k < scores.Length; k++)
            probabilities[k] = (scores[k] - maximum) / temperature;
        ExpDouble.Map(probabilities);
        foreach (double p in probabilities)
            sum += p;
        foreach (ref double p in probabilities)
            p /= sum;
    }

    /// <summary>The temperature T in e⁻³..e³ under which the true classes of held-out samples are the most likely, by
    /// golden-section search over ln T.</summary>
    public static double FitTemperature(Predictions validation)
    {
        if (validation.Count == 0)
            return 1;
        double low = LowestLog,
            high = HighestLog;
        double a = high - GoldenSection * (high - low),
            b = low + GoldenSection * (high - low);
        double atA = Surprise(validation, a),
            atB = Surprise(validation, b);
        for (int i = 0; i < SearchSteps; i++)
        {
            if (atA <= atB)
            {
                (high, b, atB) = (b, a, atA);
                atA = Surprise(validation, a = high - GoldenSection * (high - low));
            }
            else
            {
                (low, a, atA) = (a, b, atB);
                atB = Surprise(validation, b = low + GoldenSection * (high - low));
            }
        }
        return Elementary.Exp((low + high) / 2);
    }

    /// <summary>
    /// Expected calibration error: the samples sorted by the probability of their answer and cut into 15 bins of equal
    /// mass;
    /// Σ_bins |bin| / n · |accuracy − mean probability| (Nguyen and O'Connor 2015; Naeini et al. 2015).
    /// </summary>
    public static double ExpectedError(Predictions answers, double temperature)
    {
        int n = answers.Count;
        var sure = new (double Probability, bool Right)[n];
        Span<double> p = stackalloc double[answers.Classes];
        for (int i = 0; i < n; i++)
        {
            answers.Probabilities(i, temperature, p);
            int predicted = answers.Predicted(i);
            sure[i] = (p[predicted], predicted == answers.Labels[i]);
        }
        Array.Sort(sure);
        double error = 0;
        for (int bin = 0; bin < Bins; bin++)
        {
            double gap = 0;
            for (int i = n * bin / Bins; i < n * (bin + 1) / Bins; i++)
                gap += (sure[i].Right ? 1 : 0) - sure[i].Probability;
            error += Math.Abs(gap);
        }
        return n == 0 ? 0 : error / n;
    }

    /// <summary>−mean ln p(true class) at T = e^logTemperature.</summary>
    private static double Surprise(Predictions answers, double logTemperature)
    {
        double inverse = Elementary.Exp(-logTemperature),
            total = 0;
        for (int i = 0; i < answers.Count; i++)
        {
            ReadOnlySpan<float> z = answers.Scores[i];
            double maximum = z[Predictions.Highest(z)],
                sum = 0;
            foreach (float v in z)
                sum += Elementary.Exp((v - maximum) * inverse);
            total += (maximum - z[answers.Labels[i]]) * inverse + Elementary.Log(sum);
        }
        return total / answers.Count;
    }
}
