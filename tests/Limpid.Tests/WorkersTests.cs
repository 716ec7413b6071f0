namespace Limpid.Tests;

public class WorkersTests
{
    [Theory, InlineData(1), InlineData(2), InlineData(5)]
    public void Every_piece_is_done_once_in_each_of_many_rounds(int threads)
    {
        using var workers = new Workers(threads);
        for (int round = 0; round < 2_000; round++)
        {
            int pieces = round % 17;
            var done = new int[pieces];
            workers.Run(pieces, (piece, _) => Interlocked.Increment(ref done[piece]));
            Assert.All(done, count => Assert.Equal(1, count));
        }
    }

    [Fact]
    public void Rounds_after_a_pause_wake_the_sleepers()
    {
        using var workers = new Workers(4);
        for (int round = 0; round < 20; round++)
        {
            Thread.Sleep(5);
            int sum = 0;
            workers.Run(8, (piece, _) => Interlocked.Add(ref sum, piece));
            Assert.Equal(28, sum);
        }
    }

    [Fact]
    public void A_failing_piece_fails_the_round_and_not_the_next()
    {
        using var workers = new Workers(3);
        for (int round = 0; round < 50; round++)
        {
            Assert.Throws<InvalidTimeZoneException>(() => workers.Run(6, (piece, _) =>
                {
                    if (piece == 4)
                        throw new InvalidTimeZoneException();
                }));
            int count = 0;
            workers.Run(6, (_, _) => Interlocked.Increment(ref count));
            Assert.Equal(6, count);
        }
    }

    [Fact]
    public void One_piece_runs_on_the_callers_thread()
    {
        using var workers = new Workers(3);
        int thread = 0;
        workers.Run(1, (_, _) => thread = Environment.CurrentManagedThreadId);
        Assert.Equal(Environment.CurrentManagedThreadId, thread);
    }

    [Fact]
    public void Disposing_twice_is_no_error()
    {
        var workers = new Workers(3);
        workers.Dispose();
        workers.Dispose();
    }
}
