using System.Security.Cryptography;
using Limpid.Numerics;

namespace Limpid.Data;

/// <summary>
/// Labelled pictures in memory. Pixels stay the bytes that they are (0 = paper, 255 = ink); they become floats, byte /
/// 255, only in
/// <see cref="Fill"/>. Immutable.
/// </summary>
public sealed class Dataset
{
    private readonly ReadOnlyMemory<byte> _pixels;
    private readonly ReadOnlyMemory<byte> _labels;
    private string? _sha256;

    /// <summary>Wraps pixels and labels without copying them.</summary>
    /// <param name="name">What people call it: <c>mnist</c>.</param>
    /// <param name="item">The shape of one picture.</param>
    /// <param name="pixels">Count · item.Count bytes, sample after sample, channel-major.</param>
    /// <param name="labels">One class index a sample.</param>
    /// <param name="classNames">The names of the classes, by index.</param>
    /// <exception cref="LimpidException">The lengths do not fit, or a label has no name.</exception>
    public Dataset(
        string name,
        Shape item,
        ReadOnlyMemory<byte> pixels,
        ReadOnlyMemory<byte> labels,
        ImmutableSequence<string> classNames
    )
    {
        if (!item.IsValid || (long)labels.Length * item.Count != pixels.Length)
            throw LimpidException.Mismatch(
                $"{name}: expected {labels.Length} pictures of {item}, one for each label, but got "
                    + $"{pixels.Length} bytes of pixels."
            );
        int wrong = labels.Span.IndexOfAnyExceptInRange((byte)0, (byte)Math.Min(255, classNames.Count - 1));
        if (classNames.Count == 0 || wrong >= 0)
            throw LimpidException.InvalidData(
                $"{name}: label {wrong} is class {(wrong < 0 ? 0 : labels.Span[wrong])}, but there are only "
                    + $"{classNames.Count} classes (0 to {classNames.Count - 1})."
            );
        (Name, Item, _pixels, _labels, ClassNames) = (name, item, pixels, labels, classNames);
    }

    /// <summary>What people call it.</summary>
    public string Name { get; }

    /// <summary>The shape of one picture.</summary>
    public Shape Item { get; }

    /// <summary>The names of the classes, by index.</summary>
    public ImmutableSequence<string> ClassNames { get; }

    /// <summary>How many pictures there are.</summary>
    public int Count => _labels.Length;

    /// <summary>All labels.</summary>
    public ReadOnlySpan<byte> Labels => _labels.Span;

    /// <summary>The bytes of one picture.</summary>
    public ReadOnlySpan<byte> Picture(int index) => _pixels.Span.Slice(checked(index * Item.Count), Item.Count);

    /// <summary>SHA-256, lower-case hex, over all pixels and then all labels.</summary>
    public string Sha256 => _sha256 ??= Hash();

    /// <summary>Writes the chosen pictures into rows of x as byte / 255, and their labels beside them.</summary>
    /// <param name="indices">Which samples, in order.</param>
    /// <param name="x">indices.Length × Item.Count.</param>
    /// <param name="labels">At least indices.Length.</param>
    public void Fill(ReadOnlySpan<int> indices, Matrix x, Span<byte> labels)
    {
        ReadOnlySpan<byte> pixels = _pixels.Span,
            known = _labels.Span;
        int size = Item.Count;
        for (int row = 0; row < indices.Length; row++)
        {
            Kernels.Bytes.ToUnit(pixels.Slice(indices[row] * size, size), x[row]);
            labels[row] = known[indices[row]];
        }
    }

    /// <summary>Asks memory for pictures that will be wanted: chosen by chance, they are far from each other, and it
    /// would take longer to wait for them than to fill them in.</summary>
    internal void Prefetch(ReadOnlySpan<int> indices)
    {
        ReadOnlySpan<byte> pixels = _pixels.Span;
        int size = Item.Count;
        foreach (int index in indices)
            Kernels.Bytes.Prefetch(pixels.Slice(index * size, size));
    }

    private string Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(_pixels.Span);
        hash.AppendData(_labels.Span);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
