using System.Runtime.ExceptionServices;

namespace Limpid;

/// <summary>
/// A few threads that share out numbered pieces of work. Which thread takes which piece is left to chance, so a piece
/// must write only what is
/// its own; then the result does not depend on the number of threads.
/// </summary>
public sealed class Workers : IDisposable
{
    private const int SpinsBeforeSleep = 200;
    private readonly Worker[] _workers;
    private Action<int, int>? _work;
    private int _pieces,
        _next,
        _busy,
        _round;
    private Exception? _failure;
    private bool _stop;

    /// <summary>Starts threads − 1 threads; the caller's own is the first.</summary>
    public Workers(int threads)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threads);
        _workers = new Worker[threads - 1];
        for (int i = 0; i < _workers.Length; i++)
            _workers[i] = new Worker(this, i + 1);
    }

    /// <summary>How many threads work, the caller's included.</summary>
    public int Count => _workers.Length + 1;

    /// <summary>Runs work(0, ·) … work(pieces − 1, ·) and returns when all are done. One piece, or one thread, runs
    /// inline.</summary>
    /// <param name="pieces">How many pieces there are.</param>
    /// <param name="work">Does a piece, by its number, on a thread, by its number from 0 to <see cref="Count"/> − 1: a
    /// thread does one piece after another, so what it needs for one it may use again.</param>
    public void Run(int pieces, Action<int, int> work)
    {
        if (pieces <= 1 || _workers.Length == 0)
        {
            for (int piece = 0; piece < pieces; piece++)
                work(piece, 0);
            return;
        }
        (_work, _pieces, _next, _failure, _busy) = (work, pieces, 0, null, _workers.Length);
        Begin();
        Take(0);
        var spin = new SpinWait();
        while (Volatile.Read(ref _busy) > 0)
            spin.SpinOnce(sleep1Threshold: -1);
        if (_failure is { } failure)
            ExceptionDispatchInfo.Throw(failure);
    }

    /// <summary>Ends the threads.</summary>
    public void Dispose()
    {
        if (_stop)
            return;
        _stop = true;
        Begin();
        foreach (Worker worker in _workers)
            worker.Dispose();
    }

    private void Begin()
    {
        Interlocked.Increment(ref _round);
        foreach (Worker worker in _workers)
            worker.Wake();
    }

    private void Take(int thread)
    {
        try
        {
            for (int piece; (piece = Interlocked.Increment(ref _next) - 1) < _pieces; )
                _work!(piece, thread);
        }
        catch (Exception failure)
        {
            Interlocked.CompareExchange(ref _failure, failure, null);
        }
    }

    /// <summary>One thread: waits for a round, takes pieces, says that it is done. Rounds never overtake it, since each
    /// waits for all.</summary>
    private sealed class Worker : IDisposable
    {
        private readonly Workers _all;
        private readonly int _number;
        private readonly Thread _thread;
        private readonly SemaphoreSlim _wake = new(0);
        private volatile bool _asleep;

        public Worker(Workers all, int number)
        {
            (_all, _number) = (all, number);
            _thread = new Thread(Serve) { IsBackground = true, Name = $"Limpid worker {number}" };
            _thread.Start();
        }

        public void Wake()
        {
            if (_asleep)
                _wake.Release();
        }

        public void Dispose()
        {
            _thread.Join();
            _wake.Dispose();
        }

        private void Serve()
        {
            for (int seen = 0; ; seen++)
            {
                Await(seen);
                if (_all._stop)
                    return;
                _all.Take(_number);
                Interlocked.Decrement(ref _all._busy);
            }
        }

        /// <summary>Spins a little, then sleeps. It says that it sleeps before it looks a last time, so no round is
        /// missed.</summary>
        private void Await(int seen)
        {
            var spin = new SpinWait();
            for (int i = 0; i < SpinsBeforeSleep; i++)
            {
                if (Volatile.Read(ref _all._round) != seen)
                    return;
                spin.SpinOnce(sleep1Threshold: -1);
            }
            _asleep = true;
            Interlocked.MemoryBarrier();
            while (Volatile.Read(ref _all._round) == seen)
                _wake.Wait();
            _asleep = false;
        }
    }
}
