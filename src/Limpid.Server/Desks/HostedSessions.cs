using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Limpid.Server.Desks;

/// <summary>All desks: a bounded number, each dropped when nobody has used it for a while.</summary>
internal sealed class HostedSessions(LabOptions options) : IDisposable
{
    /// <summary>The most desks at once.</summary>
    public const int Most = 16;

    private const int IdBytes = 16;
    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(15),
        IdleWhereFull = TimeSpan.FromMinutes(2);
    private readonly ConcurrentDictionary<string, HostedSession> _desks = new(StringComparer.Ordinal);
    private readonly Lock _opening = new();

    public int Count => _desks.Count;

    /// <summary>A new desk's name; null where all are taken by pages that use them.</summary>
    public string? Open()
    {
        lock (_opening)
        {
            Sweep(_desks.Count < Most ? Idle : IdleWhereFull);
            if (_desks.Count >= Most)
                return null;
            string id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes));
            _desks[id] = new(options);
            return id;
        }
    }

    public HostedSession? Find(string id) => _desks.GetValueOrDefault(id);

    public bool Close(string id)
    {
        if (!_desks.TryRemove(id, out HostedSession? desk))
            return false;
        desk.Dispose();
        return true;
    }

    /// <summary>Drops what nobody uses.</summary>
    public void Sweep() => Sweep(Idle);

    private void Sweep(TimeSpan idle)
    {
        foreach ((string id, HostedSession desk) in _desks)
            if (desk.Idle >= idle)
                Close(id);
    }

    public void Dispose()
    {
        foreach (string id in _desks.Keys)
            Close(id);
    }
}
