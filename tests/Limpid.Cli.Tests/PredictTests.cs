using System.Text.Json.Nodes;
using Limpid.Recognition;

namespace Limpid.Cli.Tests;

/// <summary><c>limpid predict</c>: answers are the recognizer's; bad pictures stop nobody else.</summary>
public class PredictTests
{
    [Fact]
    public async Task The_answer_is_the_recognizers()
    {
        using var tool = new Tool();
        string model = tool.Save(TestModels.Trained),
            data = tool.SaveData(test: TestModels.Test);
        Result result = await tool.Run(
            "predict",
            Path.Combine(data, "t10k-images-idx3-ubyte"),
            "--index",
            "0",
            "1",
            "2",
            "--model",
            model,
            "--json"
        );
        var recognizer = new Recognizer(TestModels.Trained);
        var p = new float[10];
        foreach ((JsonObject answer, int i) in result.Objects.Zip([0, 1, 2]))
        {
            Prediction expected = recognizer.Predict(TestModels.Test.Picture(i), p);
            Assert.Equal(
                (i, expected.Class, expected.Confidence),
                ((int?)answer["index"], (int?)answer["class"], (float?)answer["confidence"])
            );
            Assert.Equal(p, answer["probabilities"]!.AsArray().Select(x => (float)x!));
        }
        Assert.Equal(3, result.Objects.Length);
    }

    [Theory]
    [InlineData(double.MinValue, 0, "digit", "digit.png: [0-9] \\(\\d+\\.\\d %\\), else [0-9]")]
    [InlineData(double.MinValue, 1.1, "unsure", "digit.png: unsure: [0-9] \\(\\d+\\.\\d %\\) or [0-9]")]
    [InlineData(double.MaxValue, 0, "not-a-digit", "digit.png: not a digit; if it must be one, [0-9]")]
    public async Task A_model_with_a_rule_may_be_unsure_or_see_no_digit(
        double minDigitScore,
        double minConfidence,
        string answer,
        string words
    )
    {
        using Tool tool = new(),
            terminal = new() { IsTerminal = true };
        string model = tool.Save(TestModels.Refusing(minDigitScore, minConfidence)),
            digit = tool.SaveDigit(3);
        Assert.Matches(words, (await tool.Run("predict", digit, "--model", model)).Done());
        Assert.Matches(words, (await terminal.Run("predict", digit, "--model", model)).Done());
        Assert.Equal(
            answer,
            (string?)Assert.Single((await tool.Run("predict", digit, "--model", model, "--json")).Objects)["answer"]
        );
    }

    [Fact]
    public async Task A_picture_of_28x28_reads_the_same_as_file_as_input_and_in_IDX()
    {
        using var tool = new Tool();
        string model = tool.Save(TestModels.Trained),
            digit = tool.SaveDigit(3),
            data = tool.SaveData(test: TestModels.Test);
        using var piped = new Tool { In = () => File.OpenRead(digit) };
        string[] answers =
        [
            (await tool.Run("predict", digit, "--model", model)).Done(),
            (await piped.Run("predict", "-", "--model", model)).Done(),
            (
                await tool.Run(
                    "predict",
                    Path.Combine(data, "t10k-images-idx3-ubyte"),
                    "--index",
                    "3",
                    "--model",
                    model
                )
            ).Done(),
        ];
        Assert.Single(answers.Select(answer => answer.Split(": ", 2)[1]).Distinct());
    }

    [Fact]
    public async Task A_terminal_shows_what_was_looked_at_beside_all_probabilities_unless_it_shall_be_quiet()
    {
        using Tool tool = new(),
            terminal = new() { IsTerminal = true };
        string model = tool.Save(TestModels.Trained),
            digit = tool.SaveDigit(3);
        string line = (await tool.Run("predict", digit, "--model", model)).Done(),
            drawn = (await terminal.Run("predict", digit, "--model", model)).Done();
        Assert.Single(line.TrimEnd().Split('\n'));
        Assert.Equal(
            line.Split(": ", 2)[1],
            (await terminal.Run("predict", digit, "--model", model, "--quiet")).Done().Split(": ", 2)[1]
        );
        Assert.Equal(
            (28 * 14, 11),
            (drawn.Count(c => c == '▀'), drawn.Split('\n').Count(l => l.Contains(" %", StringComparison.Ordinal)))
        );
    }

