using Limpid.Lab.Tests;
using Limpid.Server;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Chromium))]

namespace Limpid.Lab.Tests;

/// <summary>A real browser, and the lab's own server, for all tests.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Places =
    [
        "/usr/bin/chromium",
        "/usr/bin/chromium-browser",
        "/usr/bin/google-chrome",
    ];
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private LabServer? _server;

    public Uri Address => _server!.Address;

    public async ValueTask InitializeAsync()
    {
        _server = await LabServer.StartAsync(new LabOptions(Site.Folder) { Digits = Site.Digits() });
        if (Array.Find(Places, File.Exists) is not { } path)
            return;
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = path, Args = ["--no-sandbox"] });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
        if (_server is not null)
            await _server.DisposeAsync();
    }

    /// <summary>A page in a context of its own. It remembers what went wrong in it.</summary>
    internal async Task<Visit> OpenAsync(string hash = "", BrowserNewContextOptions? options = null, Uri? site = null)
    {
        Assert.SkipWhen(
            _browser is null,
            $"No Chromium at {string.Join(", ", Places)}. On Debian: apt-get install chromium"
        );
        IBrowserContext context = await _browser!.NewContextAsync(options ?? new() { Locale = "en-GB" });
        context.SetDefaultTimeout(Visit.Patience);
        var visit = new Visit(context, await context.NewPageAsync());
        await visit.Page.GotoAsync(new Uri(site ?? Address, hash).AbsoluteUri);
        return visit;
    }
}
