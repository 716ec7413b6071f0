using Microsoft.Playwright;

namespace Limpid.Lab.Tests;

/// <summary>The forward pass, one product at a time.</summary>
public class StepTests(Chromium chromium)
{
    [Fact]
    public async Task Buttons_and_keys_go_through_the_pass_to_the_last_digit()
    {
        await using Visit visit = await chromium.OpenAsync($"#view=forward&strokes={Visit.ThreeInLink}");
        ILocator at = visit.Page.Locator("[data-at]");
        await visit.Expect(at).ToHaveAttributeAsync("data-at", "1.0.0");
        await visit.Button("Next →").ClickAsync();
        await visit.Expect(at).ToHaveAttributeAsync("data-at", "1.0.1");
        await visit.Page.Keyboard.PressAsync("ArrowLeft");
        await visit.Expect(at).ToHaveAttributeAsync("data-at", "1.0.0");
        await visit.Button("Next neuron").ClickAsync();
        await visit.Expect(at).ToHaveAttributeAsync("data-at", "1.1.0");
        await visit.Page.Keyboard.PressAsync("l");
        await visit.Expect(at).ToHaveAttributeAsync("data-at", "2.0.0");
        await visit.Button("Next layer").ClickAsync();
        await visit.Expect(at).ToHaveAttributeAsync("data-at", "3.0.0");
        for (int digit = 1; digit < 10; digit++)
            await visit.Page.Keyboard.PressAsync("n");
        await visit.Button("Skip to the bias").ClickAsync();
        await visit.Button("Next →").ClickAsync();
        await visit.Expect(at).ToHaveAttributeAsync("data-at", "3.9.17");
        await visit
            .Expect(
                visit.Page.GetByText("That was the last step. The highest of the ten activations is that of 3: a = ")
            )
            .ToBeVisibleAsync();
        await visit.Expect(visit.Button("Next →")).ToBeDisabledAsync();
        Assert.Empty(visit.Wrongs);
    }

    [Theory]
    [InlineData("browser")]
    [InlineData("server")]
    public async Task A_layer_is_timed_by_loops_and_by_the_product(string engine)
    {
        await using Visit visit = await chromium.OpenAsync(
            $"#view=matrix&layer=1&engine={engine}&strokes={Visit.ThreeInLink}"
        );
        await visit.Expect(visit.Engine).ToHaveAttributeAsync("data-engine", engine);
        await visit.Button("Time this layer").ClickAsync();
        await visit.Expect(visit.Page.Locator("[data-timed='1'] tbody tr")).ToHaveCountAsync(3);
        await visit.Expect(visit.Page.Locator("[data-timed='1'] tbody tr").First).ToContainTextAsync("1.0 ×");
        Assert.Empty(visit.Wrongs);
    }

    [Fact]
    public async Task A_link_carries_the_place_and_playing_leaves_it()
    {
        await using Visit visit = await chromium.OpenAsync(
            $"#view=forward&layer=2&neuron=3&term=5&pace=fast&strokes={Visit.ThreeInLink}"
        );
        ILocator at = visit.Page.Locator("[data-at]");
        await visit.Expect(at).ToHaveAttributeAsync("data-at", "2.3.5");
        await visit.Button("Play").ClickAsync();
        await visit.Expect(at).ToHaveAttributeAsync("data-at", new System.Text.RegularExpressions.Regex("^2\\.4\\."));
        await visit.Button("Pause").ClickAsync();
    }
}
