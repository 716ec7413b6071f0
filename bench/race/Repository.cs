namespace Limpid.Race;

/// <summary>The places of this repository that the race knows.</summary>
internal static class Repository
{
    private const string Mark = "Limpid.slnx",
        Results = "bench/results/race.md",
        Trial = "artifacts/race.md",
        Artifacts = "artifacts",
        Program = "limpid";

    public static string Root { get; } = Up(AppContext.BaseDirectory) ?? Directory.GetCurrentDirectory();

    /// <summary>Where a whole race is written; a part of one goes where it cannot be taken for it.</summary>
    public static string Table(bool isWhole) => Path.Combine(Root, isWhole ? Results : Trial);

    /// <summary>The newest native limpid.</summary>
    public static string? Native()
    {
        string folder = Path.Combine(Root, Artifacts);
        if (!Directory.Exists(folder))
            return null;
        return Directory
            .EnumerateFiles(folder, Program, SearchOption.AllDirectories)
            .Where(file => file.Contains("aot", StringComparison.OrdinalIgnoreCase))
            .OrderByDescending(File.GetLastWriteTimeUtc)
            .FirstOrDefault();
    }

    private static string? Up(string? folder) =>
        folder is null || File.Exists(Path.Combine(folder, Mark)) ? folder : Up(Path.GetDirectoryName(folder));
}
