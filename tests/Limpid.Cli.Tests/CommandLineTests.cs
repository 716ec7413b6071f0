namespace Limpid.Cli.Tests;

/// <summary>The root: help, version, and every way to misspell.</summary>
public class CommandLineTests
{
    private static readonly string[] Words = ["evaluate", "inspect", "predict", "--offline", "--mistakes"];

    [Fact]
    public async Task Alone_it_says_where_to_start_and_lists_the_exit_codes()
    {
        using var tool = new Tool();
        string help = (await tool.Run()).Done();
        Assert.Contains("limpid [command] [options]", help);
        Assert.Contains("Start here:\n  limpid train", help);
        Assert.Contains("130  interrupted", help);
        Assert.Equal(help, (await tool.Run("--help")).Done());
    }

    [Theory]
    [InlineData("data")]
    [InlineData("data", "show")]
    [InlineData("evaluate")]
    [InlineData("inspect")]
    [InlineData("predict")]
    [InlineData("read")]
    [InlineData("export")]
    [InlineData("bench")]
    [InlineData("lab")]
    [InlineData("completion")]
    public async Task The_help_of_a_command_is_the_approved_one(params string[] command)
    {
        using var tool = new Tool();
        string help = (await tool.Run([.. command, "--help"])).Done();
        GoldenText.Same($"help-{string.Join('-', command)}.txt", help);
    }

    [Fact]
    public async Task Help_and_version_fit_a_narrow_terminal_and_programs_too()
    {
        using var tool = new Tool();
        Assert.Matches(@"\A\d+\.\d+\.\d+\S*\n\z", (await tool.Run("--version")).Done());
        Assert.Equal(
            (await tool.Run("--version")).Out.Trim(),
            (string?)Assert.Single((await tool.Run("--version", "--json")).Objects)["version"]
        );
    }

    [Theory]
    [InlineData("there is no command evalute. Did you mean evaluate?", "evalute")]
    [InlineData("there is no command lst. Did you mean list?", "data", "lst")]
    [InlineData("there is no command qqqq. See limpid --help.", "qqqq")]
    [InlineData("there is no option --modle. Did you mean --model?", "predict", "--modle", "x", "a.png")]
    [InlineData("there is no option --ofline. Did you mean --offline?", "evaluate", "latest", "--ofline")]
    [InlineData("there is no option --zzz. See limpid evaluate --help.", "evaluate", "latest", "--zzz")]
    [InlineData("MODEL is missing.", "evaluate")]
    [InlineData("IMAGE is missing.", "predict")]
    [InlineData("expected one of the commands list, get, verify, show.", "data")]
    [InlineData("expected nothing more after limpid inspect and its arguments, but got b.", "inspect", "a", "b")]
    [InlineData("--count must be a whole number from 1 to 10000, but is 0.", "data", "show", "--count", "0")]
    [InlineData(
        "--mistakes must be a whole number from 0 to 100000, but is -1.",
        "evaluate",
        "latest",
        "--mistakes",
        "-1"
    )]
    [InlineData("--index must be a whole number of at least 0, but is two.", "predict", "a.png", "--index", "two")]
    [InlineData("--index needs a value.", "predict", "a.png", "--index")]
    [InlineData("expected one of the data sets mnist, fashion-mnist, but got nmist.", "data", "get", "nmist")]
    [InlineData("expected one of the shells bash, zsh, fish, pwsh, but got tcsh.", "completion", "tcsh")]
    public async Task A_wrong_command_line_names_what_is_wrong_and_where_to_read_on(
        string message,
        params string[] args
    )
    {
        using var tool = new Tool();
        (await tool.Run(args)).Refused(ExitCode.Usage, message, " --help.");
    }

    [Fact]
    public async Task Programs_get_an_error_as_one_object()
    {
        using var tool = new Tool();
        foreach (
            string[] args in new string[][]
            {
                ["--json", "evalute"],
                ["evaluate", "--json"],
                ["inspect", "nowhere", "--json"],
            }
        )
        {
            Result result = await tool.Run(args);
            var error = Assert.Single(result.Objects);
            Assert.Equal(result.Code, (int?)error["exitCode"]);
            Assert.Contains((string?)error["error"] ?? "missing", result.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_unforeseen_error_asks_to_be_reported_and_shows_its_trace_only_when_asked()
    {
        using var tool = new Tool { In = () => throw new InvalidTimeZoneException("the clock struck thirteen") };
        string model = tool.Save(TestModels.Untrained());
        Result usual = await tool.Run("predict", "-", "--model", model),
            traced = await tool.Run("predict", "-", "--model", model, "--debug");
        Assert.Equal((1, 1), (usual.Code, traced.Code));
        Assert.Contains(
            "InvalidTimeZoneException: the clock struck thirteen. Please report it",
            usual.Error,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain(" at Limpid", usual.Error, StringComparison.Ordinal);
        Assert.Contains(" at Limpid", traced.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void One_slip_of_the_finger_still_finds_the_word() =>
        Gen.Select(Gen.Int[0, Words.Length - 1], Gen.Int[0, 100], Gen.Char['a', 'z'], Gen.Int[0, 3])
            .Sample(
                (choice, place, letter, kind) =>
                {
                    string word = Words[choice];
                    int at = place % (word.Length - 1);
                    string slip = kind switch
                    {
                        0 => word.Remove(at, 1),
                        1 => word.Insert(at, $"{letter}"),
                        2 => word.Remove(at, 1).Insert(at, $"{letter}"),
                        _ => word[..at] + word[at + 1] + word[at] + word[(at + 2)..],
                    };
                    Assert.Equal(word, UsageErrors.Nearest(slip, Words));
                },
                iter: 500
            );
}
