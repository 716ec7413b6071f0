namespace Limpid.Drawing;

/// <summary>A rectangle of whole pixels; the default holds none.</summary>
/// <param name="Left">The first column.</param>
/// <param name="Top">The first row.</param>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
public readonly record struct PixelBox(int Left, int Top, int Width, int Height)
{
    /// <summary>True when it holds no pixel.</summary>
    public bool IsEmpty => Width == 0 || Height == 0;

    /// <summary>The longer side.</summary>
    public int LongSide => Math.Max(Width, Height);

    /// <summary>The part that both have.</summary>
    internal PixelBox Meet(PixelBox other)
    {
        int left = Math.Max(Left, other.Left),
            top = Math.Max(Top, other.Top);
        int right = Math.Min(Left + Width, other.Left + other.Width),
            bottom = Math.Min(Top + Height, other.Top + other.Height);
        return left < right && top < bottom ? new(left, top, right - left, bottom - top) : default;
    }

    /// <summary>The box with a margin on each side, even beyond the picture.</summary>
    internal PixelBox Widen(int margin) => new(Left - margin, Top - margin, Width + 2 * margin, Height + 2 * margin);

    /// <summary>The smallest box that holds both.</summary>
    internal PixelBox With(PixelBox other)
    {
        if (IsEmpty || other.IsEmpty)
            return IsEmpty ? other : this;
        int left = Math.Min(Left, other.Left),
            top = Math.Min(Top, other.Top);
        return new(
            left,
            top,
            Math.Max(Left + Width, other.Left + other.Width) - left,
            Math.Max(Top + Height, other.Top + other.Height) - top
        );
    }

    /// <summary>The smallest box that holds every pixel of this part of the picture that is at least as bright as a
    /// level.</summary>
    /// <param name="image">Ink is bright.</param>
    /// <param name="level">The darkest pixel that counts.</param>
    /// <param name="within">Where to look.</param>
    internal static PixelBox Of(GrayImage image, int level, PixelBox within)
    {
        int left = int.MaxValue,
            right = -1,
            top = -1,
            bottom = -1;
        for (int y = within.Top; y < within.Top + within.Height; y++)
        {
            ReadOnlySpan<byte> row = image.Row(y).Slice(within.Left, within.Width);
            int first = row.IndexOfAnyInRange((byte)level, byte.MaxValue);
            if (first < 0)
                continue;
            left = Math.Min(left, within.Left + first);
            right = Math.Max(right, within.Left + row.LastIndexOfAnyInRange((byte)level, byte.MaxValue));
            if (top < 0)
                top = y;
            bottom = y;
        }
        return top < 0 ? default : new(left, top, right - left + 1, bottom - top + 1);
    }

    /// <summary>All of a picture.</summary>
    internal static PixelBox All(GrayImage image) => new(0, 0, image.Width, image.Height);

    /// <summary>The box with a margin on each side, as far as the picture reaches.</summary>
    internal PixelBox Grow(int margin, GrayImage image) => Widen(margin).Meet(All(image));
}
