using System.Diagnostics;

namespace Limpid.Cli.Tests;

public sealed class KilledTrainingTests : IDisposable
{
    private readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task A_process_killed_in_mid_training_and_resumed_ends_in_the_same_weights()
    {
        string[] more = ["--epochs", "60", "--arch", "784-256-10"];
        Said whole = await _place.TrainAsync("whole", more);
        using (Process process = Start(_place.Training("run", more)))
        {
            for (
                string? line;
                (line = await process.StandardOutput.ReadLineAsync()) is not null
                    && !line.Contains("\"epoch\":4,", StringComparison.Ordinal);

            ) { }
            Said second = await _place.RunAsync("train", "--resume", _place["run"], "--json");
            process.Kill(); // SIGKILL: nothing of ours runs any more
            await process.WaitForExitAsync();
            Assert.True(
                second.Code is ExitCode.Unavailable,
                $"two trainers on one folder: {second.Output}{second.Error}"
            );
            Assert.Contains("only writer", second.Error, StringComparison.Ordinal);
        }
        Assert.False(File.Exists(_place["run/result.json"]));
        Said rest = await _place.RunAsync("train", "--resume", _place["run"], "--json");
        Assert.Equal((0, whole.Weights), (rest.Code, rest.Weights));
    }

    [Fact]
    public async Task The_environment_lies_between_file_and_options()
    {
        File.WriteAllText(_place["recipe.json"], """{"epochs":5,"seed":6,"batchSize":7}""");
        string[] args =
        [
            "train",
            "--data",
            _place.Data,
            "--recipe",
            _place["recipe.json"],
            "--seed",
            "8",
            "--output",
            _place["run"],
            "--json",
        ];
        using Process process = Start(
            args,
            ("LIMPID__epochs", "1"),
            ("LIMPID__seed", "9"),
            ("LIMPID__optimizer__rate", "0.5")
        );
        string said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        var recipe = new Said(process.ExitCode, said, "").Lines[0]["recipe"]!;
        Assert.Equal(
            (1, 8, 7, 0.5),
            (
                (int)recipe["epochs"]!,
                (int)recipe["seed"]!,
                (int)recipe["batchSize"]!,
                (double)recipe["optimizer"]!["rate"]!
            )
        );
    }

    private static Process Start(string[] args, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(Program).Assembly.Location, .. args])
        {
            RedirectStandardOutput = true,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        foreach ((string name, string value) in environment)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }
}
