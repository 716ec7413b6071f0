using System.Globalization;
using Microsoft.Playwright;

namespace Limpid.Lab.Tests;

/// <summary>Pictures compared pixel by pixel.</summary>
public class SameTests(Chromium chromium)
{
    [Fact]
    public async Task Two_of_a_kind_can_be_farther_apart_than_two_of_different_kinds_and_the_network_reads_them()
    {
        Assert.SkipUnless(
            Site.HasDigits,
            "The site was built without MNIST. Get it (limpid data get mnist), then: dotnet run build.cs site"
        );
        await using Visit visit = await chromium.OpenAsync("#view=distances");
        await visit.Expect(visit.Page.Locator("[data-rows]")).ToHaveAttributeAsync("data-rows", "10");
        await visit.Expect(visit.Page.Locator("[data-distance]")).ToHaveCountAsync(2);
        double[] distances =
        [
            .. await Task.WhenAll(
                new[] { 0, 1 }.Select(async i =>
                    double.Parse(
                        (await visit.Page.Locator("[data-distance]").Nth(i).GetAttributeAsync("data-distance"))!,
                        CultureInfo.InvariantCulture
                    )
                )
            ),
        ];
        Assert.True(distances[0] > distances[1]);
        await visit.Expect(visit.Page.Locator(".tiles button")).ToHaveCountAsync(10);
        Assert.Empty(visit.Wrongs);
    }

    [Fact]
    public async Task The_nearest_neighbour_and_the_network_read_the_same_digits()
    {
        Assert.SkipUnless(
            Site.HasDigits,
            "The site was built without MNIST. Get it (limpid data get mnist), then: dotnet run build.cs site"
        );
        await using Visit visit = await chromium.OpenAsync($"#view=distances&known=1000&strokes={Visit.ThreeInLink}");
        await visit.Button("Find the nearest training digits").ClickAsync();
        await visit.Expect(visit.Page.Locator("[data-near]")).ToHaveCountAsync(8);
        await visit.Button("Measure").ClickAsync();
        ILocator result = visit.Page.Locator("[data-neighbour]");
        await visit
            .Expect(result)
            .ToHaveAttributeAsync("data-neighbour", new System.Text.RegularExpressions.Regex("^4[0-9][0-9]$"));
        await visit
            .Expect(result)
            .ToHaveAttributeAsync("data-network", new System.Text.RegularExpressions.Regex("^4[6-9][0-9]$"));
        Assert.Empty(visit.Wrongs);
    }
}
