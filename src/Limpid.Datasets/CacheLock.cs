namespace Limpid.Datasets;

/// <summary>One writer of a cache folder at a time, among threads and processes: an open file that nobody else may
/// open.</summary>
internal sealed class CacheLock : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50),
        Patience = TimeSpan.FromMinutes(15);

    /// <summary>How systems say "in use": EAGAIN of Linux and of macOS, sharing and lock violation of
    /// Windows.</summary>
    private static readonly int[] InUse = [11, 35, unchecked((int)0x80070020), unchecked((int)0x80070021)];

    private readonly FileStream _file;

    private CacheLock(FileStream file) => _file = file;

    /// <summary>Waits for the folder.</summary>
    /// <exception cref="LimpidException"><see cref="Fault.Unavailable"/>: it cannot be written, or another process
    /// holds it for too long.</exception>
    public static async Task<CacheLock> TakeAsync(
        string folder,
        IProgress<DataProgress>? progress,
        CancellationToken stop
    )
    {
        string path = Path.Combine(folder, ".lock"); // stays behind: deleting it would let two in
        Disk.Make(folder);
        for (TimeSpan waited = TimeSpan.Zero; waited < Patience; waited += Interval)
        {
            if (Disk.Guard(path, () => OpenOrNull(path)) is { } file)
                return new(file);
            if (waited == TimeSpan.Zero)
                progress?.Report(new("another process that is fetching the same", path, 0, null));
            await Task.Delay(Interval, stop);
        }
        throw new LimpidException(
            Fault.Unavailable,
            $"{path}: another process has held this lock for {Patience.TotalMinutes} minutes. End it, and try again."
        );
    }

    private static FileStream? OpenOrNull(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException held) when (InUse.Contains(held.HResult))
        {
            return null;
        }
    }

    /// <summary>Lets the next one in.</summary>
    public void Dispose() => _file.Dispose();
}
