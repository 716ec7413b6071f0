using System.Net;

namespace Limpid.Datasets;

/// <summary>A folder on a web server. Downloads go on where an earlier try was cut off; the system's proxy is
/// used.</summary>
internal sealed class HttpMirror(string address, HttpClient client, TimeSpan silence) : DownloadSource
{
    private const int Tries = 4;
    private const long PackingOverhead = 1 << 20; // bytes that a bad packing may add to the raw size
    private static readonly string[] Suffixes = [".gz", ""];

    /// <inheritdoc/>
    public override string Source => address;

    /// <summary>The client that all mirrors of one search share.</summary>
    public static HttpClient Client(DataSearch search) =>
        new(new SocketsHttpHandler { ConnectTimeout = search.ConnectTimeout }, disposeHandler: true)
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };

    /// <inheritdoc/>
    public override async Task BringAsync(
        IReadOnlyList<DataFile> missing,
        Cache cache,
        IProgress<DataProgress>? progress,
        CancellationToken stop
    )
    {
        if (
            !Uri.TryCreate(address.EndsWith('/') ? address : address + "/", UriKind.Absolute, out Uri? folder)
            || folder.Scheme is not ("http" or "https")
        )
            throw LimpidException.Usage("a mirror must be an http or https address.");
        foreach (DataFile file in missing)
            await BringAsync(file, folder, cache, progress, stop);
    }

    private async Task BringAsync(
        DataFile file,
        Uri folder,
        Cache cache,
        IProgress<DataProgress>? progress,
        CancellationToken stop
    )
    {
        foreach (string suffix in Suffixes)
        {
            var download = new Download(
                client,
                new(folder, file.Name + suffix),
                cache.Part(file, new(folder, file.Name + suffix)),
                file.Bytes + PackingOverhead,
                silence
            );
            if (!await TryAsync(download, progress, stop))
                continue;
            try
            {
                using Stream delivered = Disk.Open(download.Part);
                cache.Keep(file, delivered);
            }
            finally
            {
                File.Delete(download.Part);
            }
            return;
        }
        throw new LimpidException(Fault.NotFound, $"there is no {file.Name} there.");
    }

    /// <summary>True when the file came; false when there is none; again and again as long as a cut connection brought
    /// something new.</summary>
    private static async Task<bool> TryAsync(
        Download download,
        IProgress<DataProgress>? progress,
        CancellationToken stop
    )
    {
        for (int tries = 1; ; tries++)
        {
            long before = download.Have;
            try
            {
                await download.GoOnAsync(progress, stop);
                return true;
            }
            catch (HttpRequestException refused)
                when (refused.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Forbidden)
            {
                return false; // S3 forbids what is not there
            }
            catch (Exception cut)
                when (cut is HttpRequestException or IOException or UnauthorizedAccessException
                    || (cut is OperationCanceledException && !stop.IsCancellationRequested)
                )
            {
                if (tries == Tries || download.Have == before)
                    throw new LimpidException(
                        Fault.Unavailable,
                        cut is OperationCanceledException ? "it did not answer in time." : cut.Message,
                        cut
                    );
            }
        }
    }
}
