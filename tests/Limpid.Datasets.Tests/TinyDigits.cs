using System.IO.Compression;
using System.Security.Cryptography;
using Limpid.Data;
using Limpid.Numerics;

namespace Limpid.Datasets.Tests;

/// <summary>A published data set of a few kilobytes, whose files the tests hold in memory.</summary>
internal sealed record TinyDigits : PublishedDataset
{
    private static readonly Dictionary<string, byte[]> Raw = new()
    {
        ["train-images-idx3-ubyte"] = Idx([6, 28, 28], Noise(6 * 784)),
        ["train-labels-idx1-ubyte"] = Idx([6], [0, 1, 2, 2, 1, 0]),
        ["t10k-images-idx3-ubyte"] = Idx([2, 28, 28], Noise(2 * 784)),
        ["t10k-labels-idx1-ubyte"] = Idx([2], [2, 1]),
    };

    public static IReadOnlyCollection<string> FileNames => Raw.Keys;

    public override string Name => "tiny";

    public override string Description => "Noise under labels.";

    public override string Licence => "None needed.";

    public override ImmutableSequence<string> ClassNames => ["no", "perhaps", "yes"];

    public override FileSet Files { get; } =
        new(
            File("train-images-idx3-ubyte"),
            File("train-labels-idx1-ubyte"),
            File("t10k-images-idx3-ubyte"),
            File("t10k-labels-idx1-ubyte")
        );

    public override NpmPackage? Package => new("tiny-data", "1.0.0", "package/data/");

    public static byte[] Bytes(string name) =>
        name.EndsWith(".gz", StringComparison.Ordinal) ? Packed(Raw[name[..^3]]) : Raw[name];

    public static byte[] Packed(byte[] raw)
    {
        var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.Fastest))
            gzip.Write(raw);
        return stream.ToArray();
    }

    private static DataFile File(string name) =>
        new(name, Raw[name].Length, Convert.ToHexStringLower(SHA256.HashData(Raw[name])));

    private static byte[] Idx(int[] dimensions, byte[] values)
    {
        var stream = new MemoryStream();
        IdxFormat.Write(stream, dimensions, values);
        return stream.ToArray();
    }

    private static byte[] Noise(int count)
    {
        byte[] bytes = new byte[count];
        new Random(count).NextBytes(bytes);
        return bytes;
    }
}
