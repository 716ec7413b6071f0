using Limpid.Kernels;
using Limpid.Numerics;

namespace Limpid.Layers;

/// <summary>
/// The planes that a stride cuts a padded picture into: plane (u, v), u and v below min(Stride, Kernel), holds the
/// pixels (i·Stride + u − Margin,
/// j·Stride + v − Margin).
/// </summary>
internal sealed class StridePhases
{
    private readonly int _side,
        _margin;

    public StridePhases(Convolution spec)
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

    /// <summary>For each line and column of a filter, in order: its plane, and by how many lines and columns it is
    /// ahead in it.</summary>
    public IReadOnlyList<(int Phase, int Line, int Column)> Taps { get; }

    /// <summary>Cuts a picture into its planes, or, back, puts it together from them. Places that hold no pixel, and
    /// pixels that no place holds, stay as they are.</summary>
    /// <param name="picture">All its channels.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="planes">The first channel's first plane.</param>
    /// <param name="grid">Where in it places lie.</param>
    /// <param name="back">The way.</param>
    public void Part(Span<float> picture, Shape shape, Span<float> planes, PhaseLayout grid, bool back)
    {
        (int pixels, int width, int lines, int columns) = (
            shape.Height * shape.Width,
            shape.Width,
            grid.Start + grid.Lines,
            grid.Start + grid.Pitch
        );
        Pairing pairs = Paired(width, columns);
        for (int u = 0; u < _side; u++)
        {
            PhaseRange i = Of(u, shape.Height, lines);
            if (i.First == i.End)
                continue; // no line of the picture falls into these planes
            int height = i.End - i.First,
                top = i.Pixel(i.First) * width,
                at = (i.First - grid.Start) * grid.Pitch - grid.Start;
            for (int channel = 0; channel < shape.Channels && pairs.Count > 0; channel++)
            {
                Span<float> row = planes[(channel * grid.Channel + u * _side * grid.Plane)..];
                Span<float> first = row[(pairs.First.Plane * grid.Plane + at + pairs.First.Column)..],
                    second = row[(pairs.Second.Plane * grid.Plane + at + pairs.Second.Column)..];
                StridedCopy.Pair(
                    picture[(channel * pixels + top)..],
                    Stride * width,
                    first,
                    second,
                    grid.Pitch,
                    pairs.Count,
                    height,
                    back
                );
            }
            for (int v = 0; v < _side; v++)
            {
                PhaseRange j = Of(v, width, columns);
                int first =
                    pairs.Count == 0
                        ? j.First
                        : (v == pairs.First.Plane ? pairs.First : pairs.Second).Column + pairs.Count;
                for (int channel = 0; channel < shape.Channels && first < j.End; channel++)
                    Rest(
                        picture[(channel * pixels + top + j.Pixel(first))..],
                        width,
                        planes[(channel * grid.Channel + (u * _side + v) * grid.Plane + at + first)..],
                        grid.Pitch,
                        j.End - first,
                        height,
                        back
                    );
            }
        }
    }

    /// <summary>The columns of one plane that stand in no pair, one pixel after another.</summary>
    private void Rest(Span<float> picture, int width, Span<float> plane, int pitch, int columns, int height, bool back)
    {
        for (int line = 0; line < height; line++)
        for (int column = 0; column < columns; column++)
        {
            ref float pixel = ref picture[(line * width + column) * Stride],
                place = ref plane[line * pitch + column];
            if (back)
                pixel = place;
            else
                place = pixel;
        }
    }

    /// <summary>Where two planes side by side hold the pixels of a line two by two, from its first on; none where there
    /// are not just two.</summary>
    private Pairing Paired(int width, int columns)
    {
        if (Stride != 2 || _side != 2)
            return default;
        int one = _margin % 2; // the first pixel's plane
        (PhaseRange first, PhaseRange second) = (Of(one, width, columns), Of(1 - one, width, columns));
        return new(
            (one, first.First),
            (1 - one, second.First),
            Math.Min(first.End - first.First, second.End - second.First)
        );
    }

    private readonly record struct Pairing((int Plane, int Column) First, (int Plane, int Column) Second, int Count);

    private PhaseRange Of(int shift, int pixels, int places)
    {
        int first = Math.Max(0, (_margin - shift + Stride - 1) / Stride),
            end = Math.Min(places, (pixels - 1 + _margin - shift + Stride) / Stride);
        return new(first, Math.Max(first, end), Stride, shift - _margin);
    }
}

/// <summary>Places First to End − 1 of a plane, in one direction; the pixel at a place is place · Stride +
/// Shift.</summary>
internal readonly record struct PhaseRange(int First, int End, int Stride, int Shift)
{
    public int Pixel(int place) => place * Stride + Shift;
}

/// <summary>How planes lie: from one line, plane and channel to the next, how many lines there are, and which line and
/// column is the first that is there.</summary>
internal readonly record struct PhaseLayout(int Pitch, int Plane, int Channel, int Lines, int Start);
