namespace Limpid.Cli.Tests;

[Collection(nameof(RunsCommandTests))]
public sealed class RunsCommandTests : IDisposable
{
    private readonly Workplace _place = new();
    private readonly string _before = Environment.CurrentDirectory;

    public RunsCommandTests() => Environment.CurrentDirectory = _place.Path;   // runs/ lies where the tool is started; no other test here uses a relative path

    public void Dispose()
    {
        Environment.CurrentDirectory = _before;
        _place.Dispose();
    }

    [Fact]
    public async Task Runs_are_listed_compared_deleted_and_pruned()
    {
        Assert.Contains("limpid train", (await Workplace.RunAsync("runs", "list")).Output, StringComparison.Ordinal);
        string[] names = [await TrainAsync("1"), await TrainAsync("2"), await TrainAsync("3")];
        Said list = await Workplace.RunAsync("runs", "list", "--json");
        Assert.Equal(names.Reverse(), list.Lines.Select(line => (string)line["run"]!));
        Assert.All(list.Lines, line => Assert.Equal("finished", (string)line["state"]!));

        Said compared = await Workplace.RunAsync("runs", "compare", names[0], "latest");
        string[] seed = compared.Output.Split('\n').Single(line => line.StartsWith("seed ", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["seed", "1", "3"], seed);
        Assert.DoesNotContain("batchSize", compared.Output, StringComparison.Ordinal);

        Assert.Equal(0, (await Workplace.RunAsync("runs", "delete", names[1])).Code);
        Assert.Equal(ExitCode.NotFound, (await Workplace.RunAsync("runs", "delete", names[1])).Code);
        Said pruned = await Workplace.RunAsync("runs", "prune", "--keep", "1", "--json");
        Assert.Equal([names[0]], pruned.Lines.Select(line => (string)line["run"]!));
        Assert.Contains(names[2], (await Workplace.RunAsync("runs", "list")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_being_written_is_not_deleted_and_a_damaged_one_is_listed()
    {
        string name = await TrainAsync("1");
        using (Limpid.Runs.RunLock.Take(Path.Combine("runs", name)))
            Assert.Equal(ExitCode.Unavailable, (await Workplace.RunAsync("runs", "delete", name)).Code);
        File.WriteAllText(Path.Combine("runs", name, "recipe.json"), "{}");
        Said list = await Workplace.RunAsync("runs", "list");
        Assert.Equal(0, list.Code);
        Assert.Contains("damaged", list.Output, StringComparison.Ordinal);
    }

    private async Task<string> TrainAsync(string seed)
    {
        Said said = await Workplace.RunAsync("train", "--data", _place.Data, "--arch", "784-10", "--epochs", "1", "--seed", seed, "--json");
        return Path.GetFileName((string)said.Last["run"]!);
    }
}
