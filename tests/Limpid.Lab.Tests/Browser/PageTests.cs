using System.Text.Json;
using Microsoft.Playwright;

namespace Limpid.Lab.Tests;

/// <summary>The page as a whole: languages, links, access, and any file server.</summary>
public class PageTests(Chromium chromium)
{
    private static readonly string[] Views =
    [
        "draw",
        "chapters",
        "distances",
        "network",
        "forward",
        "matrix",
        "parameters",
        "edgeDetector",
        "train",
        "gradientStep",
        "whatIf",
        "misread",
        "convolution",
        "photo",
        "models",
    ];

    public static TheoryData<string, string, int> LanguagesAndWidths =>
        new()
        {
            { "zh-CN", "zh-CN", 360 },
            { "en-GB", "en", 1280 },
            { "fr-FR", "en", 1920 },
        };

    [Theory]
    [MemberData(nameof(LanguagesAndWidths))]
    public async Task Every_view_opens_in_the_browsers_language_at_any_width_without_a_complaint(
        string browser,
        string page,
        int width
    )
    {
        await using Visit visit = await chromium.OpenAsync(
            $"#strokes={Visit.ThreeInLink}",
            new()
            {
                Locale = browser,
                ViewportSize = new() { Width = width, Height = 800 },
            }
        );
        await visit.Expect(visit.Answer).ToHaveAttributeAsync("data-answer", "3");
        await visit.Expect(visit.Page.Locator("html")).ToHaveAttributeAsync("lang", page);
        for (int i = 0; i < Views.Length; i++)
        {
            await visit.Page.Locator("nav a").Nth(i).ClickAsync();
            await visit
                .Expect(visit.Page.Locator("nav [aria-current=page]"))
                .ToHaveTextAsync(await visit.Page.Locator("nav a").Nth(i).InnerTextAsync());
            await visit.Expect(visit.Page.Locator("h1")).ToBeVisibleAsync();
            LocatorBoundingBoxResult main = (await visit.Page.Locator("main").BoundingBoxAsync())!;
            Assert.True(
                main.X >= 0 && main.X + main.Width <= width,
                $"{Views[i]} is {main.Width} wide on a screen of {width}."
            );
        }
        Assert.Empty(visit.Wrongs);
    }

    [Fact]
    public async Task Every_view_bears_that_the_network_is_exchanged_while_the_engine_is_slow()
    {
        await using Visit visit = await chromium.OpenAsync();
        await visit.DelayEngineAsync(10);
        await visit.Page.GotoAsync($"{visit.Page.Url}?slow#strokes={Visit.ThreeInLink}");
        ILocator network = visit.Page.Locator("main"),
            choice = visit.Page.Locator("header select").First;
        await visit.Expect(visit.Answer).ToHaveAttributeAsync("data-answer", "3");
        string reference = (await network.GetAttributeAsync("data-network"))!;
        for (int i = 0; i < Views.Length; i++)
        {
            await visit.Page.Locator("nav a").Nth(i).ClickAsync();
            await choice.SelectOptionAsync("cnn");
            await visit.Expect(network).Not.ToHaveAttributeAsync("data-network", reference);
            await choice.SelectOptionAsync("reference");
            await visit.Expect(network).ToHaveAttributeAsync("data-network", reference);
            Assert.True(visit.Wrongs.Count == 0, $"{Views[i]}: {string.Join("; ", visit.Wrongs)}");
        }
    }

    [Fact]
    public async Task A_link_brings_another_person_to_exactly_this()
    {
        await using Visit first = await chromium.OpenAsync();
        await first.DrawAsync(Visit.Three);
        await first.Expect(first.Answer).ToHaveAttributeAsync("data-answer", "3");
        await first.Button("中文").ClickAsync();
        await first.Link("参数个数").ClickAsync();
        await first.Button("添加一层").ClickAsync();
        await Assertions.Expect(first.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("hidden=16-16-16"));
        string hash = new Uri(first.Page.Url).Fragment;

        await using Visit second = await chromium.OpenAsync(hash);
        await second.Expect(second.Page.Locator("[data-total]")).ToHaveAttributeAsync("data-total", "13274");
        await second.Link("手写").ClickAsync();
        await second.Expect(second.Answer).ToHaveAttributeAsync("data-answer", "3");
        await second.Expect(second.Page.Locator("html")).ToHaveAttributeAsync("lang", "zh-CN");
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Nothing_serious_stands_in_the_way_of_a_screen_reader(ColorScheme scheme)
    {
        await using Visit visit = await chromium.OpenAsync(
            $"#strokes={Visit.ThreeInLink}&layer=1&neuron=3",
            new()
            {
                BypassCSP = true,
                Locale = "en-GB",
                ColorScheme = scheme,
            }
        ); // the judge is no part of the page
        await visit.Expect(visit.Answer).ToHaveAttributeAsync("data-answer", "3");
        await visit.Page.AddScriptTagAsync(new() { Path = Site.Axe });
        for (int i = 0; i < Views.Length; i++)
        {
            await visit.Page.Locator("nav a").Nth(i).ClickAsync();
            await visit.Expect(visit.Page.Locator("h1")).ToBeVisibleAsync();
            JsonElement found = await visit.Page.EvaluateAsync<JsonElement>(
                "async () => (await axe.run()).violations.filter(v => ['serious', "
                    + "'critical'].includes(v.impact)).map(v => v.id + ': ' + v.help + ' ' + "
                    + "v.nodes.slice(0, "
                    + "3).map(n => n.html).join(' '))"
            );
            Assert.True(found.GetArrayLength() == 0, $"{Views[i]}: {found}");
        }
    }

    [Fact]
    public async Task Any_file_server_will_do_in_any_folder()
    {
        using var server = new PlainFileServer(Site.Folder, "some/where/");
        await using Visit visit = await chromium.OpenAsync($"#strokes={Visit.ThreeInLink}", site: server.Address);
        await visit.Expect(visit.Answer).ToHaveAttributeAsync("data-answer", "3");
        Assert.Empty(visit.Wrongs);
    }

    [Fact]
    public async Task Without_any_digits_the_page_works_and_says_what_is_missing()
    {
        using var server = new PlainFileServer(Site.Folder, "", missing: "data/");
        await using Visit visit = await chromium.OpenAsync($"#strokes={Visit.ThreeInLink}", site: server.Address);
        int asked = 0;
        visit.Page.Request += (_, request) => asked += request.Url.Contains("/data/", StringComparison.Ordinal) ? 1 : 0;
        await visit.Expect(visit.Answer).ToHaveAttributeAsync("data-answer", "3");
        await visit.Expect(visit.Page.GetByText("This copy of the site has no digits")).ToBeVisibleAsync();
        await visit.Link("Train").ClickAsync();
        await visit.Button("Play").ClickAsync();
        await visit.Expect(visit.Page.GetByText("This copy of the site has no digits")).ToBeVisibleAsync();
        Assert.InRange(asked, 0, 20); // not again and again
    }
}
