using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Limpid.Lab.Tests;

/// <summary>A page that a test looks at, with the hands that tests need.</summary>
internal sealed partial class Visit : IAsyncDisposable
{
    /// <summary>Milliseconds: only catches what hangs.</summary>
    public const float Patience = 120_000;

    /// <summary>A 3 as a pen may write it, on a pad of 256 × 256.</summary>
    public static readonly (int X, int Y)[] Three =
    [
        (74, 56),
        (96, 40),
        (128, 40),
        (154, 56),
        (160, 80),
        (148, 104),
        (120, 120),
        (152, 132),
        (168, 156),
        (160, 184),
        (132, 204),
        (96, 204),
        (72, 188),
    ];

    /// <summary>The same as a link carries it.</summary>
    public static string ThreeInLink { get; } =
        string.Concat(
            Three.Select(point =>
                point.X.ToString("x2", CultureInfo.InvariantCulture)
                + point.Y.ToString("x2", CultureInfo.InvariantCulture)
            )
        );

    private readonly IBrowserContext _context;

    public Visit(IBrowserContext context, IPage page)
    {
        (_context, Page) = (context, page);
        page.PageError += (_, wrong) => Wrongs.Add(wrong);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                Wrongs.Add(message.Text);
        };
    }

    public IPage Page { get; }

    /// <summary>What the console complained of.</summary>
    public List<string> Wrongs { get; } = [];

    public ILocator Answer => Page.Locator("[data-answer]");

    /// <summary>The choice of engines; it tells which one computes.</summary>
    public ILocator Engine => Page.Locator("[data-engine]");

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    /// <summary>A link in the page, as the names of the views are.</summary>
    public ILocator Link(string name) => Page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true });

    public ILocatorAssertions Expect(ILocator locator)
    {
        Assertions.SetDefaultExpectTimeout(Patience);
        return Assertions.Expect(locator);
    }

    /// <summary>Draws one stroke on the pad with the mouse.</summary>
    public async Task DrawAsync(params (int X, int Y)[] points)
    {
        LocatorBoundingBoxResult box = (await Page.Locator("canvas[role=application]").BoundingBoxAsync())!;
        for (int i = 0; i < points.Length; i++)
        {
            await Page.Mouse.MoveAsync(
                box.X + points[i].X * box.Width / 256,
                box.Y + points[i].Y * box.Height / 256,
                new() { Steps = i == 0 ? 1 : 4 }
            );
            if (i == 0)
                await Page.Mouse.DownAsync();
        }
        await Page.Mouse.UpAsync();
    }

    /// <summary>Whatever is asked of the engine from the next load of the page on reaches it later, as on a slow
    /// machine: what was asked and what was answered lie apart.</summary>
    public Task DelayEngineAsync(int milliseconds) =>
        Page.AddInitScriptAsync(
            $$"""
            const post = Worker.prototype.postMessage;
            Worker.prototype.postMessage = function (...all) { setTimeout(() => post.apply(this, all), {{milliseconds}}); };
            """
        );

    /// <summary>Waits until an attribute holds a share of at least so much.</summary>
    public Task ReachesNinetyPercentAsync(ILocator locator, string attribute) =>
        Expect(locator).ToHaveAttributeAsync(attribute, NinetyPercent());

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();

    [GeneratedRegex(@"^(0\.9\d*|1)$")]
    private static partial Regex NinetyPercent();
}
