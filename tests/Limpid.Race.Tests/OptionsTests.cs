namespace Limpid.Race.Tests;

public class OptionsTests
{
    [Fact]
    public void Without_options_it_is_a_whole_race() =>
        Assert.True(RaceOptions.Parse([]) is { IsWhole: true, Rounds: 7 });

    [
        Theory,
        InlineData("--quick"),
        InlineData("--rows", "train"),
        InlineData("--rounds", "6"),
        InlineData("--rivals", "PyTorch")
    ]
    public void With_less_it_is_not(params string[] words) => Assert.False(RaceOptions.Parse(words).IsWhole);

    [Fact]
    public void Rows_are_chosen_by_a_pattern()
    {
        RaceOptions options = RaceOptions.Parse(["--rows", "train a|PRODUCT 512"]);
        Assert.All(Rows.All.Where(options.Has), row =>
            Assert.True(
                row.Name.StartsWith("train a", StringComparison.Ordinal)
                    || row.Name.Contains("512", StringComparison.Ordinal)
            )
        );
        Assert.Equal(5, Rows.All.Count(options.Has));
    }

    [Fact]
    public void Limpid_always_runs() =>
        Assert.Contains(Rivals.All.Where(RaceOptions.Parse(["--rivals", "numpy"]).Has), rival =>
            rival.Name == Rivals.Limpid
        );

    [Theory, InlineData("--rows"), InlineData("--rows", "("), InlineData("--rounds", "0"), InlineData("--what", "now")]
    public void What_cannot_be_meant_is_answered_by_what_can(params string[] words) =>
        Assert.Contains("--rounds", Assert.Throws<LimpidException>(() => RaceOptions.Parse(words)).Message);
}
