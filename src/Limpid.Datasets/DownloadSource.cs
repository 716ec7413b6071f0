namespace Limpid.Datasets;

/// <summary>Something that brings files into the cache. None is trusted: the cache keeps only what has the right
/// hash.</summary>
internal abstract class DownloadSource
{
    /// <summary>What it is called in messages and progress.</summary>
    public abstract string Source { get; }

    /// <summary>Brings all the missing files, or says why it cannot; what it brought before that stays.</summary>
    /// <exception cref="LimpidException">It could not.</exception>
    public abstract Task BringAsync(
        IReadOnlyList<DataFile> missing,
        Cache cache,
        IProgress<DataProgress>? progress,
        CancellationToken stop
    );
}
