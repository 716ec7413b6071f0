namespace Limpid.Tests.House;

public class FolderListTests
{
    private const string Page =
        "# How\n\n```\nsrc/Limpid/          the engine\nsrc/Limpid/Data/     datasets\nlab/src/lenses/      views\n```\n";

    [Fact]
    public void The_architecture_page_lists_the_folders_that_are_there()
    {
        SourceFile[] files = SourceFile.Below(["src", "lab/src"], ".cs", ".ts", ".svelte", ".html", ".proto");
        string[] faults = [.. FolderList.Faults(SourceFile.At("ARCHITECTURE.md").Text, files)];
        Assert.True(faults.Length == 0, string.Join(Environment.NewLine, faults));
    }

    [Theory]
    [InlineData("src/Limpid/Network.cs src/Limpid/Data/Idx.cs lab/src/lenses/draw.ts lab/src/main.ts", "")]
    [InlineData(
        "src/Limpid/Network.cs src/Limpid/Data/Idx.cs src/Limpid/Files/Json.cs lab/src/lenses/draw.ts",
        "src/Limpid/Files/: is not in ARCHITECTURE.md"
    )]
    [InlineData("src/Limpid/Network.cs lab/src/lenses/draw.ts", "src/Limpid/Data/: is in ARCHITECTURE.md, but")]
    [InlineData(
        "src/Limpid/Network.cs src/Limpid/Data/Idx.cs lab/src/lenses/train/Train.svelte",
        "lab/src/lenses/train/: is not in"
    )]
    public void A_folder_on_one_side_alone_is_found(string files, string fault)
    {
        string[] found = [.. FolderList.Faults(Page, files.Split(' ').Select(path => new SourceFile(path, "")))];
        Assert.Equal(fault.Length > 0 ? 1 : 0, found.Length);
        Assert.All(found, instruction => Assert.StartsWith(fault, instruction));
    }

    [Fact]
    public void A_folder_with_two_lines_is_found() =>
        Assert.StartsWith(
            "src/Limpid/Data/: has 2 lines",
            Assert.Single(
                FolderList.Faults(
                    Page + "src/Limpid/Data/     again\n",
                    [new("src/Limpid/Data/Idx.cs", ""), new("lab/src/lenses/draw.ts", "")]
                )
            )
        );
}
