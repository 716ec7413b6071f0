using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Limpid.Runs;

/// <summary>Files that are always whole: after a crash at any moment the old content or the new one stands there, never
/// a piece.</summary>
public static class AtomicFile
{
    /// <summary>The ending of a file that is still being written. Whatever a dead process left under it may be
    /// deleted.</summary>
    public const string UnfinishedEnding = ".tmp";

    private const int UnixNoSpace = 28,
        UnixQuota = 122,
        WindowsNoSpace = 112; // ENOSPC, EDQUOT, ERROR_DISK_FULL

    /// <summary>
    /// Writes a file by way of a new one beside it: write, flush to the disk, rename over the old one, flush the
    /// folder. Any number of
    /// writers may race; one of them wins, whole.
    /// </summary>
    /// <param name="path">Where the content shall stand; its folder exists.</param>
    /// <param name="write">Writes the content. If it throws, the old file stands untouched.</param>
    /// <exception cref="LimpidException"><see cref="Fault.Unavailable"/>: no space, no permission, no such folder, or a
    /// folder of that name.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        string unfinished = $"{path}.{Guid.NewGuid():N}{UnfinishedEnding}";
        try
        {
            using (var stream = new FileStream(unfinished, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }
            File.Move(unfinished, path, overwrite: true);
            FlushFolder(Path.GetDirectoryName(Path.GetFullPath(path))!);
        }
        catch (Exception problem)
        {
            Remove(unfinished);
            if (problem is IOException or UnauthorizedAccessException)
                throw Unavailable(path, problem);
            throw;
        }
    }

    private static LimpidException Unavailable(string path, Exception problem)
    {
        string cure = (problem, problem.HResult & 0xFFFF) switch
        {
            (DirectoryNotFoundException, _) => "create its folder, or choose another place",
            (UnauthorizedAccessException, _) => "change the permissions, or choose another place",
            (_, UnixNoSpace or UnixQuota or WindowsNoSpace) => "free some space on that disk, or choose another place",
            _ => "see that its folder can be written to, or choose another place",
        };
        return new(
            Fault.Unavailable,
            $"{path}: could not be written ({problem.Message.TrimEnd('.')}). What stood there before is "
                + $"untouched; {cure}.",
            problem
        );
    }

    private static void Remove(string unfinished)
    {
        try
        {
            File.Delete(unfinished);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // The first problem is the one to report; the next writer that holds the folder sweeps this file away.
        }
    }

    /// <summary>A rename is on the disk only when its folder is. Windows needs no such step; .NET opens no folder, so
    /// the C library does.</summary>
    private static void FlushFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
            return;
        using var handle = new SafeFileHandle(open([.. Encoding.UTF8.GetBytes(folder), 0], ReadOnly), ownsHandle: true);
        if (!handle.IsInvalid)
            RandomAccess.FlushToDisk(handle);
    }

    private const int ReadOnly = 0; // O_RDONLY, the same on every Unix

    [
        DllImport("libc", EntryPoint = "open", SetLastError = true),
        DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)
    ]
    // The C library's own name; the generated kind of import would need unsafe code.
#pragma warning disable IDE1006, SYSLIB1054
    private static extern int open(byte[] path, int flags);
#pragma warning restore IDE1006, SYSLIB1054
}
