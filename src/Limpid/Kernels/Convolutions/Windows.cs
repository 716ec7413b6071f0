using Limpid.Numerics;

namespace Limpid.Kernels;

/// <summary>
/// The square windows that slide over each channel of a picture: window (i, j) begins at line i·Stride − Padding and
/// column j·Stride − Padding;
/// what lies outside the picture is not there.
/// </summary>
internal readonly record struct Windows(Shape Input, int Size, int Stride, int Padding)
{
    /// <summary>One number a window.</summary>
    public Shape Output => new(Input.Channels, Along(Input.Height), Along(Input.Width));

    /// <summary>Whether they are 2×2 side by side: the common ones, and the fast ones.</summary>
    public bool Halve => (Size, Stride, Padding) == (2, 2, 0);

    /// <summary>Whether each number lies in just one of them.</summary>
    public bool Partition => Halve && Input.Height % 2 == 0 && Input.Width % 2 == 0;

    /// <summary>The lines of window i that lie in the picture; so too its columns.</summary>
    public (int First, int End) Inside(int i, int extent) =>
        (Math.Max(0, i * Stride - Padding), Math.Min(extent, i * Stride - Padding + Size));

    private int Along(int extent) => (int)((extent + 2L * Padding - Size) / Stride) + 1;
}