    [Fact]
    public async Task The_latest_run_answers_by_its_name()
    {
        using var tool = new Tool();
        tool.Save(TestModels.Trained, "runs/2026-11-23-001-digits/best.safetensors");
        File.WriteAllText(tool["runs/2026-11-23-001-digits/recipe.json"], "{}");
        File.WriteAllText(tool["runs/latest"], "2026-11-23-001-digits\n");
        string digit = tool.SaveDigit(3),
            latest = (await tool.Run("predict", digit, "--model", "latest")).Done();
        Assert.Equal((await tool.Run("predict", digit, "--model", tool["runs/2026-11-23-001-digits"])).Done(), latest);
        Assert.Equal((await tool.Run("predict", digit, "--model", "2026-11-23-001-digits")).Done(), latest);
    }

    [Fact]
    public async Task Where_no_model_is_named_the_one_that_comes_with_the_tool_answers()
    {
        using var tool = new Tool();
        string digit = tool.SaveDigit(3),
            answer = (await tool.Run("predict", digit)).Done();
        Assert.Contains(": 3 (", answer, StringComparison.Ordinal);
        Assert.Equal(answer, (await tool.Run("predict", digit, "--model", "cnn")).Done());
        Assert.Contains("13,002", (await tool.Run("inspect", "reference")).Done(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("empty.png", ExitCode.InvalidData, "an empty file")]
    [InlineData("text.png", ExitCode.InvalidData, "text that begins with \"hello")]
    [InlineData("cut.png", ExitCode.InvalidData, "")]
    [InlineData("claims.png", ExitCode.InvalidData, "")]
    [InlineData("folder.png", ExitCode.Usage, "this is a folder")]
    [InlineData("nowhere.png", ExitCode.NotFound, "there is no such file")]
    [InlineData("cut-idx", ExitCode.InvalidData, "cut short")]
    [InlineData("bomb.gz", ExitCode.InvalidData, "IDX")]
    public async Task A_bad_picture_is_refused_and_the_others_are_read(string bad, int code, string words)
    {
        using var tool = new Tool();
        string model = tool.Save(TestModels.Trained),
            digit = tool.SaveDigit(3);
        BadPictures(tool);
        (await tool.Run("predict", tool[bad], "--model", model)).Refused(code, bad, words);
        Result both = await tool.Run("predict", tool[bad], digit, "--model", model);
        Assert.Equal(code, both.Code);
        Assert.StartsWith("digit.png: ", both.Out);
        Result objects = await tool.Run("predict", digit, tool[bad], tool["nowhere.png"], "--model", model, "--json");
        Assert.Equal((code, 3), (objects.Code, objects.Objects.Length));
        Assert.Equal(code, (int?)objects.Objects[1]["exitCode"]);
    }

    private static void BadPictures(Tool tool)
    {
        byte[] whole = File.ReadAllBytes(tool["digit.png"]);
        File.WriteAllBytes(tool["empty.png"], []);
        File.WriteAllText(tool["text.png"], "hello, I am no picture\n");
        File.WriteAllBytes(tool["cut.png"], whole[..(whole.Length / 2)]);
        byte[] claims = [.. whole];
        (claims[16], claims[20]) = (0x7F, 0x7F);
        File.WriteAllBytes(tool["claims.png"], claims);
        Directory.CreateDirectory(tool["folder.png"]);
        File.WriteAllBytes(tool["cut-idx"], [0, 0, 8, 3, 0, 0, 0, 9, 0, 0, 0, 28, 0, 0, 0, 28, 1, 2, 3]);
        File.WriteAllBytes(tool["bomb.gz"], [0x1F, 0x8B, 8, 0, 0, 0, 0, 0]);
    }

    [Theory]
    [InlineData(1, 1, 100)]
    [InlineData(50, 50, 255)]
    [InlineData(40_000, 2, 200)]
    [InlineData(28, 28, 0)]
    public async Task A_blank_picture_is_said_to_be_blank(int width, int height, int gray)
    {
        using var tool = new Tool();
        string model = tool.Save(TestModels.Trained),
            blank = tool.SavePicture("blank.png", width, height, (_, _) => gray),
            digit = tool.SaveDigit(3);
        Result alone = await tool.Run("predict", blank, "--model", model),
            among = await tool.Run("predict", blank, digit, "--model", model, "--json");
        Assert.Equal(
            (ExitCode.InvalidData, "blank.png: not a digit: no ink stands out from the paper\n"),
            (alone.Code, alone.Out)
        );
        Assert.Equal((ExitCode.Success, true), (among.Code, (bool?)among.Objects[0]["blank"]));
    }

    [Fact]
    public async Task A_very_wide_picture_with_ink_and_an_animated_one_are_read()
    {
        using var tool = new Tool();
        string model = tool.Save(TestModels.Trained),
            wide = tool.SavePicture("wide.png", 40_000, 3, (x, y) => y == 1 && x is > 9_000 and < 30_000 ? 0 : 255);
        File.WriteAllBytes(
            tool["two-frames.gif"],
            [
                .. "GIF89a"u8,
                1,
                0,
                1,
                0,
                0x80,
                0,
                0,
                0,
                0,
                0,
                255,
                255,
                255,
                0x21,
                0xF9,
                4,
                0,
                10,
                0,
                0,
                0,
                0x2C,
                0,
                0,
                0,
                0,
                1,
                0,
                1,
                0,
                0,
                2,
                2,
                0x4C,
                0x01,
                0,
                0x21,
                0xF9,
                4,
                0,
                10,
                0,
                0,
                0,
                0x2C,
                0,
                0,
                0,
                0,
                1,
                0,
                1,
                0,
                0,
                2,
                2,
                0x44,
                0x01,
                0,
                0x3B,
            ]
        );
        Assert.StartsWith("wide.png: ", (await tool.Run("predict", wide, "--model", model)).Done());
        Assert.Contains(
            "two-frames.gif: not a digit: no ink",
            (await tool.Run("predict", tool["two-frames.gif"], "--model", model)).Out,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task An_index_that_is_not_there_or_not_meant_is_refused()
    {
        using var tool = new Tool();
        string model = tool.Save(TestModels.Trained),
            digit = tool.SaveDigit(3),
            data = tool.SaveData(test: TestModels.Test),
            pictures = Path.Combine(data, "t10k-images-idx3-ubyte");
        (await tool.Run("predict", pictures, "--index", "300", "--model", model)).Refused(
            ExitCode.Usage,
            "300 pictures, 0 to 299"
        );
        (await tool.Run("predict", pictures, "--model", model)).Refused(ExitCode.Usage, "Choose some with --index");
        (await tool.Run("predict", digit, "--index", "0", "--model", model)).Refused(
            ExitCode.Usage,
            "Leave --index out"
        );
        (
            await tool.Run("predict", Path.Combine(data, "t10k-labels-idx1-ubyte.gz"), "--index", "0", "--model", model)
        ).Refused(ExitCode.InvalidData, "Labels are no pictures");
    }

    [Fact]
    public async Task A_model_that_looks_at_other_pictures_says_so()
    {
        using var tool = new Tool();
        (await tool.Run("predict", tool.SaveDigit(3), "--model", tool.Save(TestModels.Untrained(8, 5, 10)))).Refused(
            ExitCode.Mismatch,
            "64 pixels",
            "784 came"
        );
    }
}
