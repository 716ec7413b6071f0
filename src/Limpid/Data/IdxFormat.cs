using System.Buffers.Binary;
using Limpid.Numerics;

namespace Limpid.Data;

/// <summary>
/// The IDX format of MNIST: two zero bytes, a type code, the number n of dimensions, n extents (big-endian, 32 bits),
/// then the values
/// with the last index running fastest. Pictures open with 00 00 08 03, labels with 00 00 08 01. Only unsigned bytes
/// (code 08) are
/// read and written; gzip is seen and unpacked while reading. Nothing that a file claims is believed before the bytes
/// have come.
/// </summary>
/// <remarks>Source: LeCun, Cortes and Burges, "The MNIST database of handwritten digits" (1998), its page's last
/// section.</remarks>
public static class IdxFormat
{
    private const byte UnsignedByte = 0x08;
    private const int MagicBytes = 4;
    private const int MostDimensions = 4;
    private const int FirstChunk = 64 * 1024; // bytes allocated on the word of a claim alone

    /// <summary>Reads a whole IDX file, packed or not.</summary>
    /// <param name="stream">From its position to its end; need not seek, and stays open.</param>
    /// <param name="limits">What a file may ask for.</param>
    /// <exception cref="LimpidException"><see cref="Fault.InvalidData"/>: not IDX, other values than bytes, impossible
    /// extents, more
    /// than the limit, cut short, trailing bytes, or a damaged packing.</exception>
    public static IdxArray Read(Stream stream, IdxLimits? limits = null)
    {
        try
        {
            using Stream raw = GzipDetection.Open(stream);
            int[] dimensions = ReadDimensions(raw);
            int count = Count(dimensions, limits ?? new());
            byte[] values = ReadValues(raw, count, MagicBytes + sizeof(int) * dimensions.Length);
            if (raw.ReadByte() >= 0)
                throw LimpidException.InvalidData(
                    $"IDX: expected the end after {count} values ({Text(dimensions)}), but more bytes follow. "
                        + "The header or the file is not the right one; fetch it again."
                );
            return new(new(dimensions), values);
        }
        catch (InvalidDataException damage)
        {
            throw LimpidException.InvalidData(
                $"IDX: the gzip packing is damaged ({damage.Message}). Fetch the file again.",
                damage
            );
        }
    }

    /// <summary>Pairs a file of pictures with its file of labels.</summary>
    /// <param name="name">What the data set is called, in messages too.</param>
    /// <param name="pictures">IDX of count × rows × columns, or count × channels × rows × columns.</param>
    /// <param name="labels">IDX of count.</param>
    /// <param name="classNames">The names of the classes, by index.</param>
    /// <exception cref="LimpidException">One of the files is bad, they do not belong together, or a label has no
    /// name.</exception>
    public static Dataset ReadPictures(
        string name,
        Stream pictures,
        Stream labels,
        ImmutableSequence<string> classNames
    )
    {
        IdxArray pixels = ReadPart($"{name} pictures", pictures),
            classes = ReadPart($"{name} labels", labels);
        if (classes.Dimensions.Count != 1)
            throw LimpidException.Mismatch(
                $"{name}: expected labels in 1 dimension, but got {Text(classes.Dimensions.AsSpan())}. Are "
                    + "the two files swapped?"
            );
        Shape item = pixels.Dimensions.AsSpan() switch
        {
            [_, var rows, var columns] => new(1, rows, columns),
            [_, var channels, var rows, var columns] => new(channels, rows, columns),
            _ => throw LimpidException.Mismatch(
                $"{name}: expected pictures in 3 or 4 dimensions, but got {Text(pixels.Dimensions.AsSpan())}. "
                    + "Are the two files swapped?"
            ),
        };
        if (pixels.Dimensions[0] != classes.Dimensions[0])
            throw LimpidException.Mismatch(
                $"{name}: {pixels.Dimensions[0]} pictures, but {classes.Dimensions[0]} labels. Take both "
                    + "files from the same set: train with train, t10k with t10k."
            );
        return new(name, item, pixels.Values, classes.Values, classNames);
    }

