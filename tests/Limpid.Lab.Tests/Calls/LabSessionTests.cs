using System.Text.Json.Nodes;
using Limpid.Data;
using Limpid.Files;
using Limpid.Recognition;
using Limpid.Runs;
using Limpid.Training;

namespace Limpid.Lab.Tests;

/// <summary>What a room of the lab measures, and what it makes of a trained network.</summary>
public sealed class LabSessionTests : IDisposable
{
    private static readonly Dataset Training = SyntheticDigits.Draw(1200, seed: 1),
        Test = SyntheticDigits.Draw(200, seed: 2);
    private readonly Workers _workers = new(1);

    [Fact]
    public void Two_loops_and_the_engines_product_are_timed_and_find_the_same()
    {
        LabSession room = Furnished();
        room.ActiveModel.Look(Test.Picture(0).ToArray());
        for (int column = 1; column <= 3; column++)
        {
            JsonNode card = JsonNode.Parse(room.Timing.Layer(column, milliseconds: 5))!;
            Assert.Equal(
                column switch
                {
                    1 => 784 * 16,
                    2 => 16 * 16,
                    _ => 160,
                },
                (int)card["products"]!
            );
            Assert.InRange((double)card["apart"]!, 0, 1e-3);
            Assert.All((string[])["loop", "product", "together"], way => Assert.True((double)card[way]! > 0, way));
        }
        Assert.Contains(
            "layers 1 to 3",
            Assert.Throws<LimpidException>(() => room.Timing.Layer(4, 5)).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_network_that_was_trained_here_refuses_as_one_of_limpid_train_does()
    {
        LabSession room = Furnished();
        room.TrainingSession.Begin(Taught);
        room.TrainingSession.Step(100);
        Assert.False((bool)JsonNode.Parse(room.TrainingSession.Adopt(0))!["canRefuse"]!); // not asked to weigh
        while (room.TrainingSession.Weigh(0, 20) < 100) { }
        Assert.True((bool)JsonNode.Parse(room.TrainingSession.Adopt(0))!["canRefuse"]!);

        Recipe recipe = LimpidJson.Read<Recipe>(Taught, "recipe");
        var data = new TrainingData(Training, recipe);
        Model model = ModelFile.Read(new MemoryStream(room.ActiveModel.Save()), "the model");
        var answers = new Evaluation.Evaluator(model.Network, _workers).Run(Training, data.Validation);
        RejectionRule rule = Rejection.Fit(answers, Evaluation.Calibration.FitTemperature(answers), data, _workers)!;
        Assert.Equal(
            (rule.MinDigitScore, rule.MinConfidence),
            (model.Rejection!.MinDigitScore, model.Rejection.MinConfidence)
        );
        Assert.Equal("not-a-digit", (string?)JsonNode.Parse(room.ActiveModel.Look(Checkered()))!["answer"]);
    }

    [Fact]
    public void A_network_is_taught_to_be_measured_and_then_reads_bent_digits()
    {
        LabSession room = Furnished();
        JsonNode news = JsonNode.Parse(room.TransformRobustness.Teach("plain", Taught))!;
        // it has not learnt yet
        Assert.Throws<LimpidException>(() => room.TransformRobustness.Judge("plain", "shift", 0, 1, 0, 200));
        while (!(bool)news["isFinished"]!)
            news = JsonNode.Parse(room.TransformRobustness.Learn(20))!;
        int straight = room.TransformRobustness.Judge("plain", "shift", 0, 1, 0, 200),
            far = room.TransformRobustness.Judge("plain", "shift", 8, 1, 0, 200);
        Assert.InRange(straight, 120, 200);
        Assert.InRange(far, 0, straight - 1);
        Assert.Equal(news["step"]!.GetValue<long>(), news["steps"]!.GetValue<long>());
        Assert.Equal(
            (double)straight / 200,
            ModelFile.Read(new MemoryStream(room.TransformRobustness.Save("plain")), "the model").TestAccuracy
        );
    }

    [Theory]
    [InlineData("reference")]
    [InlineData("cnn")] // what comes into its first layers is too much to be kept
    public void Either_network_of_the_site_reads_all_test_digits_again_after_a_change(string model)
    {
        LabSession room = Furnished(model);
        room.ActiveModel.Judge(0, Test.Count);
        room.ActiveModel.Edit(1, 0, -1, 3);
        ReadOnlySpan<float> said = System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(
            room.ActiveModel.Judge(0, Test.Count)
        );
        Model changed = ModelFile.Read(new MemoryStream(room.ActiveModel.Save()), "the model");
        var expected = new Evaluation.Evaluator(changed.Network, _workers).Run(Test);
        for (int i = 0; i < Test.Count; i++)
            Assert.Equal(expected.Predicted(i), (int)said[2 * i]);
    }

    [Fact]
    public void Other_test_digits_are_bent_anew()
    {
        LabSession room = Furnished();
        room.TransformRobustness.Bring("own", room.ActiveModel.Save());
        int before = room.TransformRobustness.Judge("own", "shift", 0, 1, 0, 100);
        var (pictures, labels) = (new MemoryStream(), new MemoryStream());
        IdxFormat.Write(pictures, [100, 28, 28], new byte[100 * 784]); // blank: one answer to all
        IdxFormat.Write(labels, [100], new byte[100]);
        room.Digits.Open(LabDigits.Test, pictures.ToArray(), labels.ToArray());
        Assert.InRange(before, 1, 99);
        Assert.True(room.TransformRobustness.Judge("own", "shift", 0, 1, 0, 100) is 0 or 100);
    }

    [Fact]
    public void Digits_that_are_bent_by_nothing_stay_as_they_are()
    {
        LabSession room = Furnished();
        foreach (
            (string kind, double nothing) in (ReadOnlySpan<(string, double)>)
                [("shift", 0), ("rotation", 0), ("scale", 1)]
        )
            Assert.Equal(
                Enumerable.Range(0, 20).SelectMany(i => Test.Picture(i).ToArray()),
                room.TransformRobustness.Pictures(kind, nothing, seed: 3, first: 0, count: 20)
            );
    }

    public void Dispose() => _workers.Dispose();

    private static string Taught =>
        LimpidJson.Write(Presets.All["default"].Recipe with { Data = "digits", Epochs = 5, Validation = 200 });

    private static byte[] Checkered() =>
        [.. Enumerable.Range(0, 784).Select(i => (byte)((i % 28 / 3 + i / 28 / 3) % 2 * 255))];

    /// <summary>A room with a network of the site on its desk, and drawn digits.</summary>
    private LabSession Furnished(string network = PretrainedModels.Reference)
    {
        var room = new LabSession(_workers, name => name == LabDigits.Test ? Test : Training);
        using Stream model = PretrainedModels.Open(network);
        var file = new MemoryStream();
        model.CopyTo(file);
        room.ActiveModel.Load(file.ToArray());
        room.Digits.Take(LabDigits.Training);
        room.Digits.Take(LabDigits.Test);
        return room;
    }
}
