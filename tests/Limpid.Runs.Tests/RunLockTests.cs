namespace Limpid.Runs.Tests;

public sealed class RunLockTests : IDisposable
{
    private readonly RunsTemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_second_writer_is_refused_until_the_first_is_done()
    {
        using (RunLock.Take(_folder.Path))
        {
            var problem = Assert.Throws<LimpidException>(() => RunLock.Take(_folder.Path));
            Assert.Equal(Fault.Unavailable, problem.Fault);
            Assert.Contains(_folder.Path, problem.Message, StringComparison.Ordinal);
            Assert.Contains($"process {Environment.ProcessId}, since ", problem.Message, StringComparison.Ordinal);
        }
        using RunLock again = RunLock.Take(_folder.Path);
        Assert.Equal(_folder.Path, again.Folder);
    }

    [Fact]
    public void Another_process_is_refused_by_name_and_a_killed_one_leaves_no_lock()
    {
        using var holder = new LockHolder(_folder.Path);
        var problem = Assert.Throws<LimpidException>(() => RunLock.Take(_folder.Path));
        Assert.Contains($"process {holder.Id}, since ", problem.Message, StringComparison.Ordinal);

        holder.Kill();
        Assert.True(File.Exists(_folder["lock.owner"])); // its note outlives it, and is not believed
        using RunLock taken = RunLock.Take(_folder.Path);
        Assert.Contains(
            $"process {Environment.ProcessId},",
            File.ReadAllText(_folder["lock.owner"]),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Taking_the_lock_sweeps_away_what_a_dead_writer_left_unfinished()
    {
        File.WriteAllText(_folder["model.0123.tmp"], "half");
        File.WriteAllText(_folder["model"], "whole");
        using RunLock taken = RunLock.Take(_folder.Path);
        Assert.False(File.Exists(_folder["model.0123.tmp"]));
        Assert.True(File.Exists(_folder["model"]));
    }

    [Fact]
    public void Of_many_who_try_at_once_one_gets_the_lock()
    {
        for (int round = 0; round < 20; round++)
        {
            var taken = new System.Collections.Concurrent.ConcurrentBag<RunLock>();
            Parallel.For(0, 8, _ =>
            {
                try
                {
                    taken.Add(RunLock.Take(_folder.Path));
                }
                catch (LimpidException problem)
                {
                    Assert.Equal(Fault.Unavailable, problem.Fault);
                }
            });
            Assert.Single(taken);
            foreach (RunLock held in taken)
                held.Dispose();
        }
    }

    [Fact]
    public void A_missing_folder_cannot_be_locked()
    {
        var problem = Assert.Throws<LimpidException>(() => RunLock.Take(_folder["missing"]));
        Assert.Equal(Fault.Unavailable, problem.Fault);
        Assert.Contains("exists", problem.Message, StringComparison.Ordinal);
    }
}
