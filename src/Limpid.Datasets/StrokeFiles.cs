namespace Limpid.Datasets;

/// <summary>
/// Drawn digits in JSON lines, raw or packed by gzip: <c>{"label": 3, "strokes": [[[x, y], ...], ...]}</c> a line,
/// brought to 28x28 as MNIST was.
/// </summary>
/// <param name="Training">The file to learn from.</param>
/// <param name="Test">The file to test on, where there is one.</param>
public sealed record StrokeFiles(string Training, string? Test = null) : DatasetSource
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
                    Read(Training, stop),
                    Test is null ? null : Read(Test, stop)
                ),
            stop
        );

    private static NumberedPictures Read(string path, CancellationToken stop)
    {
        using Stream file = Disk.Open(path);
        return Disk.Guard(path, () => StrokeLines.Read(path, file, stop));
    }
}
