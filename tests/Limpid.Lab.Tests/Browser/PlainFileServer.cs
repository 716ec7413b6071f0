using System.Net;
using System.Net.Sockets;

namespace Limpid.Lab.Tests;

/// <summary>A file server that knows nothing of the lab: no headers but the type that a file's ending tells.</summary>
internal sealed class PlainFileServer : IDisposable
{
    private static readonly Dictionary<string, string> Types = new()
    {
        [".html"] = "text/html",
        [".js"] = "text/javascript",
        [".css"] = "text/css",
        [".svg"] = "image/svg+xml",
        [".wasm"] = "application/wasm",
    };
    private readonly HttpListener _listener = new();
    private readonly string _folder,
        _prefix,
        _missing;

    /// <param name="folder">What is served.</param>
    /// <param name="prefix">Below which path.</param>
    /// <param name="missing">A folder that this server does not have.</param>
    public PlainFileServer(string folder, string prefix, string missing = "nothing/")
    {
        (_folder, _prefix, _missing) = (folder, prefix, missing);
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            Address = new($"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/{prefix}");
        }
        _listener.Prefixes.Add(Address.AbsoluteUri);
        _listener.Start();
        _ = ServeAsync();
    }

    public Uri Address { get; }

    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                Answer(await _listener.GetContextAsync());
            }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
            {
                continue; // the test is over, or a browser has gone away
            }
        }
    }

    private void Answer(HttpListenerContext context)
    {
        string path = context.Request.Url!.AbsolutePath[(_prefix.Length + 1)..];
        string file = Path.Combine(_folder, path.Length == 0 ? "index.html" : path);
        if (path.StartsWith(_missing, StringComparison.Ordinal) || !File.Exists(file))
            context.Response.StatusCode = 404;
        else
        {
            byte[] bytes = File.ReadAllBytes(file);
            context.Response.ContentType = Types.GetValueOrDefault(Path.GetExtension(file), "application/octet-stream");
            context.Response.OutputStream.Write(bytes);
        }
        context.Response.Close();
    }
}
