namespace Limpid.Datasets;

/// <summary>A folder of one's own data: IDX files under MNIST's names, or pictures in one folder a class; which of the
/// two shows when it is read.</summary>
/// <param name="Folder">The folder.</param>
public sealed record DataFolder(string Folder) : DatasetSource
{
    /// <inheritdoc/>
    public override string Notation => Folder;

    /// <inheritdoc/>
    public override Task<DatasetPair> LoadAsync(
        DataSearch search,
        IProgress<DataProgress>? progress = null,
        CancellationToken stop = default
    )
    {
        if (!Directory.Exists(Folder))
            throw new LimpidException(
                Fault.NotFound,
                $"'{Folder}' is neither a data set's name nor a folder. Expected {Forms}."
            );
        string name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(Folder)));
        return Task.Run(
            () =>
                Disk.Guard(Folder, () =>
                    IdxFolder.Holds(Folder)
                        ? IdxFolder.Read(name, Folder)
                        : ImageFolder.Read(name, Folder, progress, stop)
                ),
            stop
        );
    }
}
