using Limpid.Augmentations;
using Limpid.Data;
using Limpid.Files;
using Limpid.Losses;
using Limpid.Optimizers;
using Limpid.Recognition;
using Limpid.Tests.Data;
using Limpid.Training;

namespace Limpid.Tests.Training;

public class AllocationTests
{
    private const int WarmUp = 5,
        Measured = 20,
        Rounds = 3;
    private const string Convolutional =
        "28x28 conv6k5 batch-norm relu pool2 conv8k5s2p0 relu dropout0.2 dense10 softmax";
    private static readonly Dataset Digits = SyntheticDigits.Draw(600, seed: 7);

    [Theory]
    [InlineData("28x28 dense16 sigmoid dense16 sigmoid dense10 softmax", 1)]
    [InlineData("28x28 dense16 sigmoid dense16 sigmoid dense10 softmax", 2)]
    [InlineData(Convolutional, 1)]
    [InlineData(Convolutional, 2)]
    public void A_training_step_allocates_nothing(string architecture, int threads)
    {
        var recipe = new Recipe(
            "synthetic",
            Notation.Parse(architecture),
            new SoftmaxCrossEntropy(),
            new AdamW(0.001),
            BatchSize: 130,
            Epochs: 1000,
            Validation: 0,
            ClipNorm: 1,
            Augmentations: [new Rotate(8), new Elastic(12)],
            Averaging: new Ema(0.9)
        );
        using var workers = new Workers(threads);
        var trainer = new Trainer(recipe, new TrainingData(Digits, recipe), workers, TimeProvider.System);
        Assert.Equal(
            0,
            Allocated(() => trainer.Step(), except: () => trainer.Report.Step % trainer.StepsPerEpoch == 0)
        );
    }

    [Theory]
    [InlineData("28x28 dense16 sigmoid dense16 sigmoid dense10 softmax")]
    [InlineData(Convolutional)]
    public void A_prediction_allocates_nothing(string architecture)
    {
        var recognizer = new Recognizer(
            new() { Network = new(Notation.Parse(architecture)), ClassNames = Digits.ClassNames }
        );
        var probabilities = new float[10];
        Assert.Equal(0, Allocated(() => recognizer.Predict(Digits.Picture(3), probabilities)));
    }

    /// <summary>
    /// Bytes that this thread allocates in calls after the first ones, in the best of some rounds: what happens once,
    /// such as a worker that falls asleep for the first time, is
    /// no call's doing. Calls that end an epoch are not counted: they report.
    /// </summary>
    private static long Allocated(Action call, Func<bool>? except = null)
    {
        for (int i = 0; i < WarmUp; i++)
            call();
        long least = long.MaxValue;
        for (int round = 0; round < Rounds; round++)
        {
            long all = 0;
            for (int i = 0; i < Measured; i++)
            {
                long before = GC.GetAllocatedBytesForCurrentThread();
                call();
                long after = GC.GetAllocatedBytesForCurrentThread();
                if (except?.Invoke() != true)
                    all += after - before;
            }
            least = Math.Min(least, all);
        }
        return least;
    }
}
