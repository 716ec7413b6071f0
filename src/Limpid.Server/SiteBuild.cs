using System.ComponentModel;
using System.Diagnostics;

namespace Limpid.Server;

/// <summary>Builds the page by build.cs.</summary>
internal static class SiteBuild
{
    private const string Failure = "Stage failed: "; // as build.cs begins its last line
    private static readonly Version OldestNode = new(20, 19);

    /// <summary>Null where Node.js is there and new enough, else what was found instead.</summary>
    public static async Task<string?> WhyNoNodeAsync(SitePlaces places, CancellationToken stop)
    {
        string wanted = $"Node.js {OldestNode} or newer was not found";
        if (places.Find("node") is not { } node)
            return wanted;
        string said = "";
        int code = await ProcessAsync(new(node, ["--version"]), line => said += line, stop).ConfigureAwait(false);
        bool isVersion = Version.TryParse(said.Trim().TrimStart('v').Split('-')[0], out Version? version);
        return code == 0 && isVersion && version >= OldestNode ? null
            : isVersion ? $"{wanted} (found {said.Trim()})"
            : $"{wanted} ({node} does not tell its version)";
    }

    /// <summary>Builds the site, and passes on what the build says.</summary>
    /// <returns>Null, or the stage that failed.</returns>
    public static async Task<string?> RunAsync(
        string root,
        string[] options,
        Action<string> say,
        CancellationToken stop
    )
    {
        string? failed = null;
        var start = new ProcessStartInfo("dotnet", ["run", "build.cs", "site", "--offline", .. options])
        {
            WorkingDirectory = root,
        };
        int code = await ProcessAsync(
                start,
                line =>
                {
                    if (line.StartsWith(Failure, StringComparison.Ordinal))
                        failed = line[Failure.Length..];
                    else
                        say(line);
                },
                stop
            )
            .ConfigureAwait(false);
        return code == 0 ? null : failed ?? $"dotnet run build.cs site ended with exit code {code}";
    }

    /// <summary>Runs a program and passes on its lines, of both streams.</summary>
    /// <returns>Its exit code.</returns>
    public static async Task<int> ProcessAsync(ProcessStartInfo start, Action<string> hear, CancellationToken stop)
    {
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        using var process = new Process { StartInfo = start };
        var turn = new Lock();
        void Pass(object _, DataReceivedEventArgs line)
        {
            if (line.Data is { } text)
                lock (turn)
                    hear(text);
        }
        process.OutputDataReceived += Pass;
        process.ErrorDataReceived += Pass;
        try
        {
            process.Start();
        }
        catch (Win32Exception exception)
        {
            hear($"{start.FileName}: {exception.Message}");
            return 127; // as a shell says it
        }
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            await process.WaitForExitAsync(stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
        return process.ExitCode;
    }
}
