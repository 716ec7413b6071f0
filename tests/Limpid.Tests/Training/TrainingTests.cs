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

namespace Limpid.Tests.Training;

public class TrainingTests
{
    /// <summary>A convolutional network of every kind of layer over pictures, with all tiles of its kernels: many and
    /// few filters, a filter a channel, strides and margins.</summary>
    internal static readonly Architecture Pictures = Notation.Parse(
        "28x28 pool2 conv6k3 batch-norm relu residual(conv6k3g3 batch-norm)(conv6k1) conv20k2s2 leaky-relu "
            + "average-pool2s1 layer-norm conv8k3s3p2 ensemble2(dense12 tanh dropout0.2 conv10k1) "
            + "global-average-pool softmax"
    );

    private static readonly Dataset Digits = SyntheticDigits.Draw(600, seed: 5);
    private static readonly ImmutableSequence<Augmentation> Everything = ImmutableSequence.From(
        TheList.Defaults<Augmentation>()
    );

    [
        Theory,
        InlineData(1, 200),
        InlineData(2, 200),
        InlineData(5, 200),
        InlineData(2, 30),
        InlineData(5, 30),
        InlineData(3, 100)
    ] // few shards and many threads: what is left draws the next batch
    public void Any_number_of_threads_gives_the_same_bits(int threads, int batch)
    {
        Recipe recipe = Small() with
        {
            BatchSize = batch,
            ClipNorm = 0.5,
            Architecture = Plain([70, 10], new Dropout(0.2)),
            Augmentations = Everything,
        };
        Assert.Equal(Train(recipe, 1).Result().Sha256(), Train(recipe, threads).Result().Sha256());
    }

    [Fact]
    public void Another_seed_gives_other_bits() =>
        Assert.NotEqual(Train(Small(), 1).Result().Sha256(), Train(Small() with { Seed = 2 }, 1).Result().Sha256());

    [Theory, InlineData("sgd"), InlineData("momentum"), InlineData("adam"), InlineData("rmsprop")]
    public void Stopped_at_any_step_and_resumed_it_ends_with_the_same_bits(string optimizer)
    {
        Recipe recipe = Small() with
        {
            Optimizer = LimpidJson.Read<Optimizer>($$"""{"type":"{{optimizer}}"}""", "test"),
            Schedule = new ReduceOnPlateau(Patience: 1),
            Architecture = Plain([8, 10], new Dropout(0.2)),
            Patience = 2,
            Epochs = 6,
            Augmentations = Everything,
        };
        using var workers = new Workers(1);
        var data = new TrainingData(Digits, recipe);
        string expected = Train(recipe, 1).Result().Sha256();
        foreach (int stop in new[] { 0, 1, 7, 18, 19, 25, 60 })
        {
            var first = new Trainer(recipe, data, workers, TimeProvider.System);
            for (int i = 0; i < stop && first.Step(); i++) { }
            var file = new MemoryStream();
            CheckpointFile.Write(file, first.Capture());
            file.Position = 0;
            Trainer second = Trainer.Resume(CheckpointFile.Read(file), data, workers, TimeProvider.System);
            while (second.Step()) { }
            Assert.Equal(expected, second.Result().Sha256());
        }
    }

    [Fact]
    public void Gone_back_to_a_mark_it_ends_with_the_same_bits_as_often_as_one_likes()
    {
        Recipe recipe = Small() with { Optimizer = new Adam(0.01), Patience = 2, Augmentations = Everything };
        using var workers = new Workers(2); // the second has drawn a batch that is not the next any more
        var trainer = new Trainer(recipe, new TrainingData(Digits, recipe), workers, TimeProvider.System);
        for (int step = 0; step < 7; step++)
            trainer.Step();
        TrainingState mark = trainer.Snapshot();
        for (int i = 0; i < 2; i++)
        {
            while (trainer.Step()) { }
            Assert.Equal(Train(recipe, 1).Result().Sha256(), trainer.Result().Sha256());
            trainer.Restore(mark);
            Assert.Equal(mark.Values, trainer.Network.Values.ToArray());
        }
    }

