using System.Text.Json;
using Microsoft.Playwright;

namespace LabPage;

/// <summary>A browser, and the page that it is to open.</summary>
/// <param name="Browser">The browser.</param>
/// <param name="Address">Where the lab is.</param>
/// <param name="Site">The folder that it serves.</param>
internal sealed record Stage(IBrowser Browser, Uri Address, string Site)
{
    private const float Patience = 120_000; // milliseconds: only catches what hangs

    /// <summary>Tells when the page can first be drawn on, when it first shows an answer, which tasks kept it busy for
    /// longer than 50 ms, and when a drawn point is answered.</summary>
    private const string Watch = """
        globalThis.watched = { open: 0, ready: 0, tasks: [], strokes: [] };
        new PerformanceObserver((list) => watched.tasks.push(...list.getEntries().map((task) => task.duration))).observe({ type: 'longtask', buffered: true });
        let asked = 0;
        addEventListener('pointermove', (event) => { if (event.buttons) asked ||= performance.now(); }, true);   // of points that come before an answer the first
        new MutationObserver(() => {
          if (!watched.open && document.querySelector('canvas[role=application]')) watched.open = performance.now();
          if (!watched.ready && document.querySelector('[data-answer]')) watched.ready = performance.now();
          if (asked && document.querySelector('[data-answer]')) { watched.strokes.push(performance.now() - asked); asked = 0; }
        }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
        """;

    /// <summary>The page, opened in a context of its own.</summary>
    public async Task<IPage> OpenAsync(string hash, Action<IPage>? before = null)
    {
        IBrowserContext context = await Browser
            .NewContextAsync(
                new()
                {
                    Locale = "en-GB",
                    ViewportSize = new() { Width = 1280, Height = 900 },
                }
            )
            .ConfigureAwait(false);
        context.SetDefaultTimeout(Patience);
        IPage page = await context.NewPageAsync().ConfigureAwait(false);
        await page.AddInitScriptAsync(Watch).ConfigureAwait(false);
        before?.Invoke(page);
        await page.GotoAsync(new Uri(Address, hash).AbsoluteUri).ConfigureAwait(false);
        return page;
    }

    /// <summary>What Chromium itself counts of a page: seconds in script and in all tasks, bytes in use.</summary>
    public static async Task<Dictionary<string, double>> MetricsAsync(ICDPSession session)
    {
        JsonElement? said = await session.SendAsync("Performance.getMetrics").ConfigureAwait(false);
        return said!
            .Value.GetProperty("metrics")
            .EnumerateArray()
            .ToDictionary(
                each => each.GetProperty("name").GetString()!,
                each => each.GetProperty("value").GetDouble(),
                StringComparer.Ordinal
            );
    }

    public static async Task<ICDPSession> CountingAsync(IPage page)
    {
        ICDPSession session = await page.Context.NewCDPSessionAsync(page).ConfigureAwait(false);
        await session.SendAsync("Performance.enable").ConfigureAwait(false);
        return session;
    }

    /// <summary>The number below which a share of some numbers lies.</summary>
    public static double At(IEnumerable<double> values, double share) =>
        values.Order().ToArray() is { Length: > 0 } sorted ? sorted[(int)(share * (sorted.Length - 1))] : double.NaN;
}
