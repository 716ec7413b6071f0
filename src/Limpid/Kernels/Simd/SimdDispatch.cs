using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Limpid.Kernels;

/// <summary>One formula over lanes: a kernel's arrays are its fields, its body is Run.</summary>
internal interface IKernel
{
    void Run<L>()
        where L : struct, ILanes<L>;
}

/// <summary>One formula over a run of places: whole vectors from a place on, as many as there are.</summary>
internal interface ISweep
{
    /// <summary>Does whole vectors from i on; returns the first place left over.</summary>
    int From<L>(int i)
        where L : struct, ILanes<L>;
}

/// <summary>Runs a kernel on the widest lanes that this machine has. The choice is a constant to the
/// compiler.</summary>
internal static class SimdDispatch
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run<K>(K kernel)
        where K : IKernel, allows ref struct
    {
        if (Vector512.IsHardwareAccelerated)
            kernel.Run<Lanes512>();
        else if (Vector256.IsHardwareAccelerated)
            kernel.Run<Lanes256>();
        else if (Vector128.IsHardwareAccelerated)
            kernel.Run<Lanes128>();
        else
            kernel.Run<Lane>();
    }

    /// <summary>The same, of lanes that are no more than a count: for lines of so many places, whose last vector may
    /// overlap the one before it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Within<K>(int count, K kernel)
        where K : IKernel, allows ref struct
    {
        if (Vector512.IsHardwareAccelerated && count >= Lanes512.Count)
            kernel.Run<Lanes512>();
        else if (Vector256.IsHardwareAccelerated && count >= Lanes256.Count)
            kernel.Run<Lanes256>();
        else if (Vector128.IsHardwareAccelerated && count >= Lanes128.Count)
            kernel.Run<Lanes128>();
        else
            kernel.Run<Lane>();
    }

    /// <summary>All places: the widest vectors first, what they leave over by narrower ones.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Sweep<K>(K kernel)
        where K : ISweep, allows ref struct
    {
        int i = 0;
        if (Vector512.IsHardwareAccelerated)
            i = kernel.From<Lanes512>(i);
        if (Vector256.IsHardwareAccelerated)
            i = kernel.From<Lanes256>(i);
        if (Vector128.IsHardwareAccelerated)
            i = kernel.From<Lanes128>(i);
        kernel.From<Lane>(i);
    }
}
