using System.Text;

namespace Limpid.Runs;

/// <summary>The file <c>latest</c> in the folder of runs: one line, the name of the run that was started
/// last.</summary>
internal static class LatestPointer
{
    public const string Name = "latest";

    private const int LongestName = 255; // bytes: the most that common file systems allow

    /// <summary>The name that it holds, or null if there is no such file.</summary>
    /// <exception cref="LimpidException"><see cref="Fault.InvalidData"/>: it holds something else than one line of a
    /// moderate length.</exception>
    public static string? Read(string root)
    {
        string path = Path.Combine(root, Name);
        if (!File.Exists(path))
            return null;
        Span<byte> content = stackalloc byte[LongestName + 2];
        using FileStream file = File.OpenRead(path);
        int length = file.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
        string name = Encoding.UTF8.GetString(content[..length]).TrimEnd('\r', '\n');
        return length < content.Length && RunName.IsFolderName(name)
            ? name
            : throw LimpidException.InvalidData(
                $"{path}: expected one line, the name of a run folder beside it. Delete the file, or write "
                    + "such a name into it."
            );
    }

    public static void Write(string root, string name) =>
        AtomicFile.Write(Path.Combine(root, Name), stream => stream.Write(Encoding.UTF8.GetBytes(name + "\n")));

    public static void Remove(string root) => File.Delete(Path.Combine(root, Name));
}
