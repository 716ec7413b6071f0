using Limpid.Data;
using Limpid.Files;
using Limpid.Layers;
using Limpid.Losses;
using Limpid.Optimizers;
using Limpid.Training;

namespace Limpid.Tests.Training;

/// <summary>What training does with statistics (docs/decisions/0004).</summary>
public class StatisticsTests
{
    private static readonly Recipe Normalized = TrainingTests.Small() with
    {
        Architecture = Notation.Parse(
            "28x28 pool2 batch-norm dense20 batch-norm relu residual(dense20 batch-norm tanh) dense10 softmax"
        ),
        Loss = new SoftmaxCrossEntropy(),
        Optimizer = new AdamW(0.01),
        BatchSize = 200,
        ClipNorm = 0.5,
        Epochs = 4,
    };

    [Theory, InlineData(2), InlineData(5)]
    public void Any_number_of_threads_gives_the_same_bits(int threads) =>
        Assert.Equal(
            TrainingTests.Train(Normalized, 1).Network.Sha256(),
            TrainingTests.Train(Normalized, threads).Network.Sha256()
        );

    [Fact]
    public void Running_statistics_follow_the_batches_weighed_by_rows()
    {
        Dataset digits = SyntheticDigits.Draw(100, seed: 5);
        Recipe recipe = Normalized with
        {
            Architecture = Notation.Parse("28x28 batch-norm0.5 dense10 softmax"),
            BatchSize = 100,
            Validation = 0,
            Keep = Keep.Last,
            Epochs = 60,
        };
        using var workers = new Workers(1);
        var trainer = new Trainer(recipe, new TrainingData(digits, recipe), workers, TimeProvider.System);
        while (trainer.Step()) { }
        var pixels = new float[100 * 784];
        digits.Fill([.. Enumerable.Range(0, 100)], new(pixels, 100, 784), new byte[100]);
        double mean = pixels.Average(v => (double)v),
            variance = pixels.Average(v => (v - mean) * (v - mean));
        // shards of 64 and 36 rows: their means average to the batch's
        Assert.Equal(mean, Value(trainer.Network, "0.running_mean"), 1e-4);
        Assert.Equal(variance, Value(trainer.Network, "0.running_var"), 0.02 * variance); // their variances nearly so
    }

    [Fact]
    public void Weight_decay_and_clipping_leave_statistics_and_scales_alone()
    {
        Recipe still = Normalized with { Optimizer = new Sgd(1e-30, WeightDecay: 1), Epochs = 1, ClipNorm = 1e-30 };
        Trainer trainer = TrainingTests.Train(still, 1);
        Assert.Equal(1f, Value(trainer.Network, "1.weight"));
        Assert.NotEqual(0f, Value(trainer.Network, "1.running_mean"));
    }

    [Fact]
    public void They_are_in_files_under_PyTorchs_names_and_not_among_the_parameters()
    {
        Network network = TrainingTests.Train(Normalized, 1).Network;
        Assert.Equal(2 + 196 * 20 + 20 + 40 + 20 * 20 + 20 + 40 + 20 * 10 + 10, network.ParameterCount);
        Assert.Equal(
            ["1.weight", "1.bias", "1.running_mean", "1.running_var"],
            network.Parameters.Take(4).Select(p => p.Path)
        );
        Assert.Contains(network.Parameters, p => p.Path == "5.body.1.running_var");
        var file = new MemoryStream();
        ModelFile.Write(
            file,
            new() { Network = network, ClassNames = [.. Enumerable.Range(0, 10).Select(i => $"{i}")] }
        );
        file.Position = 0;
        Network back = ModelFile.Read(file).Network;
        Assert.Equal(network.Values, back.Values);
        Assert.Equal(network.Sha256(), back.Sha256());
    }

    [Fact]
    public void A_training_with_statistics_resumes_bit_for_bit()
    {
        using var workers = new Workers(1);
        Recipe recipe = Normalized with { BatchSize = 50 };
        var data = new TrainingData(SyntheticDigits.Draw(300, seed: 5), recipe);
        Trainer whole = new(recipe, data, workers, TimeProvider.System),
            first = new(recipe, data, workers, TimeProvider.System);
        while (whole.Step()) { }
        for (int i = 0; i < 7; i++)
            first.Step();
        var file = new MemoryStream();
        CheckpointFile.Write(file, first.Capture());
        file.Position = 0;
        Trainer second = Trainer.Resume(CheckpointFile.Read(file), data, workers, TimeProvider.System);
        while (second.Step()) { }
        Assert.Equal(whole.Network.Sha256(), second.Network.Sha256());
    }

    public static TheoryData<string> Architectures =>
        [Notation.Write(Normalized.Architecture), Notation.Write(TrainingTests.Pictures)];

    [Theory, MemberData(nameof(Architectures))]
    public void A_step_allocates_nothing(string architecture)
    {
        using var workers = new Workers(1);
        Recipe recipe = Normalized with { Architecture = Notation.Parse(architecture) };
        var trainer = new Trainer(
            recipe,
            new TrainingData(SyntheticDigits.Draw(600, seed: 5), recipe),
            workers,
            TimeProvider.System
        );
        trainer.Step();
        long before = GC.GetAllocatedBytesForCurrentThread();
        trainer.Step();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void A_batch_of_one_number_a_channel_is_no_error()
    {
        Trainer trainer = TrainingTests.Train(Normalized with { BatchSize = 1, Epochs = 1 }, 1);
        Assert.True(double.IsFinite(trainer.History[^1].TrainingLoss));
    }

    private static float Value(Network network, string path) =>
        network.Values[network.Parameters.Single(p => p.Path == path).Offset];
}
