namespace Limpid.Layers;

/// <summary>
/// The planes that a stride cuts a padded picture into: plane (u, v), u and v below min(Stride, Kernel), holds the pixels (i·Stride + u − Margin,
/// j·Stride + v − Margin).
/// </summary>
internal sealed class Phases
{
    private readonly int _side, _margin;

    public Phases(Convolution spec)
    {
        (Stride, _margin, _side) = (spec.Stride, spec.Margin, Math.Min(spec.Stride, spec.Kernel));
        var taps = new List<(int, int, int)>();
        for (int u = 0; u < spec.Kernel; u++)
            for (int v = 0; v < spec.Kernel; v++)
                taps.Add((u % Stride * _side + v % Stride, u / Stride, v / Stride));
        Taps = taps;
    }

    public int Stride { get; }

    /// <summary>How many planes a channel has.</summary>
    public int Count => _side * _side;

    /// <summary>For each line and column of a filter, in order: its plane, and by how many lines and columns it is ahead in it.</summary>
    public IReadOnlyList<(int Phase, int Line, int Column)> Taps { get; }

    /// <summary>The lines of a plane that hold pixels of the picture, of so many lines of the plane.</summary>
    public Places Lines(int phase, int height, int lines) => Of(phase / _side, height, lines);

    /// <summary>The columns of a plane that hold pixels of the picture, of so many columns of the plane.</summary>
    public Places Columns(int phase, int width, int columns) => Of(phase % _side, width, columns);

    private Places Of(int shift, int pixels, int places)
    {
        int first = Math.Max(0, (_margin - shift + Stride - 1) / Stride), end = Math.Min(places, (pixels - 1 + _margin - shift + Stride) / Stride);
        return new(first, Math.Max(first, end), Stride, shift - _margin);
    }
}

/// <summary>Places First to End − 1 of a plane, in one direction; the pixel at a place is place · Stride + Shift.</summary>
internal readonly record struct Places(int First, int End, int Stride, int Shift)
{
    public int Pixel(int place) => place * Stride + Shift;
}
