using System.Text.Json.Nodes;
using Limpid.Drawing;
using Limpid.Imaging;

namespace Limpid.Cli.Tests;

/// <summary><c>limpid read</c>: digits in the order of reading, with their boxes; bad pages stop nobody else.</summary>
public class ReadTests
{
    private const int Cell = 40;

    [Fact]
    public async Task A_page_is_read_line_after_line_with_a_percent_for_each_digit()
    {
        using var tool = new Tool();
        string model = tool.Save(TestModels.Trained),
            page = SavePage(tool, [0, 2, 6], [9, 8]);
        string[] lines = (await tool.Run("read", page, "--model", model))
            .Done()
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Collection(
            lines,
            line => Assert.Matches(@"^page\.png:1: \d{3}  \(\d+ \d+ \d+ %\)$", line),
            line => Assert.Matches(@"^page\.png:2: \d{2}  \(\d+ \d+ %\)$", line)
        );
        string quiet = (await tool.Run("read", page, "--model", model, "--quiet")).Done();
        Assert.Equal(string.Join('\n', lines.Select(line => line.Split(": ")[1].Split("  ")[0])) + "\n", quiet);
    }

    [Fact]
    public async Task Programs_get_each_digits_box_on_the_picture()
    {
        using var tool = new Tool();
        string model = tool.Save(TestModels.Trained),
            page = SavePage(tool, [0, 2, 6], [9, 8]);
        JsonObject answer = Assert.Single((await tool.Run("read", page, "--model", model, "--json")).Objects);
        JsonArray[] lines = [.. answer["lines"]!.AsArray().Select(line => line!["digits"]!.AsArray())];
        Assert.Equal([3, 2], lines.Select(line => line.Count));
        for (int row = 0; row < 2; row++)
        {
            for (int i = 0; i < lines[row].Count; i++)
            {
                JsonNode box = lines[row][i]!["box"]!;
                (int left, int top) = (Cell + i * 24, Cell + row * 2 * Cell);
                Assert.InRange((int)box["left"]!, left, left + 28);
                Assert.InRange((int)box["top"]!, top, top + 28);
                Assert.InRange((int)box["left"]! + (int)box["width"]!, left, left + 28);
                Assert.InRange((float)lines[row][i]!["confidence"]!, 0, 1);
            }
        }
        Assert.Equal(
            (string?)answer["text"],
            string.Join('\n', answer["lines"]!.AsArray().Select(line => (string?)line!["text"]))
        );
    }

    [Fact]
    public async Task The_annotated_picture_is_saved_but_never_over_the_photo()
    {
        using var tool = new Tool();
        string model = tool.Save(TestModels.Trained),
            page = SavePage(tool, [0, 2, 6], [9, 8]);
        byte[] photo = File.ReadAllBytes(page);
        Assert.Contains(
            "Annotated: seen.png",
            (await tool.Run("read", page, "--model", model, "--annotate", tool["seen.png"])).Done()
        );
        using (FileStream seen = File.OpenRead(tool["seen.png"]))
            Assert.InRange(PictureFile.Read(seen).Width, 5 * Cell, 50 * Cell);
        (await tool.Run("read", page, "--model", model, "--annotate", page)).Refused(
            ExitCode.Usage,
            "replace the photo"
        );
        (await tool.Run("read", page, page, "--model", model, "--annotate", tool["seen.png"])).Refused(
            ExitCode.Usage,
            "one by one"
        );
        (await tool.Run("read", page, "--model", model, "--annotate", tool["nowhere/seen.png"])).Refused(
            ExitCode.Unavailable,
            "create its folder"
        );
        Assert.Equal(photo, File.ReadAllBytes(page));
    }

    [Fact]
    public async Task A_terminal_shows_the_percents_below_the_digits()
    {
        using Tool tool = new(),
            terminal = new() { IsTerminal = true };
        string model = tool.Save(TestModels.Trained),
            page = SavePage(tool, [0, 2, 6], [9, 8]);
        string drawn = (await terminal.Run("read", page, "--model", model)).Done();
        Assert.Contains("5 digits in 2 lines", drawn);
        Assert.Equal(2, drawn.Split('\n').Count(line => line.Contains('%', StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_page_without_digits_says_so_and_a_bad_one_stops_nobody()
    {
        using var tool = new Tool();
        string model = tool.Save(TestModels.Trained),
            blank = tool.SavePicture("blank.png", 300, 200, (x, _) => 200 + x / 10),
            page = SavePage(tool, [0, 2, 6], [9, 8]);
        File.WriteAllText(tool["text.png"], "hello");
        Result alone = await tool.Run("read", blank, "--model", model),
            among = await tool.Run("read", blank, page, "--model", model);
        Assert.Equal((ExitCode.InvalidData, "blank.png: no digits found\n"), (alone.Code, alone.Out));
        Assert.Equal((ExitCode.Success, 3), (among.Code, among.Out.Count(c => c == '\n')));
        Result bad = await tool.Run("read", tool["text.png"], page, "--model", model);
        Assert.Equal((ExitCode.InvalidData, 2), (bad.Code, bad.Out.Count(c => c == '\n')));
        Assert.Contains("text.png", bad.Error, StringComparison.Ordinal);
    }

    /// <summary>Drawn digits in two lines, dark on light.</summary>
    private static string SavePage(Tool tool, int[] first, int[] second) =>
        tool.SavePicture("page.png", 7 * Cell, 5 * Cell, (x, y) =>
        {
            (int[] line, int top) = y < 5 * Cell / 2 ? (first, Cell) : (second, 3 * Cell);
            int i = (x - Cell) / 24,
                column = (x - Cell) % 24,
                row = y - top;
            if (x < Cell || i >= line.Length || row is < 0 or >= 28)
                return 230;
            int ink = TestModels.Test.Picture(line[i])[row * 28 + column + 2];
            return 230 - ink * 4 / 5;
        });
}
