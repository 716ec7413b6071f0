using Limpid.Data;
using Limpid.Evaluation;
using Limpid.Files;
using Limpid.Layers;
using Limpid.Numerics;
using Limpid.Training;

namespace Limpid.Tests.Training;

public class AveragingTests
{
    private static readonly Dataset Digits = SyntheticDigits.Draw(600, seed: 5);

    public static TheoryData<string> Kinds => [.. TheList.Names<Averaging>()];

    [Fact]
    public void Every_kind_is_in_the_list() => TheList.HoldsEveryKind<Averaging>();

    [Theory, MemberData(nameof(Kinds))]
    public void Its_name_alone_makes_a_valid_one_that_survives_json_and_notation(string kind)
    {
        Averaging averaging = Notation.ParseAveraging(kind)!;
        averaging.Validate();
        TheList.SurvivesJson(averaging);
        Recipe recipe = TrainingTests.Small() with { Averaging = averaging };
        Assert.Equal(recipe, LimpidJson.Read<Recipe>(LimpidJson.Write(recipe), "test"));
    }

    [Fact]
    public void Words_say_which()
    {
        Assert.Equal(new Ema(0.99), Notation.ParseAveraging("ema0.99"));
        Assert.Equal(new Swa(0.5), Notation.ParseAveraging("swa0.5"));
        Assert.Null(Notation.ParseAveraging("none"));
        foreach (string wrong in new[] { "", "ema ema", "mean", "ema0.9x3" })
            Assert.Equal(Fault.Usage, Assert.Throws<LimpidException>(() => Notation.ParseAveraging(wrong)).Fault);
    }

    [Fact]
    public void What_cannot_be_meant_is_refused()
    {
        TheList.Refuses(new Ema(1).Validate, "Decay");
        TheList.Refuses(new Swa(1).Validate, "Start");
        TheList.Refuses(() => (TrainingTests.Small() with { Averaging = new Swa(-1) }).Validate(10), "Start");
    }

    [Fact]
    public void An_exponential_average_is_its_naive_twin()
    {
        Recipe recipe = TrainingTests.Small() with { Averaging = new Ema(0.8) };
        Trainer trainer = Begin(recipe);
        double[] twin = [.. trainer.Network.Values.ToArray().Select(v => (double)v)];
        for (int t = 1; trainer.Step(); t++)
        {
            double decay = Math.Min(0.8, (1.0 + t) / (10.0 + t));
            for (int i = 0; i < twin.Length; i++)
                twin[i] = decay * twin[i] + (1 - decay) * trainer.Network.Values[i];
        }
        for (int i = 0; i < twin.Length; i++)
            Assert.Equal(twin[i], trainer.EvaluatedNetwork.Values[i], 1e-5);
        Assert.NotEqual(trainer.Network.Sha256(), trainer.EvaluatedNetwork.Sha256());
    }

    [Fact]
    public void Stochastic_weight_averaging_is_the_mean_of_the_epochs_ends()
    {
        Recipe recipe = TrainingTests.Small() with { Averaging = new Swa(0.5), Epochs = 7, Keep = Keep.Last };
        Trainer trainer = Begin(recipe);
        var ends = new List<float[]>();
        while (trainer.Step())
        {
            if (ends.Count == trainer.History.Count)
                continue;
            ends.Add(trainer.Network.Values.ToArray());
            float[][] taken = [.. ends.Skip(Math.Min(3, ends.Count - 1))]; // three of seven epochs come before the half
            for (int i = 0; i < taken[0].Length; i++)
                Assert.Equal(taken.Average(values => (double)values[i]), trainer.EvaluatedNetwork.Values[i], 1e-5);
        }
        Assert.Equal(7, ends.Count);
        Assert.Equal(trainer.EvaluatedNetwork.Sha256(), trainer.Result().Sha256());
    }

    [Fact]
    public void The_average_is_what_is_validated_and_kept()
    {
        Recipe recipe = TrainingTests.Small() with { Averaging = new Ema(0.95) };
        Trainer trainer = Begin(recipe);
        while (trainer.Step()) { }
        using var workers = new Workers(1);
        double again = new Evaluator(trainer.Result(), workers)
            .Run(Digits, new TrainingData(Digits, recipe).Validation)
            .MeanLoss(recipe.Loss, trainer.IsFused);
        Assert.Equal(trainer.History.Min(e => e.ValidationLoss!.Value), again);
        Trainer plain = Begin(recipe with { Averaging = null });
        while (plain.Step()) { }
        Assert.Equal(plain.Network.Sha256(), trainer.Network.Sha256()); // the training itself goes its own way
        Assert.NotEqual(plain.Result().Sha256(), trainer.Result().Sha256());
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Stopped_at_any_step_and_resumed_it_ends_with_the_same_bits(string kind)
    {
        Recipe recipe = TrainingTests.Small() with
        {
            Averaging = Notation.ParseAveraging(kind),
            Epochs = 4,
            Keep = Keep.Last,
        };
        Trainer whole = Begin(recipe);
        while (whole.Step()) { }
        foreach (int stop in new[] { 0, 1, 17, 18, 19, 60 })
        {
            Trainer first = Begin(recipe);
            for (int i = 0; i < stop && first.Step(); i++) { }
            var file = new MemoryStream();
            CheckpointFile.Write(file, first.Capture());
            file.Position = 0;
            using var workers = new Workers(2);
            Trainer second = Trainer.Resume(
                CheckpointFile.Read(file),
                new TrainingData(Digits, recipe),
                workers,
                TimeProvider.System
            );
            while (second.Step()) { }
            Assert.Equal(whole.Result().Sha256(), second.Result().Sha256());
        }
    }

    [Theory, InlineData(2), InlineData(5)]
    public void Any_number_of_threads_gives_the_same_bits(int threads)
    {
        Recipe recipe = TrainingTests.Small() with
        {
            Averaging = new Ema(0.9),
            Architecture = Architecture.Plain(new Shape(1, 28, 28), [100, 10], new Sigmoid(), new Sigmoid()),
            Epochs = 1,
        };
        Assert.Equal(
            TrainingTests.Train(recipe, 1).Result().Sha256(),
            TrainingTests.Train(recipe, threads).Result().Sha256()
        );
    }

    [Fact]
    public void A_checkpoint_without_its_average_is_refused()
    {
        Recipe recipe = TrainingTests.Small() with { Averaging = new Ema() };
        Trainer trainer = Begin(recipe);
        var file = new MemoryStream();
        CheckpointFile.Write(file, trainer.Capture() with { Average = [] });
        file.Position = 0;
        Assert.Equal(Fault.InvalidData, Assert.Throws<LimpidException>(() => CheckpointFile.Read(file)).Fault);
    }

    /// <summary>A training on one thread, which needs no ending.</summary>
    private static Trainer Begin(Recipe recipe) =>
        new(recipe, new TrainingData(Digits, recipe), new Workers(1), TimeProvider.System);
}
