using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Limpid.Lab.Tests;

/// <summary>A training in the page.</summary>
public class TrainTests(Chromium chromium)
{
    [Fact]
    public async Task A_network_learns_in_the_page_past_ninety_percent_and_can_be_looked_into()
    {
        Assert.SkipUnless(
            Site.HasDigits,
            "The site was built without MNIST. Get it (limpid data get mnist), then: dotnet run build.cs site"
        );
        await using Visit visit = await chromium.OpenAsync("#view=train");
        await visit.Button("One step").ClickAsync();
        await visit.Expect(visit.Page.Locator("[data-step]")).ToHaveAttributeAsync("data-step", "1");
        await visit.Button("Play").ClickAsync();
        await visit.ReachesNinetyPercentAsync(visit.Page.Locator("[data-accuracy]"), "data-accuracy");
        await visit.Button("Pause").ClickAsync();
        await visit.Expect(visit.Page.Locator(".tiles canvas")).ToHaveCountAsync(16);
        await visit.Button("Look inside this network").ClickAsync();
        await visit.Link("Draw").ClickAsync();
        await visit.DrawAsync(Visit.Three);
        await visit.Expect(visit.Answer).ToHaveAttributeAsync("data-answer", "3");
        Assert.Empty(visit.Wrongs);
    }

    [Fact]
    public async Task A_training_is_rewound_shows_its_batch_and_stands_beside_another()
    {
        Assert.SkipUnless(
            Site.HasDigits,
            "The site was built without MNIST. Get it (limpid data get mnist), then: dotnet run build.cs site"
        );
        await using Visit visit = await chromium.OpenAsync("#view=train&hidden=4&batch=1000");
        await visit.Page.GetByText("The latest batch").ClickAsync();
        await visit.Button("One step").ClickAsync();
        await visit.Expect(visit.Page.Locator("[data-batch]")).ToHaveAttributeAsync("data-batch", "32");
        await visit.Button("Play").ClickAsync();
        await visit.Expect(visit.Page.Locator("[data-epoch='2']")).ToBeVisibleAsync();
        await visit.Button("Save this run to compare").ClickAsync();
        await visit.Page.Locator("[data-epoch='1']").ClickAsync();
        // 55,000 digits teach, 1,000 a step
        await visit.Expect(visit.Page.Locator("[data-step]")).ToHaveAttributeAsync("data-step", "55");
        await visit.Button("Start over").ClickAsync();
        await visit.Expect(visit.Page.Locator("[data-step]")).ToHaveAttributeAsync("data-step", "0");
        await visit.Expect(visit.Page.Locator("[data-run='0']")).ToContainTextAsync("784-4-10");
        Assert.Empty(visit.Wrongs);
    }

    [Theory]
    [InlineData("browser")]
    [InlineData("server")]
    public async Task Sigmoid_and_ReLU_learn_side_by_side_in_step_with_either_engine(string engine)
    {
        Assert.SkipUnless(
            Site.HasDigits,
            "The site was built without MNIST. Get it (limpid data get mnist), then: dotnet run build.cs site"
        );
        await using Visit visit = await chromium.OpenAsync(
            $"#view=train&hidden=8-8-8&batch=1000&epochs=2&optimizer=sgd&rate=0.3&engine={engine}&beside=8-8-8*relu*sgd*0.3*1_8*tanh*sgd*0.3*1"
        );
        await visit.Expect(visit.Engine).ToHaveAttributeAsync("data-engine", engine);
        await visit.Button("Play").ClickAsync();
        await visit.Expect(visit.Page.Locator("[data-lane]")).ToHaveCountAsync(3);
        await visit.Expect(visit.Page.GetByText("Finished.")).ToBeVisibleAsync();
        for (int lane = 0; lane < 3; lane++)
        {
            ILocator one = visit.Page.Locator($"[data-lane='{lane}']");
            await visit.Expect(one).ToHaveAttributeAsync("data-lane-step", "110"); // twice 55,000 digits, 1,000 a step
            await visit.Expect(one.Locator("li")).ToHaveCountAsync(lane < 2 ? 4 : 2); // a gradient a layer
        }
        await visit
            .Page.Locator("[data-lane='1']")
            .GetByRole(AriaRole.Button, new() { Name = "Look inside this network" })
            .ClickAsync();
        await visit.Link("Parameters").ClickAsync();
        Assert.Contains("beside=8-8-8*relu", visit.Page.Url, StringComparison.Ordinal);
        Assert.Empty(visit.Wrongs);
    }

    [Fact]
    public async Task The_contest_is_measured_depth_by_depth()
    {
        Assert.SkipUnless(
            Site.HasDigits,
            "The site was built without MNIST. Get it (limpid data get mnist), then: dotnet run build.cs site"
        );
        await using Visit visit = await chromium.OpenAsync("#view=train&batch=100");
        await visit.Button("Measure").ClickAsync();
        await visit.Expect(visit.Page.Locator("[data-measured='2']")).ToBeVisibleAsync();
        await visit.Button("One step").ClickAsync(); // another training takes the engine
        await visit.Expect(visit.Button("Measure")).ToBeVisibleAsync();
        await visit.Expect(visit.Page.Locator("[data-step]")).ToHaveAttributeAsync("data-step", "1");
        ILocator accuracies = visit.Page.GetByRole(
            AriaRole.Img,
            new() { Name = "Validation accuracy by number of hidden layers" }
        );
        await visit
            .Expect(accuracies)
            .ToHaveAttributeAsync("aria-label", new Regex(@"sigmoid 1 \d+\.\d%, 2 .*; ReLU 1 [7-9]\d\.\d%, 2 "));
        Assert.Empty(visit.Wrongs);
    }

    [Fact]
    public async Task The_chapters_contest_is_two_runs_of_the_chosen_depth()
    {
        Assert.SkipUnless(
            Site.HasDigits,
            "The site was built without MNIST. Get it (limpid data get mnist), then: dotnet run build.cs site"
        );
        await using Visit visit = await chromium.OpenAsync("#view=train&batch=1000");
        await visit.Page.GetByLabel("Hidden layers of 16").FillAsync("8");
        await visit.Button("Sigmoid vs ReLU").ClickAsync();
        await visit
            .Expect(visit.Page.Locator("[data-lane='1'] h2"))
            .ToContainTextAsync("784-16-16-16-16-16-16-16-16-10 relu sgd 0.3 #1");
        await visit.Expect(visit.Page.Locator("[data-lane='1'] li")).ToHaveCountAsync(9);
        await visit.Button("Pause").ClickAsync();
        Assert.Empty(visit.Wrongs);
    }

    [Fact]
    public async Task The_reference_network_reads_the_test_digits_as_well_as_its_file_says()
    {
        Assert.SkipUnless(
            Site.HasDigits,
            "The site was built without MNIST. Get it (limpid data get mnist), then: dotnet run build.cs site"
        );
        await using Visit visit = await chromium.OpenAsync("#view=misread");
        await visit.Button("Classify all 10,000").ClickAsync();
        // of the pretrained model: 96.22 %
        await visit.Expect(visit.Page.Locator("[data-right]")).ToHaveAttributeAsync("data-right", "9622");
        ILocator mistake = visit.Page.Locator(".tiles button").First;
        await mistake.ClickAsync();
        await visit.Expect(visit.Answer).Not.ToHaveAttributeAsync("data-answer", "empty");
    }
}
