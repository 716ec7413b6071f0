using System.Reflection;

namespace Limpid.Server;

/// <summary>Where a page is looked for; a test names its own places.</summary>
internal sealed record SitePlaces
{
    /// <summary>The program's own folder.</summary>
    public string Program { get; init; } = AppContext.BaseDirectory;

    /// <summary>The folders of programs, as PATH has them.</summary>
    public string Path { get; init; } = Environment.GetEnvironmentVariable("PATH") ?? "";

    /// <summary>The packages that NuGet keeps on this disk.</summary>
    public string Packages { get; init; } =
        Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? System.IO.Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.UserProfile),
            ".nuget",
            "packages"
        );

    /// <summary>Limpid's version: only a package of the same one is taken.</summary>
    public string Version { get; init; } =
        typeof(SitePlaces)
            .Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!
            .InformationalVersion.Split('+')[0];

    /// <summary>Whether to look on this disk only.</summary>
    public bool IsOffline { get; init; }

    /// <summary>A program of PATH; null where there is none.</summary>
    public string? Find(string program) =>
        Path.Split(System.IO.Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder =>
                System.IO.Path.Combine(folder, OperatingSystem.IsWindows() ? $"{program}.exe" : program)
            )
            .FirstOrDefault(File.Exists);
}
