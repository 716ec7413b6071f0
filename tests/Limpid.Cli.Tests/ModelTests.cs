using Limpid.Files;
using Limpid.Runs;

namespace Limpid.Cli.Tests;

/// <summary>What stands for a model on a command line, and model files that are not what they should be.</summary>
public class ModelTests
{
    private const string Run = "runs/2026-11-23-001-digits";

    [Fact]
    public async Task Without_runs_the_way_to_one_is_named()
    {
        using var tool = new Tool();
        (await tool.Run("inspect", "latest")).Refused(ExitCode.NotFound, "no runs here yet", "limpid train");
        (await tool.Run("inspect", "nowhere.safetensors")).Refused(
            ExitCode.NotFound,
            "nowhere.safetensors",
            "limpid train"
        );
        (await tool.Run("inspect", tool.Folder)).Refused(ExitCode.NotFound, "limpid train");
    }

    [Fact]
    public async Task A_run_that_has_no_model_yet_says_so()
    {
        using var tool = new Tool();
        Directory.CreateDirectory(tool[Run]);
        File.WriteAllText(tool[$"{Run}/recipe.json"], "{}");
        (await tool.Run("inspect", tool[Run])).Refused(ExitCode.NotFound, "no model yet", "--resume");
    }

    [Theory]
    [InlineData("Best", "best.safetensors")]
    [InlineData("Last", "last.safetensors")]
    public void A_run_folder_means_the_weights_that_its_recipe_keeps(string keep, string expected)
    {
        using var tool = new Tool();
        tool.Save(TestModels.Untrained(), $"{Run}/best.safetensors");
        tool.Save(TestModels.Untrained(), $"{Run}/last.safetensors");
        File.WriteAllText(
            tool[$"{Run}/recipe.json"],
            LimpidJson.Write(TestModels.Trained.Recipe!).Replace("\"Best\"", $"\"{keep}\"", StringComparison.Ordinal)
        );
        Assert.Equal(expected, Path.GetFileName(ModelLocator.Find(tool[Run], new(tool["runs"]))));
        File.Delete(tool[$"{Run}/{expected}"]);
        Assert.NotEqual(expected, Path.GetFileName(ModelLocator.Find(tool[Run], new(tool["runs"]))));
    }

    [Fact]
    public void A_folder_means_its_only_model_and_never_one_of_two()
    {
        using var tool = new Tool();
        tool.Save(TestModels.Untrained(), "mine/a.safetensors");
        Assert.Equal(tool[Path.Combine("mine", "a.safetensors")], ModelLocator.Find(tool["mine"], new(tool["runs"])));
        tool.Save(TestModels.Untrained(), "mine/b.safetensors");
        Assert.Contains(
            "holds 2",
            Assert.Throws<LimpidException>(() => ModelLocator.Find(tool["mine"], new(tool["runs"]))).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_cut_or_flipped_model_is_read_or_refused_and_nothing_else_happens()
    {
        using var tool = new Tool();
        byte[] whole = TestModels.Bytes(TestModels.Untrained(4, 3, 2));
        for (int i = 0; i < whole.Length; i += 7)
        {
            await Survives(tool, whole[..i], mayBeSound: false);
            byte[] flipped = [.. whole];
            flipped[i] ^= (byte)(1 << (i % 8));
            await Survives(tool, flipped, mayBeSound: true);
        }
    }

    private static async Task Survives(Tool tool, byte[] file, bool mayBeSound)
    {
        File.WriteAllBytes(tool["damaged.safetensors"], file);
        Result result = await tool.Run("inspect", tool["damaged.safetensors"]);
        if (result.Code == 0 && mayBeSound)
            return;
        result.Refused(ExitCode.InvalidData, "damaged.safetensors");
    }

    [Fact]
    public async Task Weights_that_are_no_numbers_are_refused()
    {
        using var tool = new Tool();
        Model model = TestModels.Untrained();
        model.Network.Load([float.NaN, .. model.Network.Values[1..]]);
        File.WriteAllBytes(tool["nan.safetensors"], TestModels.Bytes(model));
        (await tool.Run("inspect", tool["nan.safetensors"])).Refused(ExitCode.InvalidData, "NaN", "finite");
    }

    [Fact]
    public async Task A_file_that_is_no_model_is_refused()
    {
        using var tool = new Tool();
        File.WriteAllText(tool["notes.txt"], "not a model, but long enough to be taken for one");
        (await tool.Run("inspect", tool["notes.txt"])).Refused(ExitCode.InvalidData, "notes.txt");
    }
}
