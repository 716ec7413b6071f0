using Microsoft.Playwright;

namespace Limpid.Lab.Tests;

/// <summary>Neurons that are opened and turned.</summary>
public class NetworkPageTests(Chromium chromium)
{
    [Fact]
    public async Task A_neuron_opens_and_its_bias_changes_what_the_network_computes()
    {
        await using Visit visit = await chromium.OpenAsync($"#view=network&strokes={Visit.ThreeInLink}");
        ILocator digit = visit.Page.Locator("#neuron-2-3");
        await visit
            .Expect(digit)
            .ToHaveAttributeAsync("aria-label", new System.Text.RegularExpressions.Regex(@"a = (1\.000|0\.9\d\d)$"));
        await digit.ClickAsync();
        ILocator bias = visit.Page.Locator(".bias input");
        await bias.FillAsync("-12");
        await visit
            .Expect(digit)
            .ToHaveAttributeAsync("aria-label", new System.Text.RegularExpressions.Regex(@"a = 0\.[0-8]"));
        await visit.Button("Undo all changes").ClickAsync();
        await visit
            .Expect(digit)
            .ToHaveAttributeAsync("aria-label", new System.Text.RegularExpressions.Regex(@"a = (1\.000|0\.9\d\d)$"));
        Assert.Empty(visit.Wrongs);
    }

    [Fact]
    public async Task The_parameters_of_the_video_are_counted_and_change_with_the_layers()
    {
        await using Visit visit = await chromium.OpenAsync("#view=parameters");
        ILocator total = visit.Page.Locator("[data-total]");
        await visit.Expect(total).ToHaveAttributeAsync("data-total", "13002");
        await visit.Button("Add a layer").ClickAsync();
        await visit.Expect(total).ToHaveAttributeAsync("data-total", (13_002 + 16 * 16 + 16).ToString());
    }
}
