using Limpid.Data;

namespace Limpid.Datasets.Tests;

public sealed class AcquisitionTests : IDisposable
{
    private static readonly TinyDigits Tiny = new();
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_mirror_fills_the_cache_and_the_cache_needs_no_mirror()
    {
        using var server = new LoopbackServer(LoopbackServer.Honest);
        DatasetPair first = await Tiny.LoadAsync(_folder.Search(server.Address));
        DatasetPair second = await Tiny.LoadAsync(_folder.Search() with { Offline = true });
        Assert.Equal((6, 2, 4), (first.Training.Count, first.Test!.Count, server.Log.Count));
        Assert.Equal((first.Training.Sha256, first.Test.Sha256), (second.Training.Sha256, second.Test!.Sha256));
        Assert.Equal(TinyDigits.FileNames.Append(".lock").Order(StringComparer.Ordinal), Cached());
    }

    [Fact]
    public async Task Two_at_once_fetch_each_file_once()
    {
        var waiting = new TaskCompletionSource();
        using var server = new LoopbackServer(async asked =>
        {
            await waiting.Task; // the first holds the lock until the second stands before it
            return LoopbackServer.Honest(asked);
        });
        var told = new Told(progress =>
        {
            if (progress.Source.Contains("another process", StringComparison.Ordinal))
                waiting.TrySetResult();
        });
        DatasetPair[] pairs = await Task.WhenAll(
                Tiny.LoadAsync(_folder.Search(server.Address), told),
                Tiny.LoadAsync(_folder.Search(server.Address), told)
            )
            .WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Equal(pairs[0].Training.Sha256, pairs[1].Training.Sha256);
        Assert.Equal(4, server.Log.Count);
    }

    [Fact]
    public async Task A_cut_connection_goes_on_where_it_was_cut()
    {
        using var server = new LoopbackServer(asked =>
            LoopbackServer.Honest(asked) with
            {
                HangUpAfter = asked is { From: null, File: "train-images-idx3-ubyte.gz" } ? 1000 : int.MaxValue,
            }
        );
        await Tiny.LoadAsync(_folder.Search(server.Address));
        Assert.Equal(
            [null, 1000L],
            server
                .Log.Where(asked => asked.File.StartsWith("train-images", StringComparison.Ordinal))
                .Select(asked => asked.From)
        );
    }

    [Fact]
    public async Task What_an_earlier_run_left_is_not_fetched_again()
    {
        int allowed = 700;
        using var server = new LoopbackServer(asked =>
            LoopbackServer.Honest(asked) with
            {
                HangUpAfter = asked.From >= 700 && allowed == 700 ? 0 : allowed,
            }
        );
        Assert.Equal(Fault.Unavailable, (await Refused(_folder.Search(server.Address))).Fault);
        int before = server.Log.Count;
        allowed = int.MaxValue;
        await Tiny.LoadAsync(_folder.Search(server.Address));
        Assert.Equal(new Asked("train-images-idx3-ubyte.gz", 700), server.Log[before]);
    }

    [Fact]
    public async Task A_server_that_cannot_go_on_is_begun_anew()
    {
        using var server = new LoopbackServer(asked =>
            LoopbackServer.Honest(asked) with
            {
                KnowsRange = false,
                HangUpAfter = asked.From is null ? 300 : int.MaxValue,
            }
        );
        Assert.Equal(6, (await Tiny.LoadAsync(_folder.Search(server.Address))).Training.Count);
    }

    [Fact]
    public async Task A_raw_file_is_taken_where_there_is_no_packed_one()
    {
        using var server = new LoopbackServer(asked =>
            asked.File.EndsWith(".gz", StringComparison.Ordinal) ? new(404, []) : new(200, TinyDigits.Bytes(asked.File))
        );
        Assert.Equal(6, (await Tiny.LoadAsync(_folder.Search(server.Address))).Training.Count);
    }

