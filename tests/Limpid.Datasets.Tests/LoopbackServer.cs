using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Limpid.Datasets.Tests;

/// <summary>What a client asked for; From is where its Range begins.</summary>
internal sealed record Asked(string File, long? From);

/// <summary>What to answer: a status, all bytes of the file, and after how many of those asked for to hang
/// up.</summary>
internal sealed record LoopbackAnswer(int Status, byte[] Bytes, int HangUpAfter = int.MaxValue)
{
    public bool KnowsRange { get; init; } = true;
}

/// <summary>A web server on loopback, one request a connection, real sockets; it remembers what was asked.</summary>
internal sealed class LoopbackServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Func<Asked, Task<LoopbackAnswer>> _answer;
    private readonly List<Asked> _log = [];

    public LoopbackServer(Func<Asked, Task<LoopbackAnswer>> answer)
    {
        _answer = answer;
        _listener.Start();
        Address = $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/";
        _ = AcceptAsync();
    }

    public LoopbackServer(Func<Asked, LoopbackAnswer> answer)
        : this(asked => Task.FromResult(answer(asked))) { }

    public string Address { get; }

    public IReadOnlyList<Asked> Log
    {
        get
        {
            lock (_log)
                return [.. _log];
        }
    }

    /// <summary>A server that has every file of <see cref="TinyDigits"/> packed.</summary>
    public static LoopbackAnswer Honest(Asked asked) =>
        asked.File.EndsWith(".gz", StringComparison.Ordinal) ? new(200, TinyDigits.Bytes(asked.File)) : new(404, []);

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await _listener.AcceptTcpClientAsync());
        }
        catch (Exception closed) when (closed is SocketException or ObjectDisposedException) { }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using TcpClient held = client;
        NetworkStream stream = client.GetStream();
        Asked asked = await ReadAsync(stream);
        lock (_log)
            _log.Add(asked);
        LoopbackAnswer answer = await _answer(asked);
        long from = answer is { KnowsRange: true, Status: 200 } ? asked.From ?? 0 : 0;
        int status =
            from > answer.Bytes.Length ? 416
            : from > 0 ? 206
            : answer.Status;
        byte[] body = answer.Bytes[(int)Math.Min(from, answer.Bytes.Length)..];
        string range =
            status == 206 ? $"Content-Range: bytes {from}-{answer.Bytes.Length - 1}/{answer.Bytes.Length}\r\n" : "";
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes(
                $"HTTP/1.1 {status} Said\r\nContent-Length: {body.Length}\r\n{range}Connection: close\r\n\r\n"
            )
        );
        await stream.WriteAsync(body.AsMemory(0, Math.Min(body.Length, answer.HangUpAfter)));
    }

    private static async Task<Asked> ReadAsync(NetworkStream stream)
    {
        var reader = new StreamReader(stream, Encoding.ASCII);
        string file = (await reader.ReadLineAsync())!.Split(' ')[1].TrimStart('/');
        long? from = null;
        while (await reader.ReadLineAsync() is { Length: > 0 } line)
            if (line.StartsWith("Range: bytes=", StringComparison.OrdinalIgnoreCase))
                from = long.Parse(line["Range: bytes=".Length..].TrimEnd('-'), CultureInfo.InvariantCulture);
        return new(file, from);
    }
}
