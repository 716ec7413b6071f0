namespace Limpid.Datasets;

/// <summary>The door to the disk: what goes wrong there becomes one exception that names the path and the
/// cure.</summary>
internal static class Disk
{
    private const int BufferBytes = 128 * 1024;

    /// <summary>Opens a file to be read from its start to its end.</summary>
    public static FileStream Open(string path) =>
        Guard(path, () =>
            new FileStream(
                path,
                FileMode.Open,
                FileAccess.Read,
                FileShare.Read | FileShare.Delete,
                BufferBytes,
                FileOptions.SequentialScan
            )
        );

    /// <summary>Makes a folder, and those above it, where they are not there.</summary>
    public static void Make(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new LimpidException(
                Fault.Unavailable,
                $"{folder}: the folder cannot be made: {refused.Message} Choose another place or mend its permissions.",
                refused
            );
        }
    }

    /// <summary>Does something with a path.</summary>
    /// <exception cref="LimpidException"><see cref="Fault.NotFound"/> or <see cref="Fault.Unavailable"/>.</exception>
    public static T Guard<T>(string path, Func<T> act)
    {
        try
        {
            return act();
        }
        catch (Exception absent) when (absent is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new LimpidException(
                Fault.NotFound,
                $"{path}: there is no such file or folder. Check the path.",
                absent
            );
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new LimpidException(
                Fault.Unavailable,
                $"{path}: the disk refused: {refused.Message} Check permissions and free space.",
                refused
            );
        }
    }
}
