using Microsoft.Playwright;

namespace Limpid.Lab.Tests;

/// <summary>Changes to the network, and what all test digits say to them.</summary>
public class WhatIfTests(Chromium chromium)
{
    [Fact]
    public async Task A_neuron_that_is_switched_off_costs_right_answers_and_taking_it_back_brings_them_back()
    {
        Assert.SkipUnless(
            Site.HasDigits,
            "The site was built without MNIST. Get it (limpid data get mnist), then: dotnet run build.cs site"
        );
        await using Visit visit = await chromium.OpenAsync(
            $"#view=whatIf&layer=2&neuron=4&strokes={Visit.ThreeInLink}"
        );
        ILocator right = visit.Page.Locator("[data-right]");
        await visit.Expect(right).ToHaveAttributeAsync("data-right", "9622");
        await visit.Button("Switch this neuron off").ClickAsync();
        await visit
            .Expect(visit.Page.Locator("#neuron-1-4"))
            .ToHaveAttributeAsync("aria-label", new System.Text.RegularExpressions.Regex("a = 0.000$"));
        await visit
            .Expect(right)
            .ToHaveAttributeAsync("data-right", new System.Text.RegularExpressions.Regex("^(?!9622)\\d+$"));
        string off = (await right.GetAttributeAsync("data-right"))!;

        await using Visit other = await chromium.OpenAsync(new Uri(await LinkAsync(visit, "off=2.4")).Fragment);
        // a link carries the change
        await visit.Expect(other.Page.Locator("[data-right]")).ToHaveAttributeAsync("data-right", off);

        await visit.Page.Locator(".flips .tiles button").First.ClickAsync();
        await Assertions.Expect(visit.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("example="));
        await visit.Button("Undo all changes").First.ClickAsync();
        await visit.Expect(right).ToHaveAttributeAsync("data-right", "9622");
        await visit.Expect(visit.Page.Locator(".flips .tiles button")).ToHaveCountAsync(0);
        Assert.Empty(visit.Wrongs);
    }

    [Fact]
    public async Task Noise_of_one_seed_does_the_same_each_time()
    {
        Assert.SkipUnless(
            Site.HasDigits,
            "The site was built without MNIST. Get it (limpid data get mnist), then: dotnet run build.cs site"
        );
        var right = new List<string>();
        for (int i = 0; i < 2; i++)
        {
            await using Visit visit = await chromium.OpenAsync("#view=whatIf&noise=0.5&noiseSeed=7");
            await visit
                .Expect(visit.Page.Locator("[data-right]"))
                .ToHaveAttributeAsync("data-right", new System.Text.RegularExpressions.Regex("^\\d+$"));
            right.Add((await visit.Page.Locator("[data-right]").GetAttributeAsync("data-right"))!);
        }
        Assert.Equal(right[0], right[1]);
        Assert.NotEqual("9622", right[0]);
    }

    private static async Task<string> LinkAsync(Visit visit, string part)
    {
        await Assertions
            .Expect(visit.Page)
            .ToHaveURLAsync(
                new System.Text.RegularExpressions.Regex(System.Text.RegularExpressions.Regex.Escape(part))
            );
        return visit.Page.Url;
    }
}
