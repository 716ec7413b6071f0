namespace Limpid.Drawing;

/// <summary>
/// Sums over any box in four reads: S[y, x] = Σ v[j, i] over j &lt; y, i &lt; x, and Σ over a box = S[b, r] − S[t, r] −
/// S[b, l] + S[t, l].
/// Crow, "Summed-area tables for texture mapping", SIGGRAPH 1984.
/// </summary>
internal sealed class IntegralImage
{
    private readonly int _stride;
    private readonly long[] _sums;

    /// <summary>Sums values given row after row.</summary>
    public IntegralImage(int width, int height, ReadOnlySpan<int> values)
    {
        _stride = width + 1;
        _sums = new long[_stride * (height + 1)];
        for (int y = 0; y < height; y++)
        {
            long row = 0;
            for (int x = 0; x < width; x++)
            {
                row += values[y * width + x];
                _sums[(y + 1) * _stride + x + 1] = _sums[y * _stride + x + 1] + row;
            }
        }
    }

    /// <summary>The sum over a box, which lies within.</summary>
    public long Sum(PixelBox box)
    {
        int top = box.Top * _stride,
            bottom = (box.Top + box.Height) * _stride,
            right = box.Left + box.Width;
        return _sums[bottom + right] - _sums[top + right] - _sums[bottom + box.Left] + _sums[top + box.Left];
    }
}
