using Limpid.Evaluation;

namespace Limpid.Cli.Tests;

/// <summary><c>limpid evaluate</c>: the numbers are the evaluator's, and what they rest on is said.</summary>
public class EvaluateTests
{
    [Fact]
    public async Task Programs_get_the_evaluators_numbers()
    {
        using var tool = new Tool();
        string data = tool.SaveData(test: TestModels.Test);
        Result result = await tool.Run(
            "evaluate",
            tool.Save(TestModels.Trained),
            "--data",
            data,
            "--json",
            "--mistakes",
            "1000"
        );
        using var workers = new Workers(1);
        Predictions answers = new Evaluator(TestModels.Trained.Network, workers).Run(TestModels.Test);
        var last = result.Objects[^1];
        Assert.Equal(
            (answers.Correct() / 300.0, TestModels.Trained.Network.Sha256(), 13_002),
            ((double?)last["testAccuracy"], (string?)last["weightsSha256"], (int?)last["parameters"])
        );
        Assert.Equal(300 - answers.Correct(), last["mistakes"]!.AsArray().Count);
        Assert.Equal(300, last["confusion"]!.AsArray().Sum(row => row!.AsArray().Sum(count => (int)count!)));
        Assert.Equal(10, last["perClass"]!.AsArray().Count);
        Assert.All(["loss", "topTwo", "calibrationError", "seconds", "evaluationImagesPerSecond"], member =>
            Assert.True((double?)last[member] > 0, member)
        );
        Assert.Empty(last["notes"]!.AsArray());
        Assert.False(last.ContainsKey("imagesPerSecond"), "images a second of a training that nobody measured");
    }

    [Fact]
    public async Task People_read_the_same_in_words()
    {
        using var tool = new Tool();
        string said = (
            await tool.Run(
                "evaluate",
                tool.Save(TestModels.Trained),
                "--data",
                tool.SaveData(test: TestModels.Test),
                "--mistakes",
                "2"
            )
        ).Done();
        Assert.Contains("13,002 parameters, judged by 300 test pictures of digits.", said);
        Assert.Matches(@"accuracy +\d+\.\d\d %   \d+ of 300; 95 % interval", said);
        Assert.Contains("Down: what it is. Across: what was read.", said);
        Assert.Matches("The surest 2 of [0-9]+ mistakes:", said);
        Assert.DoesNotContain("Note:", said);
    }

    [Fact]
    public async Task Views_are_averaged_where_that_is_wished()
    {
        using var tool = new Tool();
        string data = tool.SaveData(test: TestModels.Test),
            model = tool.Save(TestModels.Trained);
        using var workers = new Workers(1);
        Predictions answers = new Evaluator(TestModels.Trained.Network.Seen(5), workers).Run(TestModels.Test);
        var last = (await tool.Run("evaluate", model, "--data", data, "--views", "5", "--json")).Objects[^1];
        Assert.Equal(
            (answers.Correct() / 300.0, TestModels.Trained.Network.Sha256()),
            ((double?)last["testAccuracy"], (string?)last["weightsSha256"])
        );
        (await tool.Run("evaluate", model, "--data", data, "--views", "4")).Refused(
            ExitCode.Usage,
            "--views must be 1, 5 or 9, but is 4"
        );
    }

    [Fact]
    public async Task What_silence_buys_is_said_to_people_and_programs()
    {
        using Tool tool = new(),
            terminal = new() { IsTerminal = true };
        string data = tool.SaveData(test: TestModels.Test),
            model = tool.Save(TestModels.Trained);
        Assert.Matches(
            @"If only the surest answers were given:\n  answered +100 % +99 %.*\n  wrong +\d",
            (await tool.Run("evaluate", model, "--data", data)).Done()
        );
        Assert.Contains(
            "│",
            (await terminal.Run("evaluate", model, "--data", data, "--mistakes", "0")).Done(),
            StringComparison.Ordinal
        );
        var last = (await tool.Run("evaluate", model, "--data", data, "--json")).Objects[^1];
        Assert.Equal(1 - (double)last["testAccuracy"]!, (double)last["selective"]!["curve"]![0]!["risk"]!, 12);
        Assert.InRange((double)last["selective"]!["leastArea"]!, 0, (double)last["selective"]!["area"]!);
    }

