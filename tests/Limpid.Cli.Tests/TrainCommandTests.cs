using Limpid.Files;

namespace Limpid.Cli.Tests;

public sealed class TrainCommandTests : IDisposable
{
    private readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task For_programs_every_line_is_an_object_and_the_last_is_the_result()
    {
        Said said = await _place.TrainAsync("run");
        Assert.Equal((0, ""), (said.Code, said.Error));
        Assert.Equal(["run", "epoch", "epoch", "epoch", "result"], said.Lines.Select(line => (string)line["type"]!));
        foreach (
            string member in new[]
            {
                "testAccuracy",
                "parameters",
                "weightsSha256",
                "imagesPerSecond",
                "seconds",
                "run",
                "epochs",
                "seed",
                "validationAccuracy",
                "testInterval",
            }
        )
            Assert.True(said.Last.ContainsKey(member), member);
        Assert.Equal(
            (784 * 12 + 12 * 10 + 22, 5, 3),
            ((int)said.Last["parameters"]!, (int)said.Last["seed"]!, (int)said.Last["epochs"]!)
        );
    }

    [Fact]
    public async Task For_pipes_an_epoch_is_a_line_and_the_end_says_what_came_of_it()
    {
        Said said = await _place.RunAsync([.. _place.Training("run").Where(arg => arg != "--json")]);
        Assert.Equal(0, said.Code);
        Assert.Equal(
            3,
            said.Output.Split('\n')
                .Count(line =>
                    line.StartsWith("1/3 ", StringComparison.Ordinal)
                    || line.StartsWith("2/3 ", StringComparison.Ordinal)
                    || line.StartsWith("3/3 ", StringComparison.Ordinal)
                )
        );
        foreach (string word in new[] { "Test accuracy", "95 % interval", "SHA-256", "Saved", "Next: limpid" })
            Assert.Contains(word, said.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', said.Output);
    }

    [Fact]
    public async Task Threads_change_no_bit()
    {
        var weights = new List<string>();
        foreach (string threads in new[] { "1", "2", "5" })
            weights.Add(
                (
                    await _place.RunAsync(_place.Training($"run{threads}", "--batch-size", "200", "--threads", threads))
                ).Weights
            );
        Assert.Single(weights.Distinct());
    }

    [Fact]
    public async Task A_file_yields_to_an_option_and_the_run_stores_the_whole()
    {
        File.WriteAllText(
            _place["recipe.json"],
            """{"epochs":2,"seed":11,"optimizer":"rmsprop","architecture":"784-8-10"}"""
        );
        Said said = await _place.RunAsync(
            "train",
            "--data",
            _place.Data,
            "--recipe",
            _place["recipe.json"],
            "--seed",
            "12",
            "--output",
            _place["run"],
            "--json"
        );
        Assert.Equal((0, 12, 2), (said.Code, (int)said.Last["seed"]!, (int)said.Last["epochs"]!));
        Said again = await _place.RunAsync(
            "train",
            "--recipe",
            _place["run/recipe.json"],
            "--output",
            _place["again"],
            "--json"
        );
        Assert.Equal(said.Weights, again.Weights);
    }

    [Fact]
    public async Task An_output_that_is_not_empty_is_refused_and_left_as_it_is()
    {
        await _place.TrainAsync("run");
        string[] before = Directory.GetFileSystemEntries(_place["run"]);
        Said said = await _place.TrainAsync("run");
        Assert.Equal(ExitCode.Usage, said.Code);
        Assert.Contains($"limpid train --resume {_place["run"]}", said.Error, StringComparison.Ordinal);
        Assert.Equal(before, Directory.GetFileSystemEntries(_place["run"]));
    }

    [Fact]
    public async Task A_finished_run_says_so_when_resumed_and_repeats_its_result()
    {
        Said first = await _place.TrainAsync("run"),
            again = await _place.RunAsync("train", "--resume", _place["run"], "--json");
        Assert.Equal((0, first.Weights), (again.Code, again.Weights));
        Said words = await _place.RunAsync("train", "--resume", _place["run"]);
        Assert.Contains("is finished", words.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_interrupted_run_is_saved_and_goes_on_to_the_same_weights()
    {
        Said whole = await _place.TrainAsync("whole", "--patience", "50");
        using var stop = new CancellationTokenSource();
        Task<Said> running = _place.RunAsync(stop.Token, _place.Training("run", "--patience", "50"));
        while (!File.Exists(_place["run/checkpoint.safetensors"]) && !running.IsCompleted)
            await Task.Yield();
        await stop.CancelAsync();
        Said cut = await running;
        Assert.True(cut.Code is ExitCode.Interrupted or ExitCode.Success);
        if (cut.Code == ExitCode.Interrupted)
            Assert.Contains("--resume", cut.Error, StringComparison.Ordinal);
        Said rest = await _place.RunAsync("train", "--resume", _place["run"], "--json");
        Assert.Equal((0, whole.Weights), (rest.Code, rest.Weights));
    }

    [Fact]
    public async Task A_damaged_checkpoint_is_named_and_nothing_is_overwritten()
    {
        await _place.TrainAsync("run");
        File.Delete(_place["run/result.json"]);
        byte[] bytes = File.ReadAllBytes(_place["run/checkpoint.safetensors"])[..1000];
        File.WriteAllBytes(_place["run/checkpoint.safetensors"], bytes);
        Said said = await _place.RunAsync("train", "--resume", _place["run"], "--json");
        Assert.Equal(ExitCode.InvalidData, said.Code);
        Assert.Contains("checkpoint.safetensors", said.Error, StringComparison.Ordinal);
        Assert.Equal(bytes, File.ReadAllBytes(_place["run/checkpoint.safetensors"]));
    }

    [Fact]
    public async Task Fine_tuning_begins_with_the_models_weights_architecture_and_loss()
    {
        await _place.TrainAsync("first", "--loss", "squared-error");
        string[] args =
        [
            "train",
            "--data",
            _place.Data,
            "--from",
            _place["first"],
            "--epochs",
            "1",
            "--lr",
            "1e-12",
            "--weight-decay",
            "0",
            "--output",
            _place["second"],
            "--json",
        ];
        Said said = await _place.RunAsync(args);
        Assert.Equal((0, ""), (said.Code, said.Error));
        using FileStream first = File.OpenRead(_place["first/best.safetensors"]),
            second = File.OpenRead(_place["second/best.safetensors"]);
        Network before = ModelFile.Read(first).Network,
            after = ModelFile.Read(second).Network;
        Assert.Equal(before.Architecture, after.Architecture);
        for (int i = 0; i < before.Values.Length; i++)
            Assert.Equal(before.Values[i], after.Values[i], 1e-4);
        Assert.Equal(before.Sha256(), (string)said.Lines[0]["recipe"]!["startedFrom"]!);
    }

    [Theory]
    [InlineData(ExitCode.Usage, "--lr", "-1")]
    [InlineData(ExitCode.Usage, "--lr", "NaN")]
    [InlineData(ExitCode.Usage, "--lr", "fast")]
    [InlineData(ExitCode.Usage, "--loss", "hinge")]
    [InlineData(ExitCode.Usage, "--threads", "0")]
    [InlineData(ExitCode.Usage, "--validation", "600")]
    [InlineData(ExitCode.Usage, "--preset", "vidoe")]
    [InlineData(ExitCode.Usage, "--clip", "0")]
    [InlineData(ExitCode.Usage, "--keep", "both")]
    [InlineData(ExitCode.InvalidData, "--schedule", "{\"type\":")]
    [InlineData(ExitCode.NotFound, "--recipe", "missing.json")]
    [InlineData(ExitCode.NotFound, "--from", "missing/model")]
    [InlineData(ExitCode.NotFound, "--resume", "missing/run")]
    public async Task A_wrong_option_is_refused_by_its_cause_and_makes_no_folder(int code, string option, string value)
    {
        string[] args = option == "--resume" ? ["train"] : ["train", "--data", _place.Data, "--output", _place["run"]];
        Said said = await _place.RunAsync([.. args, option, value]);
        Assert.Equal(code, said.Code);
        Assert.NotEqual("", said.Error);
        Assert.False(Directory.Exists(_place["run"]));
    }

    [Fact]
    public async Task A_place_that_cannot_be_written_to_is_named()
    {
        File.WriteAllText(_place["file"], "");
        Said said = await _place.TrainAsync("file/run");
        Assert.Equal(ExitCode.Unavailable, said.Code);
        Assert.Contains(_place["file/run"], said.Error, StringComparison.Ordinal);
    }
}
