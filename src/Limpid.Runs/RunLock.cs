namespace Limpid.Runs;

/// <summary>
/// One writer at a time on a run folder. The lock is the operating system's own, on the file <c>lock</c>: it ends with
/// the process that
/// holds it, however that ends, so that none is ever stale. The file stays when the lock is released: deleting it would
/// let two
/// processes lock two files of one name. Who holds it stands in <c>lock.owner</c>, since a locked file cannot be read
/// everywhere.
/// </summary>
public sealed class RunLock : IDisposable
{
    private const string FileName = "lock",
        OwnerName = "lock.owner";
    private const int LongestOwner = 200; // characters shown of a file that anybody may have written
    private readonly FileStream _file;

    private RunLock(string folder, FileStream file, TimeProvider time)
    {
        (Folder, _file) = (folder, file);
        Sweep();
        File.WriteAllText(
            OwnerPath(folder),
            $"process {Environment.ProcessId}, since {time.GetLocalNow():yyyy-MM-dd HH:mm:ss zzz}\n"
        );
    }

    /// <summary>The folder, as it was handed in.</summary>
    public string Folder { get; }

    /// <summary>Takes the lock of an existing folder and clears away what a dead writer left unfinished
    /// there.</summary>
    /// <param name="folder">A run folder.</param>
    /// <param name="time">The clock that says since when; the system's, if null.</param>
    /// <exception cref="LimpidException"><see cref="Fault.Unavailable"/>: another process writes there, or the folder
    /// cannot be written to.</exception>
    public static RunLock Take(string folder, TimeProvider? time = null) =>
        Open(folder, FileMode.OpenOrCreate, time) ?? throw Busy(folder);

    /// <summary>True while someone holds the lock of an existing folder.</summary>
    internal static bool IsHeld(string folder)
    {
        using RunLock? taken = Open(folder, FileMode.OpenOrCreate, time: null);
        return taken is null;
    }

    /// <summary>True for the lock's own files, which nobody else need delete.</summary>
    internal static bool IsOwn(string file) => Path.GetFileName(file) is FileName or OwnerName;

    /// <summary>Takes a folder that nobody ever locked: of all who try, one gets it and the rest get null.</summary>
    internal static RunLock? Claim(string folder, TimeProvider time) => Open(folder, FileMode.CreateNew, time);

    /// <summary>Releases the lock.</summary>
    public void Dispose()
    {
        try
        {
            File.Delete(OwnerPath(Folder));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // A note about nobody misleads nobody: only the lock itself is believed.
        }
        _file.Dispose();
    }

    private static RunLock? Open(string folder, FileMode mode, TimeProvider? time)
    {
        string path = Path.Combine(folder, FileName);
        FileStream? file = null;
        try
        {
            file = new FileStream(path, mode, FileAccess.ReadWrite, FileShare.None);
            return new RunLock(folder, file, time ?? TimeProvider.System);
        }
        catch (IOException) when (file is null && File.Exists(path))
        {
            return null;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            file?.Dispose();
            throw new LimpidException(
                Fault.Unavailable,
                $"{folder}: could not be locked for writing ({problem.Message.TrimEnd('.')}). See that the "
                    + "folder exists and can be written to.",
                problem
            );
        }
    }

    private static LimpidException Busy(string folder) =>
        new(
            Fault.Unavailable,
            $"{folder}: expected to be its only writer, but another one holds it ({Owner(folder)}). Wait for "
                + "it or end it, or use another folder."
        );

    private static string Owner(string folder)
    {
        try
        {
            string line = File.ReadLines(OwnerPath(folder)).FirstOrDefault("");
            return line.Length is > 0 and <= LongestOwner ? line : "it has not said who it is";
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return "it has not said who it is";
        }
    }

    private void Sweep()
    {
        foreach (string unfinished in Directory.EnumerateFiles(Folder, "*" + AtomicFile.UnfinishedEnding))
            File.Delete(unfinished);
    }

    private static string OwnerPath(string folder) => Path.Combine(folder, OwnerName);
}
