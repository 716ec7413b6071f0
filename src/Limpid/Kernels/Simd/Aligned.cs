using System.Runtime.InteropServices;

namespace Limpid.Kernels;

/// <summary>
/// Floats, zero at first, that begin where a line of the cache does: a vector that lies in two lines is read twice, and
/// one of 512 bits lies in two wherever it does
/// not begin with one.
/// </summary>
internal readonly struct Aligned
{
    /// <summary>Floats of a line.</summary>
    public const int Line = 16;

    private readonly float[] _array;
    private readonly int _start;

    /// <summary>Makes room for so many.</summary>
    public Aligned(int count)
    {
        Length = count;
        _array = GC.AllocateArray<float>(checked(count + Line - 1), pinned: true);
        int beyond = (int)(Marshal.UnsafeAddrOfPinnedArrayElement(_array, 0) / sizeof(float) % Line);
        _start = (Line - beyond) % Line;
    }

    /// <summary>How many.</summary>
    public int Length { get; }

    /// <summary>All of them.</summary>
    public Span<float> Span => _array.AsSpan(_start, Length);

    /// <summary>All of them.</summary>
    public static implicit operator Span<float>(Aligned floats) => floats.Span;

    /// <summary>All of them.</summary>
    public static implicit operator ReadOnlySpan<float>(Aligned floats) => floats.Span;

    /// <summary>So many floats, and as many more as fill their last line.</summary>
    public static int Whole(int count) => checked(count + Line - 1) / Line * Line;
}
