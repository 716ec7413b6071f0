using Limpid.Data;
using Limpid.Evaluation;
using Limpid.Files;
using Limpid.Layers;
using Limpid.Losses;
using Limpid.Numerics;
using Limpid.Optimizers;
using Limpid.Schedules;
using Limpid.Training;

namespace Limpid.Recognition;

/// <summary>
/// Fits the rule by which a model refuses to answer. Its judge learns digits against non-digits made of digits alone; its thresholds are those
/// under which the wanted share of validation digits is refused. How this was chosen among other scores: docs/decisions/0008.
/// </summary>
public static class Rejection
{
    /// <summary>The share of validation digits that is refused: as no digit, or as unsure.</summary>
    public const double FalseRefusals = 0.01;

    private const double AsNoDigit = 0.7;                                   // of the false refusals; the others are unsure
    private const int MostDigits = 15_000;                                  // that the judge learns from
    private const int Epochs = 4;

    private static readonly Architecture Judge = new(new Shape(1, 28, 28), new Sequential(
    [
        new Convolution(8, 5, Padding: 0), new Relu(), new MaxPool(2), new Convolution(16, 5, Padding: 0), new Relu(), new MaxPool(2), new Dense(32), new Relu(), new Dense(2), new Softmax(),
    ]));

    /// <summary>Trains a judge of non-digits. It depends on the data and the seed alone: bit for bit, on any number of threads.</summary>
    /// <param name="data">Only what teaches is used.</param>
    /// <param name="seed">The training's seed.</param>
    /// <param name="workers">The threads.</param>
    /// <param name="clock">As <see cref="Trainer"/> wants it.</param>
    /// <returns>Null where the data are not all ten digits of 28 × 28, or none validate.</returns>
    public static Network? TrainJudge(TrainingData data, ulong seed, Workers workers, TimeProvider clock)
    {
        int[] digits = data.Training[..Math.Min(MostDigits, data.Training.Length)];
        if (data.Validation.Length == 0 || !MangledDigits.CanMangle(data.Samples, digits)) return null;
        Dataset lessons = MangledDigits.Draw(data.Samples, digits, seed, workers);
        var recipe = new Recipe(lessons.Name, Judge, new SoftmaxCrossEntropy(), new AdamW(0.003, WeightDecay: 0.02), new OneCycle(), BatchSize: 64, Epochs, seed, Validation: 0, Keep: Keep.Last);
        var trainer = new Trainer(recipe, new TrainingData(lessons, recipe), workers, clock);
        while (trainer.Step()) { }
        return trainer.Result();
    }

    /// <summary>The rule of a model.</summary>
    /// <param name="judge">Its judge.</param>
    /// <param name="network">Its network.</param>
    /// <param name="temperature">The temperature of its probabilities.</param>
    /// <param name="data">Only what validates is used.</param>
    /// <param name="workers">The threads.</param>
    public static RejectionRule Fit(Network judge, Network network, double temperature, TrainingData data, Workers workers)
    {
        Answers judged = new Evaluator(judge, workers).Run(data.Samples, data.Validation), answers = new Evaluator(network, workers).Run(data.Samples, data.Validation);
        int count = judged.Count, all = (int)(FalseRefusals * count), none = (int)(AsNoDigit * all);
        double[] digit = [.. Enumerable.Range(0, count).Select(i => (double)judged.Scores[i][1] - judged.Scores[i][0])];
        double leastDigit = digit.Order().ElementAt(none);
        var p = new double[answers.Classes];
        var confidences = new List<double>();
        for (int i = 0; i < count; i++)
        {
            if (digit[i] < leastDigit) continue;
            answers.Probabilities(i, temperature, p);
            confidences.Add(p.Max());
        }
        return new() { Judge = judge, LeastDigit = leastDigit, LeastConfidence = confidences.Order().ElementAt(all - none) };
    }
}
