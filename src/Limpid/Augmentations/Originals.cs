using Limpid.Numerics;

namespace Limpid.Augmentations;

/// <summary>Copies of rows, for what changes rows by each other. One worker's own, used again for the next
/// rows.</summary>
/// <param name="rows">The most at a time.</param>
/// <param name="pixels">Values of a picture.</param>
/// <param name="classes">Values of a target.</param>
internal sealed class Originals(int rows, int pixels, int classes)
{
    private readonly float[] _x = new float[rows * pixels],
        _y = new float[rows * classes];
    private readonly int[] _order = new int[rows];

    public Matrix X => new(_x, rows, pixels);

    public Matrix Y => new(_y, rows, classes);

    public void Copy(Matrix x, Matrix y)
    {
        x.Span.CopyTo(_x);
        y.Span.CopyTo(_y);
    }

    /// <summary>0 .. count − 1, to be shuffled.</summary>
    public Span<int> Order(int count)
    {
        for (int i = 0; i < count; i++)
            _order[i] = i;
        return _order.AsSpan(0, count);
    }
}
