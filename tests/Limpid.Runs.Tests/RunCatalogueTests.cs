namespace Limpid.Runs.Tests;

public sealed class RunCatalogueTests : IDisposable
{
    private readonly RunsTemporaryFolder _folder = new();
    private readonly Clock _clock = new();
    private readonly RunCatalogue _runs;

    public RunCatalogueTests() => _runs = new RunCatalogue(_folder["runs"], _clock);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Runs_are_numbered_within_their_day_and_listed_newest_first()
    {
        Train("mnist");
        Train("mnist");
        _clock.Now += TimeSpan.FromDays(1);
        Train("fashion-mnist");
        Assert.Equal(["2026-11-24-001-fashion-mnist", "2026-11-23-002-mnist", "2026-11-23-001-mnist"], _runs.List());
    }

    [Fact]
    public void The_thousandth_run_of_a_day_is_newer_than_the_one_before()
    {
        MakeRun("2026-11-23-999-mnist");
        Assert.Equal("2026-11-23-1000-mnist", Train("mnist"));
        Assert.Equal("2026-11-23-1000-mnist", _runs.List()[0]);
    }

    [Fact]
    public void Names_and_their_parts_are_one() =>
        Gen.Select(Gen.Date, Gen.Int[1, 999_999], Gen.Char["abcz019.-"].Array[0, 39])
            .Sample(
                (date, sequence, rest) =>
                {
                    var name = new RunName(DateOnly.FromDateTime(date), sequence, "a" + new string(rest));
                    Assert.Equal(name, RunName.Parse(name.ToString()));
                },
                iter: 1000
            );

    [Fact]
    public void Many_who_start_at_once_each_get_a_folder()
    {
        var names = new System.Collections.Concurrent.ConcurrentBag<string>();
        Parallel.For(0, 16, _ => names.Add(Train("mnist")));
        Assert.Equal(16, names.Distinct().Count());
        Assert.Contains(Path.GetFileName(_runs.Resolve("latest")), names);
    }

    [Fact]
    public void Latest_is_the_run_that_was_started_last_and_moves_back_when_that_is_deleted()
    {
        Assert.Equal(Fault.NotFound, Assert.Throws<LimpidException>(() => _runs.Resolve("latest")).Fault);
        string first = Train("mnist"),
            second = Train("mnist");
        Assert.Equal(second + "\n", File.ReadAllText(_folder["runs/latest"]));
        Assert.Equal(_folder["runs/" + second], _runs.Resolve("latest"));
        _runs.Delete("latest");
        Assert.Equal(_folder["runs/" + first], _runs.Resolve("latest"));
        _runs.Delete(first);
        Assert.Equal(Fault.NotFound, Assert.Throws<LimpidException>(() => _runs.Resolve("latest")).Fault);
        Assert.Empty(_runs.List());
    }

    [Fact]
    public void A_recipe_that_cannot_be_written_leaves_nothing_behind()
    {
        Assert.Throws<FormatException>(() => _runs.Start("mnist", _ => throw new FormatException()));
        Assert.Empty(Directory.GetFileSystemEntries(_folder["runs"]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData("../outside")]
    [InlineData("/etc")]
    [InlineData("a\\b")]
    [InlineData("C:")]
    [InlineData("a\0b")]
    public void A_name_that_leads_out_of_the_root_is_refused(string name)
    {
        Directory.CreateDirectory(_folder["outside"]);
        File.WriteAllText(_folder["outside/recipe.json"], "{}");
        Train("mnist");
        Assert.Equal(Fault.Usage, Assert.Throws<LimpidException>(() => _runs.Delete(name)).Fault);
        Assert.True(File.Exists(_folder["outside/recipe.json"]));
    }

    [Theory]
    [InlineData("../outside\n")]
    [InlineData("")]
    [InlineData("one\ntwo\n")]
    public void A_pointer_that_is_no_name_is_refused(string content)
    {
        Train("mnist");
        File.WriteAllText(_folder["runs/latest"], content);
        Assert.Equal(Fault.InvalidData, Assert.Throws<LimpidException>(() => _runs.Delete("latest")).Fault);
    }

    [Fact]
    public void What_is_no_run_is_neither_listed_nor_deleted()
    {
        Directory.CreateDirectory(_folder["runs/photos"]);
        Assert.Empty(_runs.List());
        Assert.Equal(Fault.NotFound, Assert.Throws<LimpidException>(() => _runs.Delete("photos")).Fault);
        Assert.True(Directory.Exists(_folder["runs/photos"]));
    }

    [Fact]
    public void A_link_to_a_run_elsewhere_is_not_followed()
    {
        Directory.CreateDirectory(_folder["outside"]);
        File.WriteAllText(_folder["outside/recipe.json"], "{}");
        Directory.CreateDirectory(_folder["runs"]);
        Directory.CreateSymbolicLink(_folder["runs/link"], _folder["outside"]);
        Assert.Equal(Fault.Usage, Assert.Throws<LimpidException>(() => _runs.Delete("link")).Fault);
        Assert.True(File.Exists(_folder["outside/recipe.json"]));
    }

    [Fact]
    public void A_run_that_is_being_written_is_not_deleted()
    {
        using RunLock writer = _runs.Start("mnist", Recipe);
        Assert.Equal(Fault.Unavailable, Assert.Throws<LimpidException>(() => _runs.Delete("latest")).Fault);
        Assert.Single(_runs.List());
    }

    [Fact]
    public void Pruning_keeps_the_newest_those_being_written_and_those_renamed_by_hand()
    {
        MakeRun("best-so-far");
        using RunLock writer = _runs.Start("oldest", Recipe);
        string[] names = [.. Enumerable.Range(0, 4).Select(_ => Train("mnist"))];
        Assert.Equal([names[1], names[0]], _runs.Prune(keep: 2));
        Assert.Equal([names[3], names[2], Path.GetFileName(writer.Folder), "best-so-far"], _runs.List());
        Assert.Equal(Fault.Usage, Assert.Throws<LimpidException>(() => _runs.Prune(-1)).Fault);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Mnist")]
    [InlineData("a/b")]
    [InlineData("-a")]
    [InlineData("a\n")]
    public void A_label_that_makes_no_name_is_refused(string label)
    {
        Assert.Equal(Fault.Usage, Assert.Throws<LimpidException>(() => _runs.Start(label, Recipe)).Fault);
        Assert.False(Directory.Exists(_runs.Root));
    }

    private string Train(string label)
    {
        using RunLock run = _runs.Start(label, Recipe);
        Directory.CreateDirectory(Path.Combine(run.Folder, "checkpoints"));
        File.WriteAllText(Path.Combine(run.Folder, "checkpoints", "1"), "state");
        return Path.GetFileName(run.Folder);
    }

    private void MakeRun(string name)
    {
        Directory.CreateDirectory(_folder["runs/" + name]);
        File.WriteAllText(_folder[$"runs/{name}/recipe.json"], "{}");
    }

    private static void Recipe(Stream stream) => stream.Write("{}"u8);

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

        public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
