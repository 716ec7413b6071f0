using System.Text.Json.Nodes;

namespace Limpid.Cli.Tests;

/// <summary>How fast it is, told: not how fast it must be.</summary>
public class BenchTests
{
    [Fact]
    public async Task Every_figure_is_told_with_its_spread_for_people_and_for_programs()
    {
        using var tool = new Tool();
        JsonObject row = Assert.Single(
            (await tool.Run("bench", "a", "--rounds", "2", "--threads", "2", "--json")).Objects
        );
        Assert.Equal(
            ("a", 13_002, 2),
            ((string?)row["name"], (int?)row["parameters"], row["training"]!.AsArray().Count)
        );
        JsonNode[] rates =
        [
            .. row["training"]!.AsArray().OfType<JsonNode>(),
            .. row["readTogether"]!.AsArray().OfType<JsonNode>(),
            row["readAlone"]!,
        ];
        Assert.All(rates, rate =>
            Assert.True(
                0 < (double)rate["least"]!
                    && (double)rate["least"]! <= (double)rate["median"]!
                    && (double)rate["median"]! <= (double)rate["most"]!
            )
        );

        string told = (await tool.Run("bench", "a", "--rounds", "1", "--threads", "1")).Done();
        Assert.Contains("s an epoch, 1 thread", told);
        Assert.Contains("784-16-16-10 sigmoid", told);
    }

    [Fact]
    public async Task A_network_that_is_none_of_them_is_refused()
    {
        using var tool = new Tool();
        Assert.Contains("z: expected one of the networks a, b, c, d.", (await tool.Run("bench", "z")).Error);
    }
}
