namespace Limpid.Server;

/// <summary>Finds the lab's folder: beside the program, as an installed tool has it, or in the checkout that the
/// program was built in.</summary>
public static class LabSite
{
    internal const string Built = "artifacts/site",
        Page = "index.html",
        Engine = "_framework";
    private const string Beside = "site",
        Solution = "Limpid.slnx",
        GoOn = "Without the page: dotnet run -c Release --project src/Limpid.Cli -- train";

    /// <summary>The folder; where a checkout has none yet, it is built first, or taken from a package.</summary>
    /// <param name="say">Told what is done, before it takes long.</param>
    /// <param name="isOffline">Whether to look on this disk only.</param>
    /// <param name="stop">Ends the build.</param>
    /// <exception cref="LimpidException"><see cref="Fault.NotFound"/>: there is neither a site nor a checkout;
    /// <see cref="Fault.Unavailable"/>: it could not be built.</exception>
    public static Task<string> FindAsync(Action<string> say, bool isOffline, CancellationToken stop = default) =>
        FindAsync(new SitePlaces { IsOffline = isOffline }, say, stop);

    internal static async Task<string> FindAsync(SitePlaces places, Action<string> say, CancellationToken stop)
    {
        string beside = Path.Combine(places.Program, Beside);
        if (IsSite(beside))
            return beside;
        string root = Root(places.Program)
            ?? throw new LimpidException(
                Fault.NotFound,
                $"The lab's page is not at {beside}, and {places.Program} lies in no checkout of "
                    + "Limpid where it could be built. In a clone: dotnet run build.cs site"
            );
        string built = Path.Combine(root, Built);
        if (IsSite(built))
            return built;
        try
        {
            string? noNode = await SiteBuild.WhyNoNodeAsync(places, stop).ConfigureAwait(false);
            if (noNode is not null)
                return await BuiltPage.FindAsync(places, root, say, stop).ConfigureAwait(false)
                    ?? throw new LimpidException(
                        Fault.Unavailable,
                        $"{noNode}, and no built page was found in lab/dist, artifacts/packages, {places.Packages} "
                            + $"or the tool package: install Node.js (https://nodejs.org). {GoOn}"
                    );
            say("Building the lab's page, once: the engine for the browser, then the page (about a minute).");
            if (await SiteBuild.RunAsync(root, [], say, stop).ConfigureAwait(false) is { } failed)
                throw new LimpidException(Fault.Unavailable, $"The lab's page could not be built: {failed}. {GoOn}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new LimpidException(
                Fault.Unavailable,
                $"The lab's page could not be written to {built} ({exception.Message.TrimEnd('.')}): make the "
                    + $"checkout writable. {GoOn}",
                exception
            );
        }
        return IsSite(built)
            ? built
            : throw new LimpidException(Fault.Unavailable, $"The build ended, but left no page at {built}. {GoOn}");
    }

    /// <summary>Whether a folder holds a whole site: the page and the engine behind it.</summary>
    internal static bool IsSite(string folder) =>
        File.Exists(Path.Combine(folder, Page))
        && Directory.Exists(Path.Combine(folder, Engine))
        && Directory.EnumerateFiles(Path.Combine(folder, Engine)).Any();

    private static string? Root(string from)
    {
        DirectoryInfo? folder = new(from);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, Solution)))
            folder = folder.Parent;
        return folder?.FullName;
    }
}
