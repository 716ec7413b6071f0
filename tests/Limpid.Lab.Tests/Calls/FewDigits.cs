using Limpid.Server;

namespace Limpid.Lab.Tests;

/// <summary>The site as it is where MNIST was never fetched, and a server that has no MNIST either.</summary>
public sealed class FewDigits : IAsyncLifetime
{
    private LabServer? _server;

    public string Folder { get; } = Directory.CreateTempSubdirectory("limpid-").FullName;

    public Uri Address => _server!.Address;

    public async ValueTask InitializeAsync()
    {
        Site.CopyWithThousand(Folder);
        _server = await LabServer.StartAsync(new LabOptions(Folder));
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
