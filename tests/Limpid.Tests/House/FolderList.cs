using System.Text.RegularExpressions;

namespace Limpid.Tests.House;

/// <summary>Holds the folders that ARCHITECTURE.md lists against those that are there, both ways.</summary>
internal static partial class FolderList
{
    /// <param name="page">The text of ARCHITECTURE.md.</param>
    /// <param name="files">Every source file of <c>src</c> and <c>lab/src</c>.</param>
    /// <returns>An instruction for each difference.</returns>
    public static IEnumerable<string> Faults(string page, IEnumerable<SourceFile> files)
    {
        string[] listed = [.. Line().Matches(page).Select(match => match.Groups["folder"].Value)];
        // A folder that holds nothing but folders needs no line of its own.
        string[] present = [.. files.Select(file => string.Join('/', file.Folders)).Distinct()];
        foreach (string folder in present.Except(listed))
            if (folder != "lab/src")
                yield return $"{folder}/: is not in ARCHITECTURE.md. Add a line that says what it holds.";
        foreach (string folder in listed.Where(folder => !present.Any(other => IsWithin(other, folder))))
            yield return $"{folder}/: is in ARCHITECTURE.md, but there is no such folder. Remove or correct the line.";
        foreach (IGrouping<string, string> twice in listed.GroupBy(folder => folder).Where(group => group.Count() > 1))
            yield return $"{twice.Key}/: has {twice.Count()} lines in ARCHITECTURE.md. Keep one.";
    }

    private static bool IsWithin(string folder, string outer) =>
        folder == outer || folder.StartsWith($"{outer}/", StringComparison.Ordinal);

    /// <summary>A line of the list: a folder, spaces, what it holds.</summary>
    [GeneratedRegex(@"^(?<folder>(?:src|lab/src)(?:/[\w.]+)*)/ +\S", RegexOptions.Multiline)]
    private static partial Regex Line();
}
