using System.Text.RegularExpressions;

namespace Limpid.Tests.House;

/// <summary>The rules of the house beside the rooms' order. Each takes files and says, as an instruction, what breaks
/// it.</summary>
internal static partial class HouseRules
{
    private const int MostLines = 200,
        MostLinesOfTests = 350;
    private const string Kernels = "src/Limpid/Kernels/",
        Imaging = "src/Limpid.Imaging/";

    /// <summary>The projects, lowest first; a project refers only to those on lower levels.</summary>
    public static readonly string[][] Projects =
    [
        ["Limpid"],
        ["Limpid.Imaging", "Limpid.Lab"],
        ["Limpid.Datasets", "Limpid.Onnx", "Limpid.Browser"],
        ["Limpid.Runs"],
        ["Limpid.Server"],
        ["Limpid.Cli"],
    ];

    private static readonly HashSet<string> KindsOfThings = new(StringComparer.OrdinalIgnoreCase)
    {
        "Utils",
        "Util",
        "Utilities",
        "Helpers",
        "Helper",
        "Common",
        "Misc",
        "Extensions",
        "Interfaces",
        "Enums",
        "Structs",
        "Managers",
        "Manager",
    };

    /// <summary>Unsafe code and intrinsics stand in Kernels, behind formulas and beside their naive twins.</summary>
    public static IEnumerable<string> BareMetalOutsideKernels(IEnumerable<SourceFile> files) =>
        from file in files
        where !file.Path.StartsWith(Kernels, StringComparison.Ordinal)
        from Match match in BareMetal().Matches(file.Code)
        select $"{file.Path}: {match.Value} stands outside {Kernels}. Make a kernel of what needs it, stated "
            + "in index notation, and call that.";

    /// <summary>SkiaSharp is named by one project.</summary>
    public static IEnumerable<string> SkiaOutsideImaging(IEnumerable<SourceFile> files) =>
        from file in files
        where
            !file.Path.StartsWith(Imaging, StringComparison.Ordinal)
            && file.Tokens.Any(token => token.Text == "SkiaSharp")
        select $"{file.Path}: names SkiaSharp. Ask PictureFile of Limpid.Imaging instead, or give it what is missing.";

    /// <summary>A room is named for a concept, never for a kind of C# thing.</summary>
    public static IEnumerable<string> RoomsNamedForKinds(IEnumerable<SourceFile> files) =>
        from file in files
        from folder in file.Folders
        where KindsOfThings.Contains(folder)
        select $"{file.Path}: {folder} names a kind of thing. Name the folder for the concept that its files "
            + "share, or move each file to its concept.";

    /// <summary>A file that is too long holds more than one concept: at most 200 lines under src/, 350
    /// elsewhere.</summary>
    public static IEnumerable<string> WallsOfText(IEnumerable<SourceFile> files) =>
        from file in files
        let most = file.Path.StartsWith("src/", StringComparison.Ordinal) ? MostLines : MostLinesOfTests
        where file.Lines > most
        select $"{file.Path}: {file.Lines} lines, and {most} are the most. Split it: one public concept a file.";

    /// <summary>References of project files that do not go down.</summary>
    public static IEnumerable<string> ProjectsLookingUp(IEnumerable<SourceFile> projects) =>
        from project in projects
        let name = Name(project.Path)
        from fault in Level(name) < 0
            ? [$"{project.Path}: {name} has no level. Give it one in HouseRules.Projects."]
            : References(project, name)
        select fault;

    private static IEnumerable<string> References(SourceFile project, string name) =>
        from Match match in ProjectReference().Matches(project.Text)
        let other = Name(match.Groups[1].Value)
        where Level(other) < 0 || Level(other) >= Level(name)
        select $"{project.Path}: {name} refers to {other}, which is not below it. Move what needs {other} to "
            + "a higher project; order: "
            + string.Join(" < ", Projects.Select(level => string.Join(", ", level)))
            + ".";

    private static int Level(string project) => Array.FindIndex(Projects, level => level.Contains(project));

    private static string Name(string path) => Path.GetFileNameWithoutExtension(path.Replace('\\', '/'));

    [GeneratedRegex(@"\bunsafe\b|\bSystem\s*\.\s*Runtime\s*\.\s*Intrinsics\b")]
    private static partial Regex BareMetal();

    [GeneratedRegex(@"<ProjectReference\s+Include=""([^""]+)""")]
    private static partial Regex ProjectReference();
}
