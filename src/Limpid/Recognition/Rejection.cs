using Limpid.Augmentations;
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
/// Fits the rule by which a model refuses to answer. The digit detector comes with the engine, for it depends on
/// MNIST alone; it has learnt digits against
/// non-digits made of digits alone. The thresholds are those under which the wanted share of validation digits is
/// refused: docs/decisions/0008.
/// </summary>
public static class Rejection
{
    /// <summary>The share of validation digits that is refused: as no digit, or as unsure.</summary>
    public const double FalseRefusals = 0.007;

    private const double AsNoDigit = 0.86; // of the false refusals; the others are unsure

    // of a lesson: some non-digits happen to be digits, and what is plainly none shall not lie beyond what may be
    private const double Doubt = 0.1;
    private const string File = "digit-detector.safetensors";
    private static readonly Lazy<Network> DigitDetector = new(ReadDigitDetector);

    private static readonly Architecture Untaught = new(
        new Shape(1, 28, 28),
        new Sequential([
            .. Filters(16),
            new MaxPool(2),
            .. Filters(32),
            new MaxPool(2),
            .. Filters(64),
            .. Filters(32),
            new Dense(2),
            new Softmax(),
        ])
    );

    private static LayerSpec[] Filters(int count) =>
        [new Convolution(count, Kernel: 3, Padding: 0), new BatchNorm(), new Relu()];

    private static Network ReadDigitDetector()
    {
        using Stream file = typeof(Rejection).Assembly.GetManifestResourceStream(File)
            ?? throw new LimpidException(
                Fault.NotFound,
                "The digit detector was trimmed from this program. Publish it without the switch "
                    + "Limpid.Recognition.HasDigitDetector, or hand in the detector of a model."
            );
        return ModelFile.Read(file, File).Network;
    }

    /// <summary>Trains a digit detector: bit for bit by the data and the seed, on any number of threads. The one
    /// in the engine was made so.</summary>
    /// <param name="data">Only what teaches is used.</param>
    /// <param name="epochs">How long.</param>
    /// <param name="seed">Of its beginning, of its order, and of the non-digits.</param>
    /// <param name="workers">The threads.</param>
    /// <param name="clock">As <see cref="Trainer"/> wants it.</param>
    /// <exception cref="LimpidException"><see cref="Fault.Mismatch"/>: the data are not all ten digits of 28 ×
    /// 28.</exception>
    public static Model TrainDigitDetector(
        TrainingData data,
        int epochs,
        ulong seed,
        Workers workers,
        TimeProvider clock
    )
    {
        if (!MangledDigits.CanMangle(data.Samples, data.Training))
            throw LimpidException.Mismatch(
                $"A digit detector learns from all ten digits, each 28x28, but {data.Samples.Name} is "
                    + "something else. Take mnist."
            );
        var recipe = new Recipe(
            "mangled digits",
            Untaught,
            new SoftmaxCrossEntropy { LabelSmoothing = Doubt },
            new AdamW(0.005, WeightDecay: 0.05),
            new OneCycle(),
            BatchSize: 128,
            epochs,
            seed,
            Validation: 0,
            Keep: Keep.Last,
            Augmentations: [new Rotate(8), new Shift(1), new Scale(0.1), new Shear(0.1)],
            Averaging: new Ema(0.999),
            Precision: Precision.Half
        );
        Trainer? trainer = null;
        do trainer = Epoch(trainer?.Capture(), recipe, data, workers, clock);
        while (!trainer.IsFinished);
        return new() { Network = trainer.Result(), ClassNames = MangledDigits.ClassNames };
    }

    /// <summary>One more epoch: the same digits, and non-digits never seen before.</summary>
    private static Trainer Epoch(
        TrainingState? before,
        Recipe recipe,
        TrainingData data,
        Workers workers,
        TimeProvider clock
    )
    {
        Dataset lessons = MangledDigits.Draw(
            data.Samples,
            data.Training,
            recipe.Seed + (ulong)(before?.Progress.Epoch ?? 0),
            workers
        );
        var fresh = new TrainingData(lessons, recipe);
        Trainer trainer = before is null
            ? new(recipe, fresh, workers, clock)
            : Trainer.Resume(before with { DataSha256 = lessons.Sha256 }, fresh, workers, clock);
        for (int step = 0; step < trainer.StepsPerEpoch; step++)
            trainer.Step();
        return trainer;
    }

    /// <summary>The rule of a model.</summary>
    /// <param name="answers">What it answered to the samples that validate.</param>
    /// <param name="temperature">The temperature of its probabilities.</param>
    /// <param name="data">Only what validates is used.</param>
    /// <param name="workers">The threads.</param>
    /// <returns>Null where the data are not all ten digits of 28 × 28, or none validate.</returns>
    public static RejectionRule? Fit(Predictions answers, double temperature, TrainingData data, Workers workers)
    {
        if (data.Validation.Length == 0 || !MangledDigits.CanMangle(data.Samples, data.Training))
            return null;
        return Fit(
            answers,
            temperature,
            DigitDetector.Value,
            DigitScores(DigitDetector.Value, data.Samples, data.Validation, workers)
        );
    }

    /// <summary>The rule of a model, by a detector at hand: that of another model of the same digits.</summary>
    /// <param name="answers">What it answered to the samples that validate; at least one.</param>
    /// <param name="temperature">The temperature of its probabilities.</param>
    /// <param name="detector">The detector.</param>
    /// <param name="digitScores">What <see cref="DigitScores"/> says of the same samples.</param>
    /// <exception cref="LimpidException"><see cref="Fault.Mismatch"/>: they are not as many.</exception>
    public static RejectionRule Fit(
        Predictions answers,
        double temperature,
        Network detector,
        IReadOnlyList<double> digitScores
    )
    {
        int count = digitScores.Count,
            all = (int)(FalseRefusals * count),
            none = (int)(AsNoDigit * all);
        if (count == 0 || count != answers.Count)
            throw LimpidException.Mismatch(
                "A rule is fitted on samples that model and detector have both seen, but the model has seen "
                    + $"{answers.Count} and the detector {count}."
            );
        double minDigitScore = digitScores.Order().ElementAt(none);
        var p = new double[answers.Classes];
        var confidences = new List<double>();
        for (int i = 0; i < count; i++)
        {
            if (digitScores[i] < minDigitScore)
                continue;
            answers.Probabilities(i, temperature, p);
            confidences.Add(p.Max());
        }
        return new()
        {
            DigitDetector = detector,
            MinDigitScore = minDigitScore,
            MinConfidence = confidences.Order().ElementAt(all - none),
        };
    }

    /// <summary>How much like a digit a detector finds samples: z(digit) − z(not a digit) of each.</summary>
    /// <param name="detector">The detector.</param>
    /// <param name="samples">The set.</param>
    /// <param name="indices">Which of its samples, in order.</param>
    /// <param name="workers">The threads.</param>
    public static double[] DigitScores(Network detector, Dataset samples, ReadOnlyMemory<int> indices, Workers workers)
    {
        Predictions judged = new Evaluator(detector, workers).Run(samples, indices);
        return [.. Enumerable.Range(0, judged.Count).Select(i => (double)judged.Scores[i][1] - judged.Scores[i][0])];
    }
}
