using System.Net;
using System.Net.Http.Headers;

namespace Limpid.Datasets;

/// <summary>One address on its way into one partial file.</summary>
/// <param name="Client">The client.</param>
/// <param name="Address">The file's address.</param>
/// <param name="Part">Where its bytes are collected.</param>
/// <param name="MaximumBytes">More than this it cannot be.</param>
/// <param name="Silence">How long the server may say nothing.</param>
internal sealed record Download(HttpClient Client, Uri Address, string Part, long MaximumBytes, TimeSpan Silence)
{
    private const int BufferBytes = 128 * 1024;

    /// <summary>Bytes that came so far.</summary>
    public long Have => File.Exists(Part) ? new FileInfo(Part).Length : 0;

    /// <summary>Asks for what is not there yet, and appends it; a server that cannot go on sends all, and then all is
    /// taken anew.</summary>
    public async Task GoOnAsync(IProgress<DataProgress>? progress, CancellationToken stop)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        try
        {
            await GoOnAsync(progress, patience);
        }
        catch (Exception exception)
            when (exception is HttpRequestException or IOException && patience.IsCancellationRequested)
        {
            throw new OperationCanceledException(
                "Patience ran out, whatever the connection says of its own end.",
                exception
            );
        }
    }

    private async Task GoOnAsync(IProgress<DataProgress>? progress, CancellationTokenSource patience)
    {
        patience.CancelAfter(Silence);
        using var request = new HttpRequestMessage(HttpMethod.Get, Address);
        long have = Have;
        if (have > 0)
            request.Headers.Range = new RangeHeaderValue(have, null);
        using HttpResponseMessage response = await Client.SendAsync(
            request,
            HttpCompletionOption.ResponseHeadersRead,
            patience.Token
        );
        if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable && have > 0)
            return; // nothing is left: the hash will judge
        response.EnsureSuccessStatusCode();
        bool goesOn =
            response.StatusCode == HttpStatusCode.PartialContent && response.Content.Headers.ContentRange?.From == have;
        await CollectAsync(response.Content, goesOn ? have : 0, progress, patience);
    }

    private async Task CollectAsync(
        HttpContent content,
        long have,
        IProgress<DataProgress>? progress,
        CancellationTokenSource patience
    )
    {
        using var file = new FileStream(
            Part,
            have > 0 ? FileMode.Append : FileMode.Create,
            FileAccess.Write,
            FileShare.None
        );
        using Stream body = await content.ReadAsStreamAsync(patience.Token);
        long? total = have + content.Headers.ContentLength;
        byte[] buffer = new byte[BufferBytes];
        while (true)
        {
            patience.CancelAfter(Silence);
            int read = await body.ReadAsync(buffer, patience.Token);
            if (read == 0)
                return;
            if ((have += read) > MaximumBytes)
                throw LimpidException.InvalidData(
                    $"it sends more than the {MaximumBytes} bytes that the file can have."
                );
            file.Write(buffer, 0, read);
            progress?.Report(
                new($"{Address.GetLeftPart(UriPartial.Authority)}", Path.GetFileName(Address.LocalPath), have, total)
            );
        }
    }
}