    /// <summary>Writes a whole IDX file, unpacked.</summary>
    /// <param name="stream">Gets the bytes; stays open.</param>
    /// <param name="dimensions">One to four positive extents.</param>
    /// <param name="values">As many bytes as their product.</param>
    /// <exception cref="LimpidException"><see cref="Fault.Mismatch"/>: the dimensions and the values do not
    /// fit.</exception>
    public static void Write(Stream stream, ReadOnlySpan<int> dimensions, ReadOnlySpan<byte> values)
    {
        if (dimensions.Length is < 1 or > MostDimensions || Product(dimensions) != values.Length)
            throw LimpidException.Mismatch(
                $"IDX: expected 1 to {MostDimensions} positive dimensions whose product is the number of "
                    + $"values, but got {Text(dimensions)} and {values.Length} values."
            );
        Span<byte> header = stackalloc byte[MagicBytes + sizeof(int) * dimensions.Length];
        BinaryPrimitives.WriteInt32BigEndian(header, (UnsignedByte << 8) | dimensions.Length);
        for (int i = 0; i < dimensions.Length; i++)
            BinaryPrimitives.WriteInt32BigEndian(header[(MagicBytes + sizeof(int) * i)..], dimensions[i]);
        stream.Write(header);
        stream.Write(values);
    }

    private static int[] ReadDimensions(Stream stream)
    {
        Span<byte> header = stackalloc byte[MagicBytes + sizeof(int) * MostDimensions];
        int came = stream.ReadAtLeast(header[..MagicBytes], MagicBytes, throwOnEndOfStream: false);
        int count = IdxMagic.Dimensions(header[..came], MostDimensions);
        Span<byte> extents = header.Slice(MagicBytes, sizeof(int) * count);
        came = stream.ReadAtLeast(extents, extents.Length, throwOnEndOfStream: false);
        if (came < extents.Length)
            throw LimpidException.InvalidData(
                $"IDX: cut short: expected {extents.Length} bytes of extents after the magic number, but "
                    + $"{came} came. Fetch the file again."
            );
        int[] dimensions = new int[count];
        for (int i = 0; i < count; i++)
            dimensions[i] = BinaryPrimitives.ReadInt32BigEndian(extents[(sizeof(int) * i)..]);
        return dimensions;
    }

    private static int Count(int[] dimensions, IdxLimits limits)
    {
        long product = Product(dimensions),
            most = Math.Min(limits.MaximumBytes, Array.MaxLength);
        if (product < 0)
            throw LimpidException.InvalidData(
                $"IDX: expected every extent to be from 1 to {int.MaxValue}, but got {Text(dimensions)}."
            );
        if (product > most)
            throw LimpidException.InvalidData(
                $"IDX: expected at most {most} values, but the header claims {Text(dimensions)}. If the file "
                    + "is meant to be that large, raise the limit."
            );
        return (int)product;
    }

    /// <summary>The product of the extents; −1 where one is not positive; <see cref="long.MaxValue"/> where it is too
    /// large to tell.</summary>
    private static long Product(ReadOnlySpan<int> dimensions)
    {
        long product = 1;
        foreach (int extent in dimensions)
        {
            if (extent <= 0)
                return -1;
            product = product > long.MaxValue / extent ? long.MaxValue : product * extent;
        }
        return product;
    }

    private static byte[] ReadValues(Stream stream, int count, int headerBytes)
    {
        long? known = GzipDetection.KnownLength(stream) - headerBytes;
        if (known < count)
            throw Short(count, known.Value);
        byte[] values = new byte[known is null ? Math.Min(count, FirstChunk) : count];
        for (int filled = 0; ; )
        {
            filled += stream.ReadAtLeast(values.AsSpan(filled), values.Length - filled, throwOnEndOfStream: false);
            if (filled == count)
                return values;
            if (filled < values.Length)
                throw Short(count, filled);
            Array.Resize(ref values, (int)Math.Min(count, 2L * values.Length));
        }
    }

    private static LimpidException Short(long expected, long came) =>
        LimpidException.InvalidData(
            $"IDX: cut short: the header promises {expected} bytes of values, but {came} came. Fetch the file again."
        );

    private static IdxArray ReadPart(string part, Stream stream)
    {
        try
        {
            return Read(stream);
        }
        catch (LimpidException fault)
        {
            throw new LimpidException(fault.Fault, $"{part}: {fault.Message}", fault);
        }
    }

    private static string Text(ReadOnlySpan<int> dimensions) => string.Join(" x ", dimensions.ToArray());
}
