namespace Limpid.Cli.Tests;

/// <summary>What the tool says, as somebody read it once and approved it: files in golden/.</summary>
internal static class GoldenText
{
    /// <summary>The text is the approved one, but for spaces at the ends of lines.</summary>
    public static void Same(string name, string text)
    {
        string found = Trimmed(text),
            approved = Path.Combine(AppContext.BaseDirectory, "golden", name);
        string expected = File.Exists(approved) ? Trimmed(File.ReadAllText(approved)) : "";
        if (found == expected)
            return;
        string written = Path.Combine(AppContext.BaseDirectory, name + ".found");
        File.WriteAllText(written, found);
        Assert.Fail(
            $"{name}: the tool says something else than was approved. Read {written}; if it is as it should "
                + $"be, copy it to tests/Limpid.Cli.Tests/golden/{name}.\n{found}"
        );
    }

    private static string Trimmed(string text) =>
        string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd())).TrimEnd() + "\n";
}
