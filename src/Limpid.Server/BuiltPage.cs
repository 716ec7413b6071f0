using System.IO.Compression;

namespace Limpid.Server;

/// <summary>A page that was built elsewhere, for a checkout without Node.js.</summary>
internal static class BuiltPage
{
    private const string Package = "Limpid.Cli",
        Inside = "/site/";

    /// <summary>The site's folder; null where no page is found.</summary>
    public static async Task<string?> FindAsync(
        SitePlaces places,
        string root,
        Action<string> say,
        CancellationToken stop
    )
    {
        string built = Path.Combine(root, LabSite.Built),
            dist = Path.Combine(root, "lab", "dist");
        if (LabSite.IsSite(dist))
            return dist;
        // lab/dist is what npm builds: the page without its engine, which the .NET SDK alone can add
        if (File.Exists(Path.Combine(dist, LabSite.Page)))
        {
            say("Completing the page of lab/dist: the engine for the browser (about a minute).");
            string? failed = await SiteBuild.RunAsync(root, ["--built-page"], say, stop).ConfigureAwait(false);
            if (failed is null && LabSite.IsSite(built))
                return built;
            say($"The page of lab/dist could not be completed: {failed}.");
        }
        if (Unpack(Path.Combine(root, "artifacts", "packages"), places.Version, built) is { } package)
        {
            say($"The page was taken from {package}.");
            return built;
        }
        if (InCache(places) is { } cached)
            return cached;
        return places.IsOffline ? null : await FromToolAsync(places, built, say, stop).ConfigureAwait(false);
    }

    /// <summary>Unpacks the site of a tool package; the page is the same for every platform.</summary>
    private static string? Unpack(string folder, string version, string to)
    {
        if (!Directory.Exists(folder))
            return null;
        foreach (string package in Directory.GetFiles(folder, $"{Package}*.{version}.nupkg").Order())
        {
            string part = $"{to}.part";
            if (Directory.Exists(part))
                Directory.Delete(part, recursive: true);
            try
            {
                using ZipArchive archive = ZipFile.OpenRead(package);
                foreach (ZipArchiveEntry entry in archive.Entries)
                    Extract(entry, Path.GetFullPath(part));
            }
            catch (InvalidDataException)
            {
                continue; // a damaged package is none
            }
            if (LabSite.IsSite(part))
            {
                Replace(part, to);
                return package;
            }
        }
        return null;
    }

    private static void Extract(ZipArchiveEntry entry, string to)
    {
        string name = Uri.UnescapeDataString(entry.FullName);
        int site = name.IndexOf(Inside, StringComparison.Ordinal);
        if (!name.StartsWith("tools/", StringComparison.Ordinal) || site < 0 || name.EndsWith('/'))
            return;
        string target = Path.GetFullPath(Path.Combine(to, name[(site + Inside.Length)..]));
        if (!target.StartsWith(to + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            throw new InvalidDataException(name);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        entry.ExtractToFile(target, overwrite: true);
    }

    private static string? InCache(SitePlaces places)
    {
        if (!Directory.Exists(places.Packages))
            return null;
        return Directory
            .GetDirectories(places.Packages, $"{Package.ToLowerInvariant()}*")
            .Order()
            .Select(folder => SiteBelow(Path.Combine(folder, places.Version)))
            .FirstOrDefault(site => site is not null);
    }

    private static string? SiteBelow(string folder) =>
        Directory.Exists(folder)
            ? Directory
                .EnumerateDirectories(folder, "site", SearchOption.AllDirectories)
                .FirstOrDefault(LabSite.IsSite)
            : null;

    private static async Task<string?> FromToolAsync(
        SitePlaces places,
        string built,
        Action<string> say,
        CancellationToken stop
    )
    {
        say($"Asking NuGet for the tool package {Package} {places.Version}, which has the page.");
        string temporary = Directory.CreateTempSubdirectory("limpid-").FullName;
        try
        {
            string[] install = ["tool", "install", Package, "--version", places.Version, "--tool-path", temporary];
            // whatever goes wrong there, the package is not to be had
            int code = await SiteBuild.ProcessAsync(new("dotnet", install), _ => { }, stop).ConfigureAwait(false);
            if (code != 0 || SiteBelow(temporary) is not { } site)
                return null;
            foreach (string file in Directory.EnumerateFiles(site, "*", SearchOption.AllDirectories))
            {
                string target = Path.Combine($"{built}.part", Path.GetRelativePath(site, file));
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.Copy(file, target, overwrite: true);
            }
            Replace($"{built}.part", built);
            return built;
        }
        finally
        {
            Directory.Delete(temporary, recursive: true);
        }
    }

    private static void Replace(string part, string to)
    {
        if (Directory.Exists(to))
            Directory.Delete(to, recursive: true);
        Directory.Move(part, to);
    }
}
