using System.ComponentModel;
using System.Diagnostics;

namespace Limpid.Server;

/// <summary>Finds the lab's folder: beside the program, as an installed tool has it, or in the checkout that the
/// program was built in.</summary>
public static class LabSite
{
    private const string Beside = "site",
        Built = "artifacts/site",
        Solution = "Limpid.slnx",
        Page = "index.html";

    /// <summary>The folder; in a checkout where it is not there yet, it is built first.</summary>
    /// <param name="say">Told what is done, before it takes long.</param>
    /// <param name="stop">Ends the build.</param>
    /// <exception cref="LimpidException"><see cref="Fault.NotFound"/>: there is neither a site nor a checkout;
    /// <see cref="Fault.Unavailable"/>: it could not be built.</exception>
    public static async Task<string> FindAsync(Action<string> say, CancellationToken stop = default)
    {
        string beside = Path.Combine(AppContext.BaseDirectory, Beside);
        if (IsSite(beside))
            return beside;
        string root = Root(AppContext.BaseDirectory)
            ?? throw new LimpidException(
                Fault.NotFound,
                $"The lab's page is not at {beside}, and {AppContext.BaseDirectory} lies in no checkout of "
                    + "Limpid where it could be built. In a clone: dotnet run build.cs site"
            );
        string built = Path.Combine(root, Built);
        if (IsSite(built))
            return built;
        say("The lab's page is built once: WebAssembly, then the page. That takes a minute or two.");
        await BuildAsync(root, stop).ConfigureAwait(false);
        return IsSite(built)
            ? built
            : throw new LimpidException(
                Fault.Unavailable,
                $"The build ended, but there is no page at {built}. Try: dotnet run build.cs site"
            );
    }

    private static bool IsSite(string folder) => File.Exists(Path.Combine(folder, Page));

    private static string? Root(string from)
    {
        DirectoryInfo? folder = new(from);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, Solution)))
            folder = folder.Parent;
        return folder?.FullName;
    }

    /// <summary>The build speaks to the terminal itself.</summary>
    private static async Task BuildAsync(string root, CancellationToken stop)
    {
        using var build = new Process
        {
            StartInfo = new("dotnet", ["run", "build.cs", "site"]) { WorkingDirectory = root },
        };
        try
        {
            build.Start();
            await build.WaitForExitAsync(stop).ConfigureAwait(false);
        }
        catch (Win32Exception exception)
        {
            throw new LimpidException(
                Fault.Unavailable,
                $"The page could not be built: dotnet could not be started ({exception.Message}). Install the "
                    + ".NET 10 SDK.",
                exception
            );
        }
        catch (OperationCanceledException)
        {
            build.Kill(entireProcessTree: true);
            throw;
        }
        if (build.ExitCode != 0)
            throw new LimpidException(
                Fault.Unavailable,
                "The page could not be built; the reason stands above. It needs Node.js 20.19 or newer "
                    + "(https://nodejs.org). Once it is mended: dotnet run build.cs site"
            );
    }
}
