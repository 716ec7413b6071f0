using Limpid.Data;
using Limpid.Numerics;

namespace Limpid.Datasets;

/// <summary>IDX files under MNIST's names, packed or not: train-images-idx3-ubyte, train-labels-idx1-ubyte, and the
/// same of t10k where there is a test set.</summary>
internal static class IdxFolder
{
    private const string Pictures = "-images-idx3-ubyte",
        Labels = "-labels-idx1-ubyte";

    /// <summary>True when the folder has training pictures in IDX.</summary>
    public static bool Holds(string folder) => Find(folder, "train" + Pictures) is not null;

    /// <summary>Reads both parts; the classes are called by their numbers.</summary>
    public static DatasetPair Read(string name, string folder)
    {
        bool tests = Find(folder, "t10k" + Pictures) is not null;
        return NumberedPictures.Pair(name, ReadPart(folder, "train"), tests ? ReadPart(folder, "t10k") : null);
    }

    private static NumberedPictures ReadPart(string folder, string part)
    {
        IdxArray pictures = ReadFile(folder, part + Pictures),
            labels = ReadFile(folder, part + Labels);
        if (
            pictures.Dimensions.Count != 3
            || labels.Dimensions.Count != 1
            || pictures.Dimensions[0] != labels.Dimensions[0]
        )
            throw LimpidException.Mismatch(
                $"{folder}: {part}{Pictures} is {Text(pictures)} and {part}{Labels} is {Text(labels)}; "
                    + "expected pictures x rows x columns, and as many labels. Take both from the same set."
            );
        return new(new Shape(1, pictures.Dimensions[1], pictures.Dimensions[2]), pictures.Values, labels.Values);
    }

    private static IdxArray ReadFile(string folder, string file)
    {
        string path = Find(folder, file)
            ?? throw new LimpidException(
                Fault.NotFound,
                $"{folder}: {file} (raw or .gz) is missing beside its partner. Put it there."
            );
        using Stream stream = Disk.Open(path);
        try
        {
            return IdxFormat.Read(stream);
        }
        catch (LimpidException fault)
        {
            throw new LimpidException(fault.Fault, $"{path}: {fault.Message}", fault);
        }
    }

    private static string? Find(string folder, string file) => new DataFile(file, 0, "").Find(folder);

    private static string Text(IdxArray array) => string.Join(" x ", array.Dimensions);
}
