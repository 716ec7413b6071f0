using System.Text.RegularExpressions;

namespace Limpid.Tests.House;

/// <summary>The two laws of names: one thing has one name, and the name is the field's. Each says, as an instruction,
/// what breaks it.</summary>
internal static partial class NameRules
{
    /// <summary>Names of our own making that were given up, and the field's term for each.</summary>
    public static readonly IReadOnlyDictionary<string, string> GivenUp = new Dictionary<string, string>
    {
        ["Lying"] = "EditableNetwork",
        ["Honesty"] = "CalibrationFit",
        ["Desk"] = "ActiveModel",
        ["Room"] = "LabSession",
        ["Shelf"] = "ComparisonModels",
        ["Bending"] = "TransformRobustness",
        ["Peaks"] = "MaximalActivations",
        ["Twin"] = "Float64Reference",
        ["Taps"] = "DirectConvolution",
        ["TapsSeeing"] = "PaddingMask",
        ["Lattice"] = "PositionGrid",
        ["Widest"] = "SimdDispatch",
        ["INumber"] = "IConstant",
        ["ConvolutionReturn"] = "ConvolutionBackward",
        ["Judge"] = "DigitDetector",
        ["Likeness"] = "DigitScore",
        ["MiddleLines"] = "Skeleton",
        ["StrangeStrokes"] = "LetterStrokes",
        ["DigitHeap"] = "DigitPool",
        ["StrokeEvening"] = "StrokeWidthNormalizer",
        ["UnevenLight"] = "IlluminationCorrection",
        ["GreyDisc"] = "DiscMorphology",
        ["GreyOpening"] = "GrayOpening",
        ["Ledger"] = "GradientStep",
        ["RecipeLayer"] = "RecipeSource",
        ["RunEnding"] = "RunFinisher",
        ["SafeFile"] = "AtomicFile",
        ["TrainingHall"] = "TrainingRegistry",
        ["Carrier"] = "DownloadSource",
    };

    /// <summary>A simple name that two projects declare is two things with one name.</summary>
    /// <remarks>A type inside another has that one's name before its own; <c>Program</c> is every program's.</remarks>
    public static IEnumerable<string> NamesInTwoProjects(IEnumerable<SourceFile> files) =>
        from declared in files.SelectMany(OuterTypes).Distinct()
        group declared.Project by declared.Name into name
        where name.Key != "Program" && name.Count() > 1
        select $"{name.Key} is declared in {string.Join(" and in ", name.Order())}. Rename it where it fits less.";

    /// <summary>A type that is called by a name that was given up.</summary>
    public static IEnumerable<string> NamesGivenUp(IEnumerable<SourceFile> files) =>
        from file in files
        from Match type in TypeDeclaration().Matches(file.Code)
        let name = type.Groups["name"].Value
        where GivenUp.ContainsKey(name)
        select $"{file.Path}: {name} is not the field's word. Call it {GivenUp[name]}, or by another standard term.";

    private static IEnumerable<(string Project, string Name)> OuterTypes(SourceFile file) =>
        from Match type in TypeDeclaration().Matches(file.Code)
        where type.Groups["indent"].Length == 0
        select (file.Folders[1], type.Groups["name"].Value);

    [GeneratedRegex(
        @"^(?<indent>[ \t]*)(?:(?:public|internal|private|protected|static|sealed|abstract|readonly|partial|ref|unsafe|file) )*"
            + @"(?:class|struct|interface|enum|record|delegate [\w<>\[\],.?]+)(?: struct| class)? (?<name>[A-Z]\w*)",
        RegexOptions.Multiline
    )]
    private static partial Regex TypeDeclaration();
}