    [Fact]
    public async Task Refusals_are_counted_on_the_test_set_and_where_it_is_wished_on_non_digits()
    {
        using var tool = new Tool();
        string data = tool.SaveData(test: TestModels.Test),
            always = tool.Save(TestModels.Trained),
            never = tool.Save(TestModels.Refusing(double.MaxValue, 0), "never.safetensors");
        Assert.False(
            (await tool.Run("evaluate", always, "--data", data, "--json")).Objects[^1].ContainsKey("refusals")
        );
        Assert.Contains(
            "it always answers",
            (await tool.Run("evaluate", always, "--data", data, "--rejection")).Done(),
            StringComparison.Ordinal
        );
        Assert.Matches(
            @"refused +100\.00 %   300 as no digit, 0 as unsure",
            (await tool.Run("evaluate", never, "--data", data)).Done()
        );
        var last = (await tool.Run("evaluate", never, "--data", data, "--json", "--rejection")).Objects[^1];
        Assert.Equal(
            (300, 0, 1.0),
            (
                (int)last["refusals"]!["notADigit"]!,
                (int)last["refusals"]!["unsure"]!,
                (double)last["refusals"]!["refused"]!
            )
        );
        Assert.Equal(
            ["blank paper", "noise", "single dots", "letters", "shapes"],
            last["rejection"]!.AsArray().Select(kind => (string)kind!["kind"]!)
        );
    }

    [Fact]
    public async Task Robustness_is_measured_where_it_is_wished()
    {
        using Tool tool = new(),
            terminal = new() { IsTerminal = true };
        string data = tool.SaveData(test: TestModels.Test),
            model = tool.Save(TestModels.Trained);
        Assert.False(
            (await tool.Run("evaluate", model, "--data", data, "--json")).Objects[^1].ContainsKey("robustness")
        );
        var last = (await tool.Run("evaluate", model, "--data", data, "--json", "--robustness")).Objects[^1];
        Assert.Equal(
            (15, (double)last["testAccuracy"]!),
            (last["robustness"]!["kinds"]!.AsArray().Count, (double)last["robustness"]!["clean"]!)
        );
        string plain = (await tool.Run("evaluate", model, "--data", data, "--robustness")).Done(),
            drawn = (await terminal.Run("evaluate", model, "--data", data, "--robustness")).Done();
        Assert.Matches(@"\n  canny-edges +\d+\.\d\d %\n  mean of the kinds +\d", plain);
        Assert.Matches("canny-edges.*━", drawn);
    }

    [Fact]
    public async Task Without_a_test_set_the_held_out_pictures_judge_and_that_is_said()
    {
        using var tool = new Tool();
        string data = tool.SaveData(),
            model = tool.Save(TestModels.Trained);
        Assert.Matches(
            "judged by 200 pictures of digits that validated the training(.|\n)*has seen these pictures",
            (await tool.Run("evaluate", model, "--data", data)).Done()
        );
        string stranger = tool.Save(TestModels.Untrained(), "stranger.safetensors");
        Assert.Matches(
            "judged by 2,000 pictures of digits, all there are(.|\n)*does not say what it was trained on",
            (await tool.Run("evaluate", stranger, "--data", data)).Done()
        );
    }

    [Fact]
    public async Task A_model_of_other_data_or_other_classes_is_measured_with_a_note()
    {
        using var tool = new Tool();
        string other = tool.SaveData("other", training: TestModels.Test, test: TestModels.Training);
        Assert.Contains(
            "Note: The model was trained on other data (digits) than those of other.",
            (await tool.Run("evaluate", tool.Save(TestModels.Trained), "--data", other)).Done()
        );
        string clothes = tool.Save(
            TestModels.Trained with
            {
                ClassNames = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"],
            }
        );
        Assert.Contains(
            "Note: The model's classes (a, b, c",
            (await tool.Run("evaluate", clothes, "--data", other)).Done()
        );
    }

    [Fact]
    public async Task A_model_that_does_not_fit_the_data_is_refused()
    {
        using var tool = new Tool();
        string data = tool.SaveData(test: TestModels.Test);
        (await tool.Run("evaluate", tool.Save(TestModels.Untrained(28, 5, 3)), "--data", data)).Refused(
            ExitCode.Mismatch,
            "10 classes",
            "answers 3",
            "--data"
        );
        (await tool.Run("evaluate", tool.Save(TestModels.Untrained(8, 5, 10)), "--data", data)).Refused(
            ExitCode.Mismatch,
            "28x28 = 784",
            "8x8 = 64"
        );
        (await tool.Run("evaluate", tool.Save(TestModels.Trained), "--data", tool["nowhere"])).Refused(
            ExitCode.NotFound,
            "nowhere"
        );
        (await tool.Run("evaluate", tool.Save(TestModels.Untrained()), "--offline")).Refused(
            ExitCode.NotFound,
            "mnist is not on this disk"
        );
    }
}
