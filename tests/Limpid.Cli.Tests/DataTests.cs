using Limpid.Data.Corruptions;
using Limpid.Datasets;
using Limpid.Drawing;

namespace Limpid.Cli.Tests;

/// <summary><c>limpid data</c>.</summary>
public class DataTests
{
    [Fact]
    public async Task Every_published_set_is_listed_with_its_size_and_licence()
    {
        using var tool = new Tool();
        string said = (await tool.Run("data", "list")).Done();
        Assert.All(DatasetSource.Catalogue, set =>
            Assert.All([set.Name, set.Licence, "60,000", "10,000"], words =>
                Assert.Contains(words, said, StringComparison.Ordinal)
            )
        );
        Assert.Equal(
            DatasetSource.Catalogue.Select(set => set.Name),
            (await tool.Run("data", "list", "--json")).Objects.Select(set => (string?)set["name"])
        );
    }

    [Fact]
    public async Task What_cannot_be_had_offline_says_where_to_put_it() =>
        await With(async tool =>
            (await tool.Run("data", "get", "mnist", "--offline")).Refused(
                ExitCode.NotFound,
                "mnist is not on this disk",
                "train-images-idx3-ubyte"
            )
        );

    [Fact]
    public async Task A_wrong_file_outweighs_a_missing_one() =>
        await With(async tool =>
        {
            Result missing = await tool.Run("data", "verify", "mnist");
            Assert.Equal(
                (ExitCode.NotFound, 4),
                (
                    missing.Code,
                    missing.Out.Split('\n').Count(line => line.StartsWith("missing", StringComparison.Ordinal))
                )
            );
            Directory.CreateDirectory(tool["cache/mnist"]);
            File.WriteAllText(tool["cache/mnist/t10k-labels-idx1-ubyte"], "not these");
            Result wrong = await tool.Run("data", "verify", "--json");
            Assert.Equal(ExitCode.InvalidData, wrong.Code);
            Assert.Equal(
                ["missing", "missing", "missing", "wrong"],
                wrong.Objects.Select(file => (string?)file["state"])
            );
            Assert.Contains("Mend it with: limpid data get mnist", (await tool.Run("data", "verify")).Out);
        });

    [Fact]
    public async Task Pictures_are_shown_side_by_side_as_characters_in_a_pipe_and_as_half_blocks_in_colour()
    {
        using Tool tool = new(),
            colored = new() { IsTerminal = true };
        string data = tool.SaveData(test: TestModels.Test);
        string[] lines = (await tool.Run("data", "show", data, "--label", "3", "--count", "3")).Done().Split('\n');
        Assert.Matches(@"^#3: 3 +#13: 3 +#23: 3 *$", lines[14]);
        Assert.All(lines[..14], line => Assert.DoesNotContain('▀', line));
        string shown = (await colored.Run("data", "show", data, "--label", "3", "--count", "3")).Done();
        Assert.Equal(3 * 28 * 14, shown.Count(c => c == '▀'));
        Assert.Contains("\u001b[38;2;", shown);
    }

    [Fact]
    public async Task A_folder_of_pictures_shows_progress_as_bars_on_a_terminal_and_as_lines_in_a_pipe()
    {
        using Tool piped = new(),
            terminal = new() { IsTerminal = true };
        foreach (Tool tool in new[] { piped, terminal })
        {
            foreach (int label in new[] { 0, 1 })
            {
                Directory.CreateDirectory(tool[$"mine/{label}"]);
                tool.SaveDigit(label, $"mine/{label}/a.png");
            }
        }
        Result lines = await piped.Run("data", "show", piped["mine"]),
            bars = await terminal.Run("data", "show", terminal["mine"]);
        Assert.Equal((0, 0, ""), (lines.Code, bars.Code, bars.Error));
        Assert.StartsWith("Getting 0 from ", lines.Error);
        Assert.Contains("#1: 1", bars.Out);
    }

    [Fact]
    public async Task Programs_get_the_pixels() =>
        await With(async tool =>
        {
            string data = tool.SaveData(test: TestModels.Test);
            var picture = Assert.Single(
                (await tool.Run("data", "show", data, "--index", "17", "--test", "--json")).Objects
            );
            Assert.Equal(
                (17, 7, "7", "28x28"),
                ((int?)picture["index"], (int?)picture["label"], (string?)picture["name"], (string?)picture["shape"])
            );
            Assert.Equal(TestModels.Test.Picture(17).ToArray(), picture["pixels"]!.AsArray().Select(p => (byte)p!));
        });

    [Fact]
    public async Task Pictures_gone_bad_are_those_that_robustness_judges_by() =>
        await With(async tool =>
        {
            string data = tool.SaveData(test: TestModels.Test);
            var picture = Assert.Single(
                (
                    await tool.Run("data", "show", data, "--index", "17", "--test", "--corrupt", "stripe", "--json")
                ).Objects
            );
            GrayImage expected = Corruption
                .Find("stripe")
                .Apply(new(28, 28, TestModels.Test.Picture(17).ToArray()), Corruption.UsualSeed, 17);
            Assert.Equal(expected.Pixels.ToArray(), picture["pixels"]!.AsArray().Select(p => (byte)p!));
            (await tool.Run("data", "show", data, "--corrupt", "rain")).Refused(
                ExitCode.Usage,
                "shot-noise",
                "but is rain"
            );
        });

    [Fact]
    public async Task What_is_not_there_is_refused() =>
        await With(async tool =>
        {
            string data = tool.SaveData();
            (await tool.Run("data", "show", data, "--label", "10")).Refused(ExitCode.Usage, "classes 0 to 9");
            (await tool.Run("data", "show", data, "--index", "2000")).Refused(
                ExitCode.Usage,
                "2,000 pictures, 0 to 1999"
            );
            (await tool.Run("data", "show", data, "--test")).Refused(ExitCode.NotFound, "Leave --test out");
            (await tool.Run("data", "show", tool["nowhere"])).Refused(ExitCode.NotFound, "nowhere");
        });

    private static async Task With(Func<Tool, Task> test)
    {
        using var tool = new Tool();
        await test(tool);
    }
}
