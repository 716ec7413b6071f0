using System.Diagnostics;

namespace Limpid.Race;

/// <summary>An engine that takes part, ours too: how its process is started, or why it cannot be.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Find">Looks for it on this machine.</param>
internal sealed record Rival(string Name, Func<RaceWorkplace, Found> Find)
{
    /// <summary>Whether it predicts by weights of its own, so that its answers need not agree with ours.</summary>
    public bool HasOwnWeights { get; init; }

    /// <summary>Another program for what is measured from its start to its exit, where it ships one.</summary>
    public Func<RaceWorkplace, StartJob, Found>? Shipped { get; init; }
}

/// <summary>What was found of a rival.</summary>
/// <param name="Command">The program and its first words; empty where it is absent.</param>
/// <param name="Reason">Why it is absent, and the cure.</param>
internal readonly record struct Found(IReadOnlyList<string> Command, string Reason)
{
    public bool IsAbsent => Command.Count == 0;

    public static Found At(params string[] command) => new(command, "");

    public static Found Absent(string reason) => new([], reason);

    /// <summary>How it is started in so many threads, under conditions in which every rival is at its best.</summary>
    public ProcessStartInfo Start(int threads, params IEnumerable<string> words)
    {
        var start = new ProcessStartInfo(Command[0], Command.Skip(1).Concat(words))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string name in new[] { "OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS" })
            start.Environment[name] = $"{threads}";
        foreach (string name in new[] { "OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE", "OMP_PROC_BIND" })
            start.Environment.Remove(name);
        if (threads > 1)
            start.Environment["OMP_PROC_BIND"] = "true"; // else two threads may share a processor
        if (OpenBlas.Folder is { } folder)
            start.Environment["LD_LIBRARY_PATH"] =
                $"{folder}:{Environment.GetEnvironmentVariable("LD_LIBRARY_PATH")}".TrimEnd(':');
        return start;
    }
}

/// <summary>OpenBLAS threaded by OpenMP: with its own threads it fights those of PyTorch.</summary>
internal static class OpenBlas
{
    private const string Libraries = "/usr/lib",
        Name = "openblas-openmp",
        Package = "libopenblas0-openmp";

    public static string? Folder { get; } =
        Directory.Exists(Libraries)
            ? Directory
                .EnumerateDirectories(Libraries, "*-linux-gnu*")
                .Select(folder => Path.Combine(folder, Name))
                .FirstOrDefault(Directory.Exists)
            : null;

    public static string Description =>
        Folder is null
            ? $"as it is installed (for the best of PyTorch: the Debian package {Package})"
            : $"threaded by OpenMP, of {Folder}";
}
