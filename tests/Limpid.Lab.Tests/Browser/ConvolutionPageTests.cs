using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Limpid.Lab.Tests;

/// <summary>The convolutional network beside the plain one.</summary>
public partial class ConvolutionPageTests(Chromium chromium)
{
    [Fact]
    public async Task A_plain_network_of_as_many_numbers_is_trained_in_the_page_and_measured_beside_them()
    {
        Assert.SkipUnless(
            Site.HasDigits,
            "The site was built without MNIST. Get it (limpid data get mnist), then: dotnet run build.cs site"
        );
        await using Visit visit = await chromium.OpenAsync("#view=convolution&engine=server"); // there it takes seconds
        await visit.Expect(visit.Engine).ToHaveAttributeAsync("data-engine", "server");
        await visit.Button("Train it here").ClickAsync();
        await visit.Expect(visit.Page.Locator("[data-plain]")).ToHaveAttributeAsync("data-plain", LikeConvolutional());
        await visit.Page.Locator("main select").SelectOptionAsync("50");
        await visit.Button("Measure shift").ClickAsync();
        await visit.Expect(visit.Page.Locator("[data-kind=shift] li")).ToHaveCountAsync(3);
        await visit.Expect(visit.Page.Locator("[data-kind=shift]")).ToHaveAttributeAsync("data-points", "7");
        Assert.Empty(visit.Wrongs);
    }

    [Fact]
    public async Task Filters_show_what_fires_them_and_both_networks_are_measured_on_shifted_digits()
    {
        Assert.SkipUnless(
            Site.HasDigits,
            "The site was built without MNIST. Get it (limpid data get mnist), then: dotnet run build.cs site"
        );
        await using Visit visit = await chromium.OpenAsync($"#view=convolution&strokes={Visit.ThreeInLink}");
        await visit.Expect(visit.Page.Locator("[data-parameters='13002']")).ToBeVisibleAsync();
        await visit.Button("Switch to the convolutional network").ClickAsync();
        await visit.Expect(visit.Page.Locator("[data-seen]")).ToHaveAttributeAsync("data-seen", "10");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "layer 2: 24" }).ClickAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "filter 5", Exact = true }).ClickAsync();
        await visit.Expect(visit.Page.Locator("[data-seen]")).ToHaveAttributeAsync("data-seen", "10");
        await visit.Page.Locator("main select").SelectOptionAsync("50");
        await visit.Button("Measure shift").ClickAsync();
        await visit.Expect(visit.Page.Locator("[data-kind=shift]")).ToHaveAttributeAsync("data-points", "7");
        Assert.Empty(visit.Wrongs);
    }

    [GeneratedRegex(@"^3\d{5}$")]
    private static partial Regex LikeConvolutional();
}
