using Microsoft.Playwright;

namespace Limpid.Lab.Tests;

/// <summary>The convolutional network beside the plain one.</summary>
public class ConvolutionTests(Chromium chromium)
{
    [Fact]
    public async Task Filters_show_what_fires_them_and_both_networks_are_measured_on_shifted_digits()
    {
        Assert.SkipUnless(Site.HasDigits, "The site was built without MNIST. Get it (limpid data get mnist), then: dotnet run build.cs site");
        await using Visit visit = await chromium.OpenAsync($"#view=convolution&strokes={Visit.ThreeInLink}");
        await visit.Expect(visit.Page.Locator("[data-parameters='13002']")).ToBeVisibleAsync();
        await visit.Button("Put the convolutional one there").ClickAsync();
        await visit.Expect(visit.Page.Locator("[data-seen]")).ToHaveAttributeAsync("data-seen", "10");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "layer 2: 24" }).ClickAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "filter 5", Exact = true }).ClickAsync();
        await visit.Expect(visit.Page.Locator("[data-seen]")).ToHaveAttributeAsync("data-seen", "10");
        await visit.Page.Locator("main select").SelectOptionAsync("50");
        await visit.Button("Measure shift").ClickAsync();
        await visit.Expect(visit.Page.Locator("[data-kind=shift]")).ToHaveAttributeAsync("data-points", "7");
        Assert.Empty(visit.Wrongs);
    }
}
