namespace Limpid.Datasets;

/// <summary>One file of a published data set. Its truth is the hash of its raw bytes: how it was packed, and who
/// brought it, is no matter.</summary>
/// <param name="Name">The file's name, without .gz.</param>
/// <param name="Bytes">Its size, unpacked.</param>
/// <param name="Sha256">SHA-256 of the unpacked bytes, lower-case hex.</param>
public sealed record DataFile(string Name, long Bytes, string Sha256)
{
    /// <summary>The file in a folder: raw or packed, <c>train-images-idx3-ubyte</c> or <c>train-images.idx3-ubyte</c>;
    /// null where it is not there.</summary>
    /// <param name="folder">A folder, which need not exist.</param>
    public string? Find(string folder)
    {
        string dotted = Name.Replace("-idx", ".idx", StringComparison.Ordinal);
        return new[] { Name, dotted, Name + ".gz", dotted + ".gz" }
            .Select(name => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);
    }

    /// <summary>How many labels the file holds, if it is one of labels: all bytes but the IDX header's eight.</summary>
    internal int LabelCount => (int)(Bytes - 8);
}
