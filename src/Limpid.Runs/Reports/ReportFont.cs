using ScottPlot;

namespace Limpid.Runs.Reports;

/// <summary>
/// The letters on the pictures. On Windows and macOS the system gives them. The drawing library that Linux gets here
/// asks no font service,
/// so a font's file is looked for where distributions put them.
/// </summary>
internal static class ReportFont
{
    private const string Name = "Limpid report";
    private static readonly string[] Folders =
    [
        "/usr/share/fonts",
        "/usr/local/share/fonts",
        "/run/current-system/sw/share/X11/fonts",
    ];
    private static readonly string[] Files =
    [
        "DejaVuSans.ttf",
        "NotoSans-Regular.ttf",
        "LiberationSans-Regular.ttf",
        "OpenSans-Regular.ttf",
        "FreeSans.ttf",
        "Ubuntu-R.ttf",
        "Arial.ttf",
    ];
    private static readonly Lazy<bool> Found = new(() => !OperatingSystem.IsLinux() || Register());

    /// <summary>False where no font was found: then pictures have lines and colours, but no letters.</summary>
    public static bool IsThere => Found.Value;

    private static bool Register()
    {
        string? path = Folders.Where(Directory.Exists).Select(FirstIn).FirstOrDefault(found => found is not null);
        if (path is null)
            return false;
        foreach (bool bold in new[] { false, true })
            Fonts.AddFontFile(Name, path, bold, italic: false);
        Fonts.Default = Fonts.Sans = Name;
        return true;
    }

    private static string? FirstIn(string folder)
    {
        ILookup<string, string> fonts = Directory
            .EnumerateFiles(
                folder,
                "*.ttf",
                new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true }
            )
            .ToLookup(path => Path.GetFileName(path));
        return Files.Select(file => fonts[file].FirstOrDefault()).FirstOrDefault(path => path is not null)
            ?? fonts.FirstOrDefault()?.First();
    }
}
