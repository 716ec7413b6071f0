using Limpid.Data;
using Limpid.Numerics;

namespace Limpid.Datasets;

/// <summary>
/// Labelled pictures in CSV, a row a picture: <c>label,pixel0,...,pixel783</c>. A header (as in Kaggle's
/// digit-recognizer) is
/// recognized by its letters, and must begin with <c>label</c>. Fields are whole numbers from 0 to 255; the number of
/// pixels is that of a square.
/// </summary>
internal static class CsvPictures
{
    /// <summary>Reads a whole stream.</summary>
    /// <param name="name">What to call it in messages.</param>
    /// <param name="stream">Raw or packed by gzip; stays open.</param>
    /// <param name="maximumPixels">The most pixels of all pictures together.</param>
    /// <exception cref="LimpidException"><see cref="Fault.InvalidData"/>, with line and column.</exception>
    public static NumberedPictures Read(string name, Stream stream, int maximumPixels = 1 << 30)
    {
        try
        {
            using Stream raw = GzipDetection.Open(stream);
            return Read(new CsvFields(name, raw), maximumPixels);
        }
        catch (InvalidDataException damage)
        {
            throw LimpidException.InvalidData(
                $"{name}: the gzip packing is damaged ({damage.Message}). Fetch the file again.",
                damage
            );
        }
    }

    private static NumberedPictures Read(CsvFields fields, int maximumPixels)
    {
        int headed = fields.SkipHeader(),
            side = 0,
            row = 0;
        var labels = new ByteList();
        var pixels = new ByteList();
        while (fields.NextRow())
        {
            labels.Add(fields.Number());
            int before = pixels.Count;
            while (fields.HasMore)
            {
                if (pixels.Count == maximumPixels || pixels.Count - before == Shape.MaximumCount)
                    throw fields.Wrong($"at most {maximumPixels} pixels in all and {Shape.MaximumCount} a row", "more");
                pixels.Add(fields.Number());
            }
            if (row++ == 0)
                side = Side(fields, pixels.Count, headed);
            else if (pixels.Count - before != side * side)
                throw fields.Wrong(
                    $"a label and {side * side} pixels, as in the first row",
                    $"{pixels.Count - before} pixels"
                );
        }
        if (row == 0)
            throw fields.Wrong("rows of a label and pixels", "none");
        return new(new(1, side, side), pixels.ToMemory(), labels.ToMemory());
    }

    private static int Side(CsvFields fields, int pixels, int headed)
    {
        int side = (int)Math.Sqrt(pixels);
        if (headed > 0 && headed != pixels + 1)
            throw fields.Wrong($"{headed} fields, as in the header", $"{pixels + 1}");
        if (side == 0 || side * side != pixels)
            throw fields.Wrong("a label and the pixels of a square picture, such as 784", $"{pixels} pixels");
        return side;
    }

    /// <summary>Bytes that grow as they come.</summary>
    private sealed class ByteList
    {
        private byte[] _items = new byte[1024];

        public int Count { get; private set; }

        public void Add(byte item)
        {
            if (Count == _items.Length)
                Array.Resize(ref _items, (int)Math.Min(Array.MaxLength, 2L * Count));
            _items[Count++] = item;
        }

        public ReadOnlyMemory<byte> ToMemory() => _items.AsMemory(0, Count);
    }
}
