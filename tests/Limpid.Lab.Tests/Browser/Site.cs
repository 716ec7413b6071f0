using Limpid.Data;
using Limpid.Datasets;

namespace Limpid.Lab.Tests;

/// <summary>The folder that <c>dotnet run build.cs site</c> makes.</summary>
internal static class Site
{
    public static string Root { get; } = Find();

    public static string Folder { get; } = Built();

    /// <summary>Where the thousand digits lie that the page has where MNIST is not at hand.</summary>
    public static string Thousand { get; } = Path.Combine(Root, "lab/digits");

    /// <summary>Whether MNIST was at hand when the site was built: a thousand of its digits come with their
    /// notice.</summary>
    public static bool HasDigits =>
        File.Exists(Path.Combine(Folder, "data", "train-images-idx3-ubyte.gz"))
        && !File.Exists(Path.Combine(Folder, "data", "NOTICE"));

    public static string Axe => Path.Combine(Root, "lab/node_modules/axe-core/axe.min.js");

    /// <summary>The digits that the site was built with; null where it was built without.</summary>
    public static DatasetPair? Digits() => HasDigits ? new(Read("train"), Read("t10k")) : null;

    /// <summary>The same site as it is built without MNIST.</summary>
    public static void CopyWithThousand(string to)
    {
        Directory.CreateDirectory(Path.Combine(to, "data"));
        foreach (string file in Directory.EnumerateFiles(Thousand))
            File.Copy(file, Path.Combine(to, "data", Path.GetFileName(file)));
        foreach (string file in Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories))
        {
            string path = Path.GetRelativePath(Folder, file),
                copy = Path.Combine(to, path);
            if (path.StartsWith("data", StringComparison.Ordinal))
                continue;
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    private static Dataset Read(string part) => Read(Path.Combine(Folder, "data"), part);

    /// <summary>A set of digits from a folder of four packed files.</summary>
    public static Dataset Read(string folder, string part)
    {
        using FileStream pictures = File.OpenRead(Path.Combine(folder, $"{part}-images-idx3-ubyte.gz")),
            labels = File.OpenRead(Path.Combine(folder, $"{part}-labels-idx1-ubyte.gz"));
        return IdxFormat.ReadPictures(part, pictures, labels, new Mnist().ClassNames);
    }

    private static string Find()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Limpid.slnx")))
            folder = folder.Parent;
        return folder?.FullName
            ?? throw new DirectoryNotFoundException(
                $"No Limpid.slnx at or above {AppContext.BaseDirectory}: run the tests inside the repository."
            );
    }

    private static string Built()
    {
        string folder = Path.Combine(Root, "artifacts/site");
        return File.Exists(Path.Combine(folder, "index.html"))
            ? folder
            : throw new DirectoryNotFoundException(
                $"There is no page at {folder}. Build it first: dotnet run build.cs site"
            );
    }
}
