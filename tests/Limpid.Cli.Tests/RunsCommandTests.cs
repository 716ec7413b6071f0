using Limpid.Runs;

namespace Limpid.Cli.Tests;

public sealed class RunsCommandTests : IDisposable
{
    private readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task Runs_are_listed_compared_deleted_and_pruned()
    {
        Assert.Contains("limpid train", (await _place.RunAsync("runs", "list")).Output, StringComparison.Ordinal);
        string[] names = [await TrainAsync("1"), await TrainAsync("2"), await TrainAsync("3")];
        Said list = await _place.RunAsync("runs", "list", "--json");
        Assert.Equal(names.Reverse(), list.Lines.Select(line => (string)line["run"]!));
        Assert.All(list.Lines, line => Assert.Equal("finished", (string)line["state"]!));

        Said compared = await _place.RunAsync("runs", "compare", names[0], "latest");
        string[] seed = compared
            .Output.Split('\n')
            .Single(line => line.StartsWith("seed ", StringComparison.Ordinal))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["seed", "1", "3"], seed);
        Assert.DoesNotContain("batchSize", compared.Output, StringComparison.Ordinal);

        Assert.Equal(0, (await _place.RunAsync("runs", "delete", names[1])).Code);
        Assert.Equal(ExitCode.NotFound, (await _place.RunAsync("runs", "delete", names[1])).Code);
        Said pruned = await _place.RunAsync("runs", "prune", "--keep", "1", "--json");
        Assert.Equal([names[0]], pruned.Lines.Select(line => (string)line["run"]!));
        Assert.Contains(names[2], (await _place.RunAsync("runs", "list")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_being_written_is_not_deleted_and_a_damaged_one_is_listed()
    {
        string name = await TrainAsync("1");
        using (RunLock.Take(_place[$"runs/{name}"]))
            Assert.Equal(ExitCode.Unavailable, (await _place.RunAsync("runs", "delete", name)).Code);
        File.WriteAllText(_place[$"runs/{name}/recipe.json"], "{}");
        Said list = await _place.RunAsync("runs", "list");
        Assert.Equal(0, list.Code);
        Assert.Contains("damaged", list.Output, StringComparison.Ordinal);
    }

    private async Task<string> TrainAsync(string seed)
    {
        Said said = await _place.RunAsync(
            "train",
            "--data",
            _place.Data,
            "--arch",
            "784-10",
            "--epochs",
            "1",
            "--seed",
            seed,
            "--json"
        );
        return Path.GetFileName((string)said.Last["run"]!);
    }
}
