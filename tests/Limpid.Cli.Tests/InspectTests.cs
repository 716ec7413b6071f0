namespace Limpid.Cli.Tests;

/// <summary><c>limpid inspect</c>: the numbers are the model's, for people and for programs.</summary>
public class InspectTests
{
    [Fact]
    public async Task A_model_is_shown_as_approved()
    {
        using var tool = new Tool();
        string model = tool.Save(TestModels.Untrained());
        GoldenText.Same("inspect.txt", (await tool.Run("inspect", model)).Done());
    }

    [Fact]
    public async Task Neurons_are_shown_as_approved()
    {
        using var tool = new Tool();
        string model = tool.Save(TestModels.Untrained());
        GoldenText.Same("inspect-neuron-1-4.txt", (await tool.Run("inspect", model, "--neuron", "1:4")).Done());
        GoldenText.Same("inspect-neuron-3-8.txt", (await tool.Run("inspect", model, "--neuron", "3:8")).Done());
    }

    [Theory]
    [InlineData("784×16 + 16×16 + 16×10 + 42 = 13,002", 28, 16, 16, 10)]
    [InlineData("784×30 + 30×10 + 40 = 23,860", 28, 30, 10)]
    [InlineData("784×128 + 128×64 + 64×10 + 202 = 109,386", 28, 128, 64, 10)]
    [InlineData("64×1000 + 1000×3 + 1,003 = 68,003", 8, 1000, 3)]
    public async Task The_count_of_parameters_is_written_out(string count, int side, params int[] units)
    {
        using var tool = new Tool();
        string model = tool.Save(TestModels.Untrained(side, units));
        Assert.Contains(
            $"parameters    {count}\n",
            (await tool.Run("inspect", model)).Done(),
            StringComparison.Ordinal
        );
        Assert.Equal(count, (string?)Assert.Single((await tool.Run("inspect", model, "--json")).Objects)["count"]);
    }

    [Fact]
    public async Task Programs_get_a_neurons_very_weights()
    {
        using var tool = new Tool();
        var network = TestModels.Trained.Network;
        string model = tool.Save(TestModels.Trained);
        var neuron = Assert.Single((await tool.Run("inspect", model, "--neuron", "2:6", "--json")).Objects);
        Assert.Equal(
            Enumerable.Range(0, 16).Select(i => network.Values[network.Parameters[2].IndexOf(5, i)]),
            neuron["weights"]!.AsArray().Select(w => (float)w!)
        );
        Assert.Equal(network.Values[network.Parameters[3].IndexOf(5, 0)], (float?)neuron["bias"]);
    }

    [Fact]
    public async Task A_trained_model_says_how_it_was_trained()
    {
        using var tool = new Tool();
        string said = (await tool.Run("inspect", tool.Save(TestModels.Trained))).Done();
        Assert.All(
            [
                "SHA-256 " + TestModels.Trained.Network.Sha256(),
                "test accuracy 50.00 %",
                "temperature   1.2500",
                "digits, 8 epochs, batches of 64, seed 1",
                "optimizer adamw (rate 0.01",
            ],
            words => Assert.Contains(words, said, StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData("1:17", "layer 1 has no neuron 17")]
    [InlineData("4:1", "there is no layer 4")]
    [InlineData("-1:1", "there is no layer -1")]
    [InlineData("0:5", "layer 0 is the input")]
    [InlineData("1:0", "layer 1 has no neuron 0")]
    [InlineData("three", "expected LAYER:NEURON")]
    [InlineData("1:2:3", "expected LAYER:NEURON")]
    public async Task A_neuron_that_is_not_there_is_refused_naming_those_that_are(string place, string message)
    {
        using var tool = new Tool();
        (await tool.Run("inspect", tool.Save(TestModels.Untrained()), $"--neuron={place}")).Refused(
            ExitCode.Usage,
            message,
            "1:1 to 1:16, 2:1 to 2:16, 3:1 to 3:10"
        );
    }

    [Fact]
    public async Task Control_characters_of_a_model_never_reach_the_terminal()
    {
        using var tool = new Tool();
        string model = tool.Save(
            TestModels.Untrained() with
            {
                ClassNames = ["\u001b[2J", "[bold]", "2", "3", "4", "5", "6", "7", "8", "9"],
            }
        );
        string digit = tool.SaveDigit(3),
            data = tool.SaveData(test: TestModels.Test);
        foreach (
            string[] args in new string[][]
            {
                ["inspect", model],
                ["inspect", model, "--neuron", "3:1"],
                ["predict", digit, "--model", model],
                ["evaluate", model, "--data", data],
            }
        )
            Assert.DoesNotContain('\u001b', (await tool.Run(args)).Done());
    }
}
