namespace Limpid.Cli.Tests;

/// <summary>What shells are told.</summary>
public class CompletionTests
{
    [Theory]
    [InlineData("limpid ins", "inspect")]
    [InlineData("limpid data s", "show")]
    [InlineData("limpid data get m", "mnist")]
    [InlineData("limpid evaluate latest --off", "--offline")]
    [InlineData("limpid predict a.png --model l", "latest")]
    [InlineData("limpid completion b", "bash")]
    [InlineData("limpid predict photo", "")]
    public async Task Words_that_fit_are_listed_and_nothing_where_a_file_fits(string line, string words)
    {
        using var tool = new Tool();
        Assert.Equal(words, (await tool.Run("complete", "--", line)).Done().TrimEnd());
    }

    [Fact]
    public async Task Only_what_stands_before_the_cursor_counts()
    {
        using var tool = new Tool();
        Assert.Equal("evaluate\n", (await tool.Run("complete", "--position", "9", "--", "limpid ev latest")).Done());
    }

    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    [InlineData("pwsh")]
    public async Task Every_shell_has_its_script(string shell)
    {
        using var tool = new Tool();
        Assert.Contains("limpid complete", (await tool.Run("completion", shell)).Done(), StringComparison.Ordinal);
    }
}
