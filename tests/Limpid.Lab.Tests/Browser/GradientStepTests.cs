using System.Globalization;
using Microsoft.Playwright;

namespace Limpid.Lab.Tests;

/// <summary>One step of learning, number by number.</summary>
public class GradientStepTests(Chromium chromium)
{
    [Theory]
    // so far from what is wanted, softmax's own derivative is a difference of nearly equal numbers
    [InlineData("squared-error", 1e-2)]
    [InlineData("softmax-cross-entropy", 1e-4)]
    public async Task Every_layers_derivatives_agree_with_finite_differences(string cost, double most)
    {
        await using Visit visit = await chromium.OpenAsync(
            $"#view=gradientStep&wanted=8&cost={cost}&strokes={Visit.ThreeInLink}"
        );
        foreach ((int layer, int neuron) in new[] { (3, 8), (2, 5), (1, 9) })
        {
            await visit.Page.GetByRole(AriaRole.Button, new() { Name = $"layer {layer}:" }).ClickAsync();
            await visit.Page.Locator(".chips button").Nth(neuron).ClickAsync();
            await visit.Page.Locator("table th button").Nth(1).ClickAsync(); // the weight that would change the most
            double given = await NumberAsync(visit, "data-given"),
                quotient = await NumberAsync(visit, "data-quotient");
            // where a neuron is saturated, float32 keeps few digits of 1 − a
            Assert.Equal(quotient, given, 1e-3 * Math.Abs(quotient) + 1e-6);
        }
        await visit.Button("Check 100 parameters").ClickAsync();
        ILocator worst = visit.Page.Locator("[data-worst]");
        await visit.Expect(worst).ToBeVisibleAsync();
        Assert.True(double.Parse((await worst.GetAttributeAsync("data-worst"))!, CultureInfo.InvariantCulture) < most);
        Assert.Empty(visit.Wrongs);
    }

    [Fact]
    public async Task A_step_lowers_the_cost_and_can_be_taken_back()
    {
        await using Visit visit = await chromium.OpenAsync(
            $"#view=gradientStep&wanted=8&cost=softmax-cross-entropy&strokes={Visit.ThreeInLink}"
        );
        ILocator cost = visit.Page.Locator("[data-cost]");
        await visit
            .Expect(cost)
            .ToHaveAttributeAsync("data-cost", new System.Text.RegularExpressions.Regex("^\\d+\\.\\d+"));
        string before = (await cost.GetAttributeAsync("data-cost"))!;
        await visit.Button("Take the step").ClickAsync();
        await visit.Expect(cost).Not.ToHaveAttributeAsync("data-cost", before);
        string after = (await cost.GetAttributeAsync("data-cost"))!;
        Assert.True(
            double.Parse(after, CultureInfo.InvariantCulture) < double.Parse(before, CultureInfo.InvariantCulture)
        );
        await visit.Button("Undo the step").ClickAsync();
        await visit.Expect(cost).ToHaveAttributeAsync("data-cost", before);
        Assert.Empty(visit.Wrongs);
    }

    private static async Task<double> NumberAsync(Visit visit, string name)
    {
        ILocator number = visit.Page.Locator($"[{name}]");
        await visit.Expect(number).ToBeVisibleAsync();
        return double.Parse((await number.GetAttributeAsync(name))!, CultureInfo.InvariantCulture);
    }
}
