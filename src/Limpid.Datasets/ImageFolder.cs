using Limpid.Data;
using Limpid.Drawing;
using Limpid.Imaging;
using Limpid.Numerics;

namespace Limpid.Datasets;

/// <summary>
/// Picture files in one folder a class: <c>0/a.png</c>, <c>1/b.jpg</c>; or the same under <c>train/</c> and
/// <c>test/</c>. The classes are the
/// folders' names in ordinal order. Each picture is brought to 28x28 as MNIST was; one that has 28x28 already is taken
/// as it is.
/// </summary>
internal static class ImageFolder
{
    private const int Side = PictureNormalizer.Side,
        MostClasses = 256;
    private static readonly string[] Endings = [".png", ".jpg", ".jpeg", ".webp", ".bmp", ".gif"];

    /// <summary>Reads all pictures of a folder.</summary>
    public static DatasetPair Read(
        string name,
        string folder,
        IProgress<DataProgress>? progress,
        CancellationToken stop
    )
    {
        string train = Path.Combine(folder, "train"),
            test = Path.Combine(folder, "test");
        bool divided = Directory.Exists(train);
        ImmutableSequence<string> classes = Classes(divided ? train : folder);
        Dataset training = ReadPart(name, divided ? train : folder, classes, progress, stop);
        return new(
            training,
            divided && Directory.Exists(test)
                ? ReadPart($"{name} test", test, WithinOf(classes, test), progress, stop)
                : null
        );
    }

    private static ImmutableSequence<string> Classes(string folder)
    {
        string[] classes = [.. Folders(folder).Order(StringComparer.Ordinal)];
        if (classes.Length is < 2 or > MostClasses)
            throw LimpidException.InvalidData(
                $"{folder}: expected IDX files under MNIST's names, or 2 to {MostClasses} folders of "
                    + $"pictures, one a class, but found {classes.Length} folders."
            );
        return ImmutableSequence.From(classes);
    }

    private static ImmutableSequence<string> WithinOf(ImmutableSequence<string> classes, string folder)
    {
        string? stranger = Folders(folder).FirstOrDefault(name => !classes.Contains(name));
        return stranger is null
            ? classes
            : throw LimpidException.Mismatch(
                $"{folder}: the class '{stranger}' has no folder among the training pictures "
                    + $"({string.Join(", ", classes)}). Rename or remove it."
            );
    }

    private static IEnumerable<string> Folders(string folder) =>
        Directory
            .EnumerateDirectories(folder)
            .Select(path => Path.GetFileName(path))
            .Where(name => !name.StartsWith('.'));

    private static Dataset ReadPart(
        string name,
        string folder,
        ImmutableSequence<string> classes,
        IProgress<DataProgress>? progress,
        CancellationToken stop
    )
    {
        var pictures = new List<Picture>();
        for (int label = 0; label < classes.Count; label++)
        {
            foreach (string path in Files(Path.Combine(folder, classes[label])))
            {
                stop.ThrowIfCancellationRequested();
                pictures.Add(ReadFile(path, (byte)label));
            }
            progress?.Report(new(folder, classes[label], (long)pictures.Count * Side * Side, null));
        }
        if (pictures.Count == 0)
            throw LimpidException.InvalidData(
                $"{folder}: its folders hold no pictures ({string.Join(", ", Endings)})."
            );
        bool dark =
            2 * pictures.Count(picture => picture is { AsGiven: true, DarkOnLight: true })
            > pictures.Count(picture => picture.AsGiven);
        return new(
            name,
            new Shape(1, Side, Side),
            Join(pictures, dark),
            pictures.ConvertAll(picture => picture.Label).ToArray(),
            classes
        );
    }

    private static IEnumerable<string> Files(string folder) =>
        !Directory.Exists(folder)
            ? []
            : Directory
                .EnumerateFiles(folder)
                .Where(path => Endings.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase))
                .Order(StringComparer.Ordinal);

    private static Picture ReadFile(string path, byte label)
    {
        using Stream stream = Disk.Open(path);
        try
        {
            GrayImage image = PictureFile.Read(stream);
            NormalizedPicture normalized = PictureNormalizer.Normalize(image);
            bool asGiven = (image.Width, image.Height) == (Side, Side);
            return new(
                asGiven ? image.Pixels : normalized.Picture.Pixels,
                label,
                asGiven,
                normalized.Polarity == Polarity.DarkOnLight && !normalized.IsBlank
            );
        }
        catch (LimpidException fault)
        {
            throw new LimpidException(fault.Fault, $"{path}: {fault.Message}", fault);
        }
    }

    /// <summary>All pixels in one array. Pictures that came as 28x28 are turned together or not at all: a coat that
    /// fills its picture is no paper.</summary>
    private static byte[] Join(List<Picture> pictures, bool turn)
    {
        byte[] pixels = new byte[checked(pictures.Count * Side * Side)];
        for (int i = 0; i < pictures.Count; i++)
        {
            Span<byte> place = pixels.AsSpan(i * Side * Side, Side * Side);
            pictures[i].Pixels.Span.CopyTo(place);
            if (!turn || !pictures[i].AsGiven)
                continue;
            foreach (ref byte pixel in place)
                pixel = (byte)(byte.MaxValue - pixel);
        }
        return pixels;
    }

    private sealed record Picture(ReadOnlyMemory<byte> Pixels, byte Label, bool AsGiven, bool DarkOnLight);
}
