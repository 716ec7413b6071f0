using System.Text;

namespace Limpid.Runs.Tests;

public sealed class AtomicFileTests : IDisposable
{
    private readonly RunsTemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_is_written_stands_there_alone() =>
        Gen
            .String.Array[1, 5]
            .Sample(
                contents =>
                {
                    foreach (string content in contents)
                        Write("file", content);
                    Assert.Equal(Encoding.UTF8.GetBytes(contents[^1]), File.ReadAllBytes(_folder["file"]));
                    Assert.Single(Directory.GetFileSystemEntries(_folder.Path));
                },
                iter: 50,
                threads: 1
            );

    [Fact]
    public void A_full_disk_leaves_the_old_file_whole_and_says_what_to_do()
    {
        Write("file", "old");
        var problem = Assert.Throws<LimpidException>(() => AtomicFile.Write(_folder["file"], stream =>
            {
                stream.Write("ne"u8);
                throw new IOException("No space left on device", 28);
            }));
        Assert.Equal(Fault.Unavailable, problem.Fault);
        Assert.Contains(_folder["file"], problem.Message, StringComparison.Ordinal);
        Assert.Contains("No space left", problem.Message, StringComparison.Ordinal);
        Assert.Contains("free some space", problem.Message, StringComparison.Ordinal);
        AssertOnlyOldIsLeft();
    }

    [Fact]
    public void A_writer_that_fails_for_its_own_reason_says_so_and_leaves_the_old_file_whole()
    {
        Write("file", "old");
        Assert.Throws<FormatException>(() => AtomicFile.Write(_folder["file"], stream =>
            {
                stream.Write("ne"u8);
                throw new FormatException();
            }));
        AssertOnlyOldIsLeft();
    }

    [Fact]
    public void A_missing_folder_is_named_with_its_cure()
    {
        var problem = Assert.Throws<LimpidException>(() => Write("missing/file", "new"));
        Assert.Equal(Fault.Unavailable, problem.Fault);
        Assert.Contains("create its folder", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_in_the_files_place_is_refused_and_stays()
    {
        Directory.CreateDirectory(_folder["file/inner"]);
        Assert.Equal(Fault.Unavailable, Assert.Throws<LimpidException>(() => Write("file", "new")).Fault);
        Assert.Equal([_folder["file"]], Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void Of_many_writers_at_once_one_wins_whole()
    {
        string[] contents = [.. Enumerable.Range(0, 8).Select(writer => new string((char)('a' + writer), 100_000))];
        Parallel.ForEach(contents, content => Write("file", content));
        Assert.Contains(File.ReadAllText(_folder["file"]), contents);
        Assert.Single(Directory.GetFileSystemEntries(_folder.Path));
    }

    private void Write(string name, string content) =>
        AtomicFile.Write(_folder[name], stream => stream.Write(Encoding.UTF8.GetBytes(content)));

    private void AssertOnlyOldIsLeft()
    {
        Assert.Equal("old", File.ReadAllText(_folder["file"]));
        Assert.Single(Directory.GetFileSystemEntries(_folder.Path));
    }
}
