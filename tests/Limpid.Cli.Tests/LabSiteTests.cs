using System.IO.Compression;
using Limpid.Server;

namespace Limpid.Cli.Tests;

/// <summary>Where the lab's page is looked for in a checkout without Node.js.</summary>
public sealed class LabSiteTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("limpid-").FullName;
    private readonly List<string> _said = [];

    public LabSiteTests() => Write("Limpid.slnx");

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task A_packed_tool_gives_its_page()
    {
        Pack("1.2.3");
        string site = await FindAsync();
        Assert.Equal(Path.Combine(_root, "artifacts/site"), site);
        Assert.True(File.Exists(Path.Combine(site, "_framework/engine.wasm")));
        Assert.False(File.Exists(Path.Combine(site, "other.txt")));
    }

    [Fact]
    public async Task The_order_is_dist_then_packages_then_the_cache()
    {
        string cached = Whole("cache/limpid.cli.any/1.2.3/tools/net10.0/any/site");
        Assert.Equal(cached, await FindAsync());
        Pack("1.2.3");
        Assert.Equal(Path.Combine(_root, "artifacts/site"), await FindAsync());
        Directory.Delete(Path.Combine(_root, "artifacts/site"), recursive: true);
        Assert.Equal(Whole("lab/dist"), await FindAsync());
    }

    [Fact]
    public async Task With_none_of_them_the_cause_and_the_way_on_are_told()
    {
        Pack("1.2.4"); // of another version
        Write("artifacts/site/index.html"); // half a site
        LimpidException none = await Assert.ThrowsAsync<LimpidException>(FindAsync);
        Assert.Equal(ExitCode.Unavailable, ExitCode.Of(none.Fault));
        Assert.StartsWith("Node.js 20.19 or newer was not found", none.Message, StringComparison.Ordinal);
        Assert.EndsWith("src/Limpid.Cli -- train", none.Message, StringComparison.Ordinal);
    }

    private Task<string> FindAsync() =>
        LabSite.FindAsync(
            new SitePlaces
            {
                Program = Path.Combine(_root, "src/bin"),
                Path = "",
                Packages = Path.Combine(_root, "cache"),
                Version = "1.2.3",
                IsOffline = true,
            },
            _said.Add,
            TestContext.Current.CancellationToken
        );

    private string Whole(string folder)
    {
        Write($"{folder}/index.html");
        Write($"{folder}/_framework/engine.wasm");
        return Path.Combine(_root, folder);
    }

    private void Write(string file)
    {
        string path = Path.Combine(_root, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, file);
    }

    private void Pack(string version)
    {
        Directory.CreateDirectory(Path.Combine(_root, "artifacts/packages"));
        using ZipArchive archive = ZipFile.Open(
            Path.Combine(_root, $"artifacts/packages/Limpid.Cli.any.{version}.nupkg"),
            ZipArchiveMode.Create
        );
        foreach (string name in new[] { "site/index.html", "site/_framework/engine.wasm", "other.txt" })
            archive.CreateEntry($"tools/net10.0/any/{name}");
    }
}
