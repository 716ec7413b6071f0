using Limpid.Datasets;

namespace Limpid.Server;

/// <summary>MNIST that arrives while the server already runs. The API has it at once. The page has it from its next
/// load on: an open page keeps the thousand digits it was loaded with, so that an index means one picture.</summary>
public sealed class LateDigits
{
    private Arrival? _arrived;
    private Arrival? _shown;
    private volatile bool _isGivenUp;

    /// <summary>What has arrived; null until then.</summary>
    internal DatasetPair? Arrived => Volatile.Read(ref _arrived)?.Digits;

    /// <summary>What pages get; null until a page is loaded after the arrival.</summary>
    internal DatasetPair? Shown => Volatile.Read(ref _shown)?.Digits;

    /// <summary>The files of <see cref="Shown"/>.</summary>
    internal IReadOnlyDictionary<string, string>? ShownFiles => Volatile.Read(ref _shown)?.Files;

    /// <summary>Whether it is still on its way.</summary>
    internal bool IsComing => Volatile.Read(ref _arrived) is null && !_isGivenUp;

    /// <summary>It is here.</summary>
    /// <param name="digits">The digits.</param>
    /// <param name="files">Where their files lie, by name.</param>
    public void Arrive(DatasetPair digits, IReadOnlyDictionary<string, string> files) =>
        Volatile.Write(ref _arrived, new(digits, files));

    /// <summary>It will not come.</summary>
    public void GiveUp() => _isGivenUp = true;

    /// <summary>A page is loaded: from now on pages get what has arrived.</summary>
    internal void Show() => Volatile.Write(ref _shown, Volatile.Read(ref _arrived));

    private sealed record Arrival(DatasetPair Digits, IReadOnlyDictionary<string, string> Files);
}