    [Fact]
    public void An_epochs_batches_are_all_that_teaches_each_once()
    {
        Recipe recipe = Small();
        using var workers = new Workers(1);
        var data = new TrainingData(Digits, recipe);
        var trainer = new Trainer(recipe, data, workers, TimeProvider.System);
        Assert.Equal(0, trainer.Batch.Length);
        var seen = new List<int>();
        for (int step = 0; step < trainer.StepsPerEpoch; step++)
        {
            trainer.Step();
            seen.AddRange(trainer.Batch);
        }
        Assert.Equal(data.Training.ToArray().Order(), seen.Order());
    }

    [Fact]
    public void A_step_allocates_nothing()
    {
        Recipe recipe = Small() with
        {
            BatchSize = 200,
            ClipNorm = 0.5,
            Architecture = Plain([70, 10], new Dropout(0.2)),
            Epochs = 50,
            Validation = 0,
            Keep = Keep.Last,
            Optimizer = new AdamW(),
            Augmentations = Everything,
            Averaging = new Ema(),
        };
        using var workers = new Workers(1);
        var trainer = new Trainer(recipe, new TrainingData(Digits, recipe), workers, TimeProvider.System);
        trainer.Step();
        long before = GC.GetAllocatedBytesForCurrentThread();
        trainer.Step();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Augmentation_changes_the_training_but_no_validation()
    {
        Recipe recipe = Small() with { Optimizer = new Sgd(1e-30), Augmentations = [new Rotate(180)] };
        (EpochReport plain, EpochReport augmented) = (
            Train(recipe with { Augmentations = [] }, 1).History[0],
            Train(recipe, 1).History[0]
        );
        Assert.Equal(plain.ValidationLoss, augmented.ValidationLoss);
        Assert.NotEqual(plain.TrainingLoss, augmented.TrainingLoss);
    }

    [Fact]
    public void It_learns_digits()
    {
        Trainer trainer = Train(
            Small() with
            {
                Epochs = 25,
                Architecture = Plain([30, 10]),
                Optimizer = new Adam(0.01),
            },
            2
        );
        using var workers = new Workers(1);
        Predictions answers = new Evaluator(trainer.Result(), workers).Run(SyntheticDigits.Draw(300, seed: 99));
        Assert.InRange((double)answers.Correct() / answers.Count, 0.8, 1);
    }

    [Fact]
    public void The_best_epoch_is_kept_and_patience_ends_the_training()
    {
        Trainer trainer = Train(Small() with { Epochs = 200, Patience = 3, Optimizer = new Adam(0.02) }, 1);
        EpochReport best = trainer.History.Last(e => e.IsBest);
        Assert.True(trainer.History.Count < 200);
        Assert.Equal(best.Epoch + 3, trainer.History.Count);
        Assert.Equal(trainer.History.Min(e => e.ValidationLoss), best.ValidationLoss);
        using var workers = new Workers(1);
        double again = new Evaluator(trainer.Result(), workers)
            .Run(Digits, new TrainingData(Digits, trainer.Recipe).Validation)
            .MeanLoss(trainer.Recipe.Loss, trainer.IsFused);
        Assert.Equal(best.ValidationLoss!.Value, again);
    }

    [Fact]
    public void A_loss_that_is_no_number_stops_with_cause_and_cure_and_keeps_the_best()
    {
        using var workers = new Workers(1);
        Recipe recipe = Small() with
        {
            Architecture = Architecture.Plain(Digits.Item, [10], new Relu(), new Softmax()),
            Loss = new SoftmaxCrossEntropy(),
            Optimizer = new Sgd(1e38),
            Validation = 100,
        };
        var trainer = new Trainer(recipe, new TrainingData(Digits, recipe), workers, TimeProvider.System);
        var stopped = Assert.Throws<LimpidException>(() =>
        {
            while (trainer.Step()) { }
        });
        Assert.Equal(Fault.Diverged, stopped.Fault);
        Assert.Contains("rate", stopped.Message);
    }

    [Fact]
    public void Fine_tuning_starts_from_a_models_values()
    {
        using var workers = new Workers(1);
        Network start = Train(Small(), 1).Result();
        var trainer = new Trainer(Small(), new TrainingData(Digits, Small()), workers, TimeProvider.System, start);
        Assert.Equal(start.Sha256(), trainer.Network.Sha256());
        var other = new Network(Plain([9, 10]));
        Assert.Equal(
            Fault.Mismatch,
            Assert
                .Throws<LimpidException>(() =>
                    new Trainer(Small(), new TrainingData(Digits, Small()), workers, TimeProvider.System, other)
                )
                .Fault
        );
    }

    [Fact]
    public void Resuming_on_other_data_is_refused()
    {
        using var workers = new Workers(1);
        TrainingState state = Train(Small(), 1).Capture();
        var other = new TrainingData(SyntheticDigits.Draw(600, seed: 6), Small());
        Assert.Equal(
            Fault.Mismatch,
            Assert.Throws<LimpidException>(() => Trainer.Resume(state, other, workers, TimeProvider.System)).Fault
        );
    }

    [Fact]
    public void Reports_say_what_happened()
    {
        using var workers = new Workers(1);
        var trainer = new Trainer(Small(), new TrainingData(Digits, Small()), workers, TimeProvider.System);
        List<TrainingReport> reports = [.. trainer.Run(TimeSpan.Zero, CancellationToken.None)];
        Assert.Equal(trainer.TotalSteps, reports.Count);
        Assert.Equal(Small().Epochs, reports.Count(r => r.Epoch is not null));
        Assert.All(trainer.History, e => Assert.Equal(2, e.GradientNorms.Count));
        Assert.All(trainer.History, e => Assert.True(e.ImagesPerSecond > 0 && e.Rate > 0));
    }

    [Fact]
    public void Every_preset_is_valid_and_comes_back_from_json() => Assert.All(Presets.All.Values, preset =>
        {
            preset.Recipe.Validate(10);
            Assert.Equal(preset.Recipe, LimpidJson.Read<Recipe>(LimpidJson.Write(preset.Recipe), preset.Name));
        });

    [Fact]
    public void A_misfit_is_told_with_its_cure()
    {
        string Told(Recipe recipe) => Assert.Throws<LimpidException>(() => recipe.Validate(10)).Message;
        Assert.Contains("softmax", Told(Small() with { Loss = new SoftmaxCrossEntropy() }));
        Assert.Contains("batchSize", Told(Small() with { BatchSize = 0 }));
        Assert.Contains("10 classes", Told(Small() with { Architecture = Plain([8, 3]) }));
        Assert.Contains("patience", Told(Small() with { Patience = 2, Validation = 0 }));
    }

    internal static Recipe Small() =>
        new("synthetic", Plain([8, 10]), new SquaredError(), new Sgd(1), BatchSize: 30, Epochs: 3, Validation: 60);

    internal static Trainer Train(Recipe recipe, int threads)
    {
        using var workers = new Workers(threads);
        var trainer = new Trainer(recipe, new TrainingData(Digits, recipe), workers, TimeProvider.System);
        while (trainer.Step()) { }
        return trainer;
    }

    private static Architecture Plain(int[] units, LayerSpec? after = null)
    {
        Architecture plain = Architecture.Plain(new Shape(1, 28, 28), units, new Sigmoid(), new Sigmoid());
        return after is null
            ? plain
            : plain with
            {
                Body = new Sequential([
                    plain.Body.Layers[0],
                    plain.Body.Layers[1],
                    after,
                    .. plain.Body.Layers.Skip(2),
                ]),
            };
    }
}
