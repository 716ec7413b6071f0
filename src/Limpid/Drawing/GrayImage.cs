namespace Limpid.Drawing;

/// <summary>A grey picture as an image file holds it: one byte a pixel, row after row, 0 = black and 255 = white. Equal
/// by value.</summary>
public sealed class GrayImage : IEquatable<GrayImage>
{
    /// <summary>Wraps pixels without copying them: who hands them in no longer writes to them.</summary>
    /// <param name="width">Columns, at least 1.</param>
    /// <param name="height">Rows, at least 1.</param>
    /// <param name="pixels">width · height bytes; pixel (x, y) is at y · width + x.</param>
    /// <exception cref="LimpidException">A side is below 1, or the number of bytes is not width · height.</exception>
    public GrayImage(int width, int height, ReadOnlyMemory<byte> pixels)
    {
        if (width < 1 || height < 1)
            throw LimpidException.Usage($"A picture has at least 1x1 pixels, but {width}x{height} was asked for.");
        if ((long)width * height != pixels.Length)
            throw LimpidException.Mismatch(
                $"A picture of {width}x{height} needs {(long)width * height} bytes, one a pixel, but "
                    + $"{pixels.Length} came."
            );
        (Width, Height, Pixels) = (width, height, pixels);
    }

    /// <summary>Columns.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>width · height bytes, row after row; 0 = black, 255 = white.</summary>
    public ReadOnlyMemory<byte> Pixels { get; }

    /// <summary>One row, from the top.</summary>
    public ReadOnlySpan<byte> Row(int y) => Pixels.Span.Slice(y * Width, Width);

    /// <inheritdoc/>
    public bool Equals(GrayImage? other) =>
        other is not null
        && (Width, Height) == (other.Width, other.Height)
        && Pixels.Span.SequenceEqual(other.Pixels.Span);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as GrayImage);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(Width);
        hash.AddBytes(Pixels.Span);
        return hash.ToHashCode();
    }

    /// <summary><c>28x28</c>: width, then height.</summary>
    public override string ToString() => $"{Width}x{Height}";

    /// <summary>The same picture with every pixel p as map[p]; map has 256 entries.</summary>
    internal GrayImage Map(ReadOnlySpan<byte> map)
    {
        var mapped = new byte[Pixels.Length];
        ReadOnlySpan<byte> pixels = Pixels.Span;
        for (int i = 0; i < mapped.Length; i++)
            mapped[i] = map[pixels[i]];
        return new(Width, Height, mapped);
    }

    /// <summary>Black for white.</summary>
    internal GrayImage Inverted()
    {
        Span<byte> map = stackalloc byte[Histogram.Levels];
        for (int level = 0; level < Histogram.Levels; level++)
            map[level] = (byte)(Histogram.Levels - 1 - level);
        return Map(map);
    }

    /// <summary>Rows become columns.</summary>
    internal GrayImage Transposed()
    {
        var turned = new byte[Pixels.Length];
        for (int y = 0; y < Height; y++)
        {
            ReadOnlySpan<byte> row = Row(y);
            for (int x = 0; x < row.Length; x++)
                turned[x * Height + y] = row[x];
        }
        return new(Height, Width, turned);
    }

    /// <summary>The picture with a frame of 0 around it.</summary>
    internal GrayImage Framed(int margin) => Laid(Width + 2 * margin, Height + 2 * margin, margin, margin);

    /// <summary>The picture on a larger field of 0.</summary>
    internal GrayImage Laid(int width, int height, int left, int top)
    {
        var field = new byte[width * height];
        for (int y = 0; y < Height; y++)
            Row(y).CopyTo(field.AsSpan((top + y) * width + left));
        return new(width, height, field);
    }

    /// <summary>A part of the picture, copied.</summary>
    internal GrayImage Crop(PixelBox box)
    {
        var cropped = new byte[box.Width * box.Height];
        for (int y = 0; y < box.Height; y++)
            Row(box.Top + y).Slice(box.Left, box.Width).CopyTo(cropped.AsSpan(y * box.Width));
        return new(box.Width, box.Height, cropped);
    }
}
