using System.Runtime.CompilerServices;

namespace Limpid.Kernels;

/// <summary>Elements without a bounds check: a kernel checks its lengths once, at its door.</summary>
internal static class Ref
{
    /// <summary>start[index].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref T Add<T>(ref T start, int index) => ref Unsafe.Add(ref start, index);

    /// <summary>start[index], of an index that needs no widening in a loop.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref T Add<T>(ref T start, nint index) => ref Unsafe.Add(ref start, index);
}
