using System.Text.Json.Nodes;
using Limpid.Data;
using Limpid.Files;
using Limpid.Layers;
using Limpid.Losses;
using Limpid.Numerics;
using Limpid.Optimizers;
using Limpid.Training;

namespace Limpid.Lab.Tests;

/// <summary>Trainings side by side, in one room of the lab.</summary>
public sealed class SessionTests : IDisposable
{
    private static readonly Dataset Training = SyntheticDigits.Draw(600, seed: 1),
        Test = SyntheticDigits.Draw(200, seed: 2);
    private readonly Workers _workers = new(1);

    public static TheoryData<int> Depths => [1, 2, 4, 8];

    [Theory]
    [MemberData(nameof(Depths))]
    public void Trainings_side_by_side_are_bit_for_bit_those_that_each_would_be_alone(int depth)
    {
        string[] recipes = [Recipe(new Sigmoid(), depth), Recipe(new Relu(), depth)];
        TrainingSession both = Begun(recipes);
        both.Step(7);
        both.Run(5);
        long steps = Steps(both.Step(0))[0];
        for (int lane = 0; lane < recipes.Length; lane++)
        {
            TrainingSession alone = Begun(recipes[lane]);
            alone.Step((int)steps);
            Assert.Equal(alone.Weights(0, 1), both.Weights(lane, 1));
            Assert.Equal(alone.Weights(0, depth + 1), both.Weights(lane, depth + 1));
        }
    }

    [Fact]
    public void Whatever_is_asked_all_have_made_as_many_steps()
    {
        TrainingSession three = Begun(Recipe(new Sigmoid(), 1), Recipe(new Relu(), 8), Recipe(new Tanh(), 2));
        for (int asked = 0; asked < 5; asked++)
        {
            Assert.Single(Steps(three.Step(asked)).Distinct());
            Assert.Single(Steps(three.Run(asked)).Distinct());
        }
        string end = three.Step(int.MaxValue);
        Assert.All(All(end), news => Assert.True((bool)news["isFinished"]!));
        Assert.Equal([30, 30, 30], Steps(end));
    }

    [Fact]
    public void One_that_comes_late_catches_up_before_the_others_go_on()
    {
        TrainingSession session = Begun(Recipe(new Sigmoid(), 1));
        session.Step(6);
        session.Join(Recipe(new Relu(), 1));
        Assert.Equal([6, 3], Steps(session.Step(3)));
        Assert.Equal([7, 7], Steps(session.Step(4)));
    }

    [Fact]
    public void One_that_diverges_says_so_and_the_others_go_on()
    {
        TrainingSession session = Begun(Recipe(new Sigmoid(), 1), Recipe(new Relu(), 2, rate: 1e30));
        JsonNode[] news = All(session.Step(int.MaxValue));
        Assert.Null(news[0]["problem"]);
        Assert.Equal(30, (long)news[0]["step"]!);
        Assert.Contains("rate", (string)news[1]["problem"]!, StringComparison.Ordinal);
        Assert.True((bool)news[1]["isFinished"]!);
    }

    [Fact]
    public void All_are_rewound_together_and_go_on_as_they_did()
    {
        TrainingSession session = Begun(Recipe(new Sigmoid(), 1), Recipe(new Relu(), 2));
        session.Step(10);
        Assert.Equal([1], session.Keep());
        session.Step(5);
        byte[][] before = [session.Weights(0, 1), session.Weights(1, 1)];
        session.Step(9);
        Assert.Equal([10, 10], Steps(session.Rewind(1)));
        session.Step(5);
        Assert.Equal(before, [session.Weights(0, 1), session.Weights(1, 1)]);
    }

    [Fact]
    public void A_slice_ends_where_an_epoch_does()
    {
        TrainingSession session = Begun(Recipe(new Sigmoid(), 1), Recipe(new Relu(), 2));
        Assert.Equal([10, 10], Steps(session.Run(double.MaxValue)));
        session.Keep();
        Assert.Equal([20, 20], Steps(session.Run(double.MaxValue)));
        Assert.Equal([10, 10], Steps(session.Rewind(1)));
    }

    [Fact]
    public void Another_host_goes_on_with_all_of_them_to_the_same_bits()
    {
        TrainingSession here = Begun(Recipe(new Sigmoid(), 1), Recipe(new Relu(), 2)),
            there = Furnished().TrainingSession;
        here.Step(13);
        there.Resume(here.Save(0));
        there.Rejoin(here.Save(1));
        Assert.Equal([13, 13], Steps(there.Step(0)));
        here.Step(4);
        there.Step(4);
        for (int lane = 0; lane < 2; lane++)
            Assert.Equal(here.Weights(lane, 1), there.Weights(lane, 1));
        Assert.Equal(here.Test(), there.Test());
    }

    [Fact]
    public void There_is_room_for_four_and_for_no_fifth()
    {
        string recipe = Recipe(new Sigmoid(), 1);
        TrainingSession session = Begun(recipe, recipe, recipe, recipe);
        Assert.Contains(
            "Only 4",
            Assert.Throws<LimpidException>(() => session.Join(recipe)).Message,
            StringComparison.Ordinal
        );
    }

    public void Dispose() => _workers.Dispose();

    private TrainingSession Begun(params string[] recipes)
    {
        TrainingSession session = Furnished().TrainingSession;
        session.Begin(recipes[0]);
        foreach (string other in recipes[1..])
            session.Join(other);
        return session;
    }

    private LabSession Furnished()
    {
        var room = new LabSession(_workers, name => name == LabDigits.Test ? Test : Training);
        room.Digits.Take(LabDigits.Training);
        room.Digits.Take(LabDigits.Test);
        return room;
    }

    private static string Recipe(LayerSpec activation, int depth, double rate = 0.3)
    {
        LayerSpec[] hidden =
        [
            .. Enumerable.Repeat<LayerSpec[]>([new Dense(16), activation], depth).SelectMany(pair => pair),
        ];
        var architecture = new Architecture(
            new Shape(1, 28, 28),
            new Sequential([.. hidden, new Dense(10), new Softmax()])
        );
        return LimpidJson.Write(
            new Recipe(
                "digits",
                architecture,
                new SquaredError(),
                new Sgd(rate),
                BatchSize: 50,
                Epochs: 3,
                Validation: 100
            )
        );
    }

    private static JsonNode[] All(string news) =>
        JsonNode.Parse(news) is { } first ? [first, .. (first["beside"]?.AsArray() ?? []).Select(each => each!)] : [];

    private static long[] Steps(string news) => [.. All(news).Select(each => (long)each["step"]!)];
}
