using Limpid.Lab;

namespace Limpid.Server.Desks;

/// <summary>What one page of one browser works with here. One call at a time; others wait.</summary>
internal sealed class HostedSession : IDisposable
{
    private readonly Workers _workers;
    private readonly LabSession _room;
    private readonly SemaphoreSlim _turn = new(1);
    private readonly TimeProvider _clock;
    private long _used;
    private bool _isGone;

    public HostedSession(LabOptions options)
    {
        _clock = options.Clock;
        _workers = new(options.Threads);
        _room = new(_workers, name => name switch
            {
                LabDigits.Training => options.PageDigits?.Training,
                LabDigits.Test => options.PageDigits?.Test,
                _ => null,
            });
        _used = _clock.GetTimestamp();
    }

    /// <summary>How long nobody has used it.</summary>
    public TimeSpan Idle => _clock.GetElapsedTime(Volatile.Read(ref _used));

    /// <summary>Answers a call; null where the desk was dropped meanwhile.</summary>
    public async Task<Reply?> AnswerAsync(string call, byte[] frame, CancellationToken stop)
    {
        await _turn.WaitAsync(stop).ConfigureAwait(false);
        try
        {
            if (_isGone)
                return null;
            return _room.Answer(call, frame);
        }
        finally
        {
            Volatile.Write(ref _used, _clock.GetTimestamp());
            _turn.Release();
        }
    }

    /// <summary>A call under way is finished first.</summary>
    public void Dispose()
    {
        _turn.Wait();
        _isGone = true;
        _workers.Dispose();
        _turn.Release();
    }
}
