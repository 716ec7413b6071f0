using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Limpid.Lab.Tests;

/// <summary>A pen on the pad, and what the network says to it.</summary>
public partial class DrawTests(Chromium chromium)
{
    [Fact]
    public async Task A_digit_can_be_drawn_before_the_engine_has_started()
    {
        await using Visit visit = await chromium.OpenAsync();
        var late = new TaskCompletionSource();
        await visit.Page.Context.RouteAsync("**/_framework/dotnet.js", async route =>
        {
            await late.Task;
            await route.ContinueAsync();
        });
        await visit.Page.GotoAsync($"{visit.Page.Url}?late");
        await visit.DrawAsync(Visit.Three);
        await visit.Expect(visit.Page.GetByText("The engine is starting")).ToBeVisibleAsync();
        late.SetResult();
        await visit.Expect(visit.Answer).ToHaveAttributeAsync("data-answer", "3");
        Assert.Empty(visit.Wrongs);
    }

    [Fact]
    public async Task A_drawn_three_is_read_and_undo_and_clear_take_it_back()
    {
        await using Visit visit = await chromium.OpenAsync();
        await visit.Expect(visit.Answer).ToHaveAttributeAsync("data-answer", "empty");
        await visit.DrawAsync(Visit.Three);
        await visit.Expect(visit.Answer).ToHaveAttributeAsync("data-answer", "3");
        await visit.Expect(visit.Page.Locator("figure")).ToHaveCountAsync(3);
        await visit.Button("Undo").ClickAsync();
        await visit.Expect(visit.Answer).ToHaveAttributeAsync("data-answer", "empty");
        await visit.DrawAsync((128, 30), (128, 220));
        await visit.Expect(visit.Answer).ToHaveAttributeAsync("data-answer", "1");
        await visit.Button("Clear").ClickAsync();
        await visit.Expect(visit.Answer).ToHaveAttributeAsync("data-answer", "empty");
        Assert.Empty(visit.Wrongs);
    }

    [Fact]
    public async Task A_scribble_is_no_digit()
    {
        await using Visit visit = await chromium.OpenAsync();
        await visit.Expect(visit.Answer).ToHaveAttributeAsync("data-answer", "empty");
        await visit.DrawAsync(Scribble(14));
        await visit.Expect(visit.Answer).ToHaveAttributeAsync("data-answer", "not-a-digit");
        await visit.Button("Clear").ClickAsync();
        await visit.Expect(visit.Answer).ToHaveAttributeAsync("data-answer", "empty");
        await visit.DrawAsync(Scribble(40)); // with MNIST's pen little of it stays white
        await visit.Expect(visit.Answer).ToHaveAttributeAsync("data-answer", Refused());
    }

    [Fact]
    public async Task The_keyboard_draws_too()
    {
        await using Visit visit = await chromium.OpenAsync();
        ILocator pad = visit.Page.Locator("canvas[role=application]");
        for (int i = 0; i < 10; i++)
            await pad.PressAsync("ArrowUp");
        await pad.PressAsync(" ");
        for (int i = 0; i < 20; i++)
            await pad.PressAsync("ArrowDown");
        await pad.PressAsync(" ");
        await visit.Expect(visit.Answer).ToHaveAttributeAsync("data-answer", "1");
    }

    [Fact]
    public async Task The_convolutional_network_reads_the_same_drawing()
    {
        await using Visit visit = await chromium.OpenAsync($"#model=cnn&strokes={Visit.ThreeInLink}");
        await visit.Expect(visit.Answer).ToHaveAttributeAsync("data-answer", "3");
        await visit.Link("Network").ClickAsync();
        await visit.Expect(visit.Page.Locator(".maps canvas").First).ToBeVisibleAsync();
        Assert.Empty(visit.Wrongs);
    }

    private static (int X, int Y)[] Scribble(int points) =>
        [.. Enumerable.Range(0, points).Select(i => (20 + i * 53 % 216, 20 + i * 97 % 216))];

    [GeneratedRegex("^(unsure|not-a-digit)$")]
    private static partial Regex Refused();
}
