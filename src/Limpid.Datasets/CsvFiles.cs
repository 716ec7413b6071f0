namespace Limpid.Datasets;

/// <summary>CSV files, a row a picture: its label, then its pixels from 0 to 255; raw or packed by gzip.</summary>
/// <param name="Training">The file to learn from.</param>
/// <param name="Test">The file to test on, where there is one.</param>
public sealed record CsvFiles(string Training, string? Test = null) : DatasetSource
{
    /// <inheritdoc/>
    public override string Notation => Test is null ? Training : $"{Training},{Test}";

    /// <inheritdoc/>
    public override Task<DatasetPair> LoadAsync(
        DataSearch search,
        IProgress<DataProgress>? progress = null,
        CancellationToken stop = default
    ) =>
        Task.Run(
            () =>
                NumberedPictures.Pair(
                    Path.GetFileNameWithoutExtension(Training),
                    Read(Training),
                    Test is null ? null : Read(Test)
                ),
            stop
        );

    private static NumberedPictures Read(string path)
    {
        using Stream file = Disk.Open(path);
        return Disk.Guard(path, () => CsvPictures.Read(path, file));
    }
}