    [Fact]
    public async Task Wrong_bytes_are_thrown_away_and_the_next_mirror_is_asked()
    {
        byte[] wrong = [.. TinyDigits.Bytes("train-images-idx3-ubyte")];
        wrong[^1] ^= 1;
        using var liar = new LoopbackServer(_ => new LoopbackAnswer(200, TinyDigits.Packed(wrong)));
        using var server = new LoopbackServer(LoopbackServer.Honest);
        await Tiny.LoadAsync(_folder.Search(liar.Address, server.Address));
        Assert.Equal((1, 4), (liar.Log.Count, server.Log.Count));
        Assert.DoesNotContain(Cached(), name =>
            name.EndsWith(".part", StringComparison.Ordinal) || name.EndsWith(".tmp", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_mirror_that_never_ends_is_left()
    {
        using var server = new LoopbackServer(_ => new LoopbackAnswer(200, new byte[3 << 20]));
        Assert.Contains(
            "sends more than",
            (await Refused(_folder.Search(server.Address))).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_dead_mirror_falls_over_to_the_next()
    {
        var dead = new LoopbackServer(LoopbackServer.Honest);
        dead.Dispose();
        using var broken = new LoopbackServer(_ => new LoopbackAnswer(503, []));
        using var server = new LoopbackServer(LoopbackServer.Honest);
        await Tiny.LoadAsync(_folder.Search(dead.Address, broken.Address, "ftp://nowhere/", server.Address));
        Assert.Equal((1, 4), (broken.Log.Count, server.Log.Count));
    }

    [Fact]
    public async Task A_silent_mirror_is_left()
    {
        var never = new TaskCompletionSource<LoopbackAnswer>();
        using var silent = new LoopbackServer(_ => never.Task);
        LimpidException fault = await Refused(
            _folder.Search(silent.Address) with
            {
                SilenceTimeout = TimeSpan.FromMilliseconds(50),
            }
        );
        Assert.Contains("did not answer in time", fault.Message, StringComparison.Ordinal);
        GC.KeepAlive(never); // with it would go the open connection
    }

    [Fact]
    public async Task Where_nothing_helps_every_attempt_and_the_cure_are_told()
    {
        using var empty = new LoopbackServer(_ => new LoopbackAnswer(404, []));
        LimpidException fault = await Refused(
            _folder.Search(empty.Address) with
            {
                NpmCommands = ["limpid-no-such-client"],
            }
        );
        Assert.Equal(Fault.Unavailable, fault.Fault);
        Assert.Contains(
            $"{empty.Address}: there is no train-images-idx3-ubyte there",
            fault.Message,
            StringComparison.Ordinal
        );
        Assert.Contains("no npm client", fault.Message, StringComparison.Ordinal);
        Assert.Contains("Put train-images-idx3-ubyte", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Offline_asks_nobody_and_says_which_files_to_put_where()
    {
        using var server = new LoopbackServer(LoopbackServer.Honest);
        LimpidException fault = await Refused(_folder.Search(server.Address) with { Offline = true });
        Assert.Equal((Fault.NotFound, 0), (fault.Fault, server.Log.Count));
        Assert.All(TinyDigits.FileNames, name => Assert.Contains(name, fault.Message, StringComparison.Ordinal));
        Assert.Contains(_folder["cache/tiny"], fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("given", false, false)]
    [InlineData("given", true, false)]
    [InlineData("given/tiny", false, true)]
    [InlineData("cache/tiny", true, true)]
    public async Task Files_on_the_disk_are_found_raw_or_packed_under_either_name(string at, bool packed, bool dotted)
    {
        foreach (string name in TinyDigits.FileNames)
            _folder.Write(
                $"{at}/{(dotted ? name.Replace("-idx", ".idx", StringComparison.Ordinal) : name)}{(packed ? ".gz" : "")}",
                TinyDigits.Bytes(packed ? name + ".gz" : name)
            );
        DataSearch search = _folder.Search() with
        {
            Offline = true,
            Folder = at.StartsWith("given", StringComparison.Ordinal) ? _folder["given"] : null,
        };
        Assert.True(Tiny.IsOnDisk(search));
        Assert.All(Tiny.Verify(search), check => Assert.True(check.IsGood));
        Assert.Equal(6, (await Tiny.LoadAsync(search)).Training.Count);
    }

    [Fact]
    public async Task A_damaged_cache_is_mended_by_the_one_file_that_is_wrong()
    {
        using var server = new LoopbackServer(LoopbackServer.Honest);
        foreach (string name in TinyDigits.FileNames)
            _folder.Write($"cache/tiny/{name}", TinyDigits.Bytes(name));
        _folder.Write("cache/tiny/t10k-labels-idx1-ubyte", [1, 2, 3]);
        Assert.Equal([true, true, true, false], Tiny.Verify(_folder.Search()).Select(check => check.IsGood));
        await Tiny.LoadAsync(_folder.Search(server.Address));
        Assert.Equal("t10k-labels-idx1-ubyte.gz", Assert.Single(server.Log).File);
    }

    [Fact]
    public async Task A_wrong_file_in_the_given_folder_is_named_and_not_passed_over()
    {
        foreach (string name in TinyDigits.FileNames)
            _folder.Write($"given/{name}", TinyDigits.Bytes(name));
        string wrong = _folder.Write("given/train-labels-idx1-ubyte", TinyDigits.Bytes("t10k-labels-idx1-ubyte"));
        LimpidException fault = await Refused(_folder.Search() with { Folder = _folder["given"] });
        Assert.Equal(Fault.InvalidData, fault.Fault);
        Assert.Contains(wrong, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_given_folder_that_is_not_there_is_an_error() =>
        Assert.Equal(Fault.NotFound, (await Refused(_folder.Search() with { Folder = _folder["typo"] })).Fault);

    [Fact]
    public async Task A_cache_that_cannot_be_made_is_an_error() =>
        Assert.Equal(
            Fault.Unavailable,
            (await Refused(_folder.Search() with { CacheFolder = _folder.Write("file", [1]) })).Fault
        );

    [Fact]
    public async Task Stopping_stops_at_once_and_frees_the_lock()
    {
        using var stop = new CancellationTokenSource();
        using var server = new LoopbackServer(async asked =>
        {
            await stop.CancelAsync();
            return LoopbackServer.Honest(asked);
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            Tiny.LoadAsync(_folder.Search(server.Address), null, stop.Token)
        );
        using var held = await CacheLock.TakeAsync(_folder["cache/tiny"], null, CancellationToken.None);
    }

    private IEnumerable<string> Cached() =>
        Directory
            .EnumerateFiles(_folder["cache/tiny"])
            .Select(path => Path.GetFileName(path))
            .Order(StringComparer.Ordinal);

    private static Task<LimpidException> Refused(DataSearch search) =>
        Assert.ThrowsAsync<LimpidException>(() => Tiny.LoadAsync(search));
}
