using System.Diagnostics;
using System.Runtime.Loader;

namespace Limpid.Samples.Tests;

/// <summary>One file, one line: each template is added to a copy of the engine, which then builds.</summary>
public sealed class TemplateTests : IDisposable
{
    private const string LastLine = "[JsonDerivedType(typeof(Softmax), \"softmax\")]\n";
    private readonly string _copy = Directory.CreateTempSubdirectory("limpid-template-").FullName;

    public void Dispose() => Directory.Delete(_copy, recursive: true);

    [Fact]
    public void A_layer_and_an_activation_are_a_file_and_a_line_each()
    {
        string root = SamplesTests.FindRoot(),
            engine = Path.Combine(root, "src", "Limpid"),
            copy = Path.Combine(_copy, "src", "Limpid");
        foreach (string file in Directory.EnumerateFiles(engine, "*", SearchOption.AllDirectories))
            if (Path.GetRelativePath(engine, file).Split(Path.DirectorySeparatorChar)[0] is not ("bin" or "obj"))
                Copy(file, Path.Combine(copy, Path.GetRelativePath(engine, file)));
        string[] beside =
        [
            "Directory.Build.props",
            "Directory.Packages.props",
            "BannedSymbols.txt",
            "README.md",
            "global.json",
            ".editorconfig",
        ];
        foreach (string file in beside)
            Copy(Path.Combine(root, file), Path.Combine(_copy, file));

        string list = Path.Combine(copy, "Layers", "LayerSpec.cs"),
            lines = File.ReadAllText(list).ReplaceLineEndings("\n");
        Assert.Contains(LastLine, lines, StringComparison.Ordinal);
        foreach ((string type, string name) in ((string, string)[])[("Swish", "swish"), ("LayerScale", "layer-scale")])
        {
            Copy(Path.Combine(root, "docs", "templates", $"{type}.cs"), Path.Combine(copy, "Layers", $"{type}.cs"));
            lines = lines.Replace(LastLine, $"{LastLine}[JsonDerivedType(typeof({type}), \"{name}\")]\n");
        }
        File.WriteAllText(list, lines);
        Build(copy);
        Knows(Path.Combine(copy, "bin", "Release", "net10.0", "Limpid.dll"), "9 swish layer-scale0.5 dense2 softmax");
    }

    /// <summary>What was written in the notation comes back from it.</summary>
    private static void Knows(string engine, string notation)
    {
        var apart = new AssemblyLoadContext("template", isCollectible: true);
        Type door = apart.LoadFromStream(new MemoryStream(File.ReadAllBytes(engine))).GetType("Limpid.Files.Notation")!;
        object architecture = door.GetMethod("Parse", [typeof(string)])!.Invoke(null, [notation])!;
        Assert.Equal(notation, door.GetMethod("Write", [architecture.GetType()])!.Invoke(null, [architecture]));
        apart.Unload();
    }

    private static void Build(string project)
    {
        string[] arguments = ["build", project, "-c", "Release", "-v", "quiet", "-p:RunAnalyzers=false"];
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        string said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, said);
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        File.Copy(from, to);
    }
}
