using Microsoft.Playwright;

namespace Limpid.Lab.Tests;

/// <summary>The guide through the video's chapters.</summary>
public class ChapterTests(Chromium chromium)
{
    private const int Chapters = 12;

    [Theory]
    [InlineData("en-GB")]
    [InlineData("zh-CN")]
    public async Task Every_chapter_opens_and_all_its_links_lead_into_a_view(string language)
    {
        await using Visit visit = await chromium.OpenAsync("#view=chapters", new() { Locale = language });
        for (int i = 0; i < Chapters; i++)
        {
            await visit.Page.Locator("ol button").Nth(i).ClickAsync();
            ILocator links = visit.Page.Locator("article .row").First.Locator("button");
            int count = await links.CountAsync();
            Assert.True(count > 0);
            await visit
                .Expect(visit.Page.Locator($"article a[href^='https://www.youtube.com/watch?v=aircAruvnKk&t=']"))
                .ToHaveCountAsync(1);
            for (int k = 0; k < count; k++)
            {
                await links.Nth(k).ClickAsync();
                await visit.Expect(visit.Page.Locator("nav a").Nth(1)).Not.ToHaveAttributeAsync("aria-current", "page");
                await visit.Expect(visit.Page.Locator("h1")).ToBeVisibleAsync();
                await visit.Page.Locator("nav a").Nth(1).ClickAsync();
                await visit.Expect(visit.Page.Locator("ol [aria-current=step]")).ToHaveCountAsync(1);
            }
        }
        Assert.Empty(visit.Wrongs);
    }

    [Fact]
    public async Task The_place_of_the_question_that_is_not_measured_says_so()
    {
        await using Visit visit = await chromium.OpenAsync("#view=chapters&chapter=4");
        await visit.Expect(visit.Page.Locator("[data-measured=no]")).ToContainTextAsync("Not measured yet");
    }

    [Fact]
    public async Task Progress_and_notes_are_remembered_and_written_to_a_file()
    {
        await using Visit visit = await chromium.OpenAsync("#view=chapters");
        await visit.Page.Locator("textarea").FillAsync("Two 3s were 11 apart.");
        await visit.Page.Locator("article input[type=checkbox]").CheckAsync();
        await visit.Page.ReloadAsync();
        await visit.Expect(visit.Page.Locator("[data-done]")).ToHaveAttributeAsync("data-done", "1");
        await visit.Expect(visit.Page.Locator("textarea")).ToHaveValueAsync("Two 3s were 11 apart.");
        IDownload download = await visit.Page.RunAndWaitForDownloadAsync(() =>
            visit.Button("Download as Markdown").ClickAsync()
        );
        string text = await new StreamReader(await download.CreateReadStreamAsync()).ReadToEndAsync(
            TestContext.Current.CancellationToken
        );
        Assert.Equal("limpid-notes.md", download.SuggestedFilename);
        Assert.Contains(
            "### [x] [0:00](https://www.youtube.com/watch?v=aircAruvnKk&t=0s) Introduction example",
            text,
            StringComparison.Ordinal
        );
        Assert.Contains("Two 3s were 11 apart.", text, StringComparison.Ordinal);
        Assert.Empty(visit.Wrongs);
    }

    [Fact]
    public async Task Where_nothing_may_be_kept_the_page_says_so_and_works()
    {
        await using Visit visit = await chromium.OpenAsync("#view=draw");
        await visit.Page.AddInitScriptAsync(
            "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('forbidden', "
                + "'SecurityError'); } });"
        );
        await visit.Page.GotoAsync(visit.Page.Url.Split('#')[0] + "?again#view=chapters");
        await visit.Expect(visit.Page.GetByText("does not let the page store anything")).ToBeVisibleAsync();
        await visit.Page.Locator("textarea").FillAsync("kept for now");
        await visit.Page.Locator("ol button").Nth(1).ClickAsync();
        await visit.Page.Locator("ol button").Nth(0).ClickAsync();
        await visit.Expect(visit.Page.Locator("textarea")).ToHaveValueAsync("kept for now");
        Assert.Empty(visit.Wrongs);
    }
}
