using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Limpid.Kernels;

/// <summary>One formula over lanes: a kernel's arrays are its fields, its body is Run.</summary>
internal interface IKernel
{
    void Run<L>() where L : struct, ILanes<L>;
}

/// <summary>Runs a kernel on the widest lanes that this machine has. The choice is a constant to the compiler.</summary>
internal static class Widest
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run<K>(K kernel) where K : IKernel, allows ref struct
    {
        if (Vector512.IsHardwareAccelerated) kernel.Run<Lanes512>();
        else if (Vector256.IsHardwareAccelerated) kernel.Run<Lanes256>();
        else if (Vector128.IsHardwareAccelerated) kernel.Run<Lanes128>();
        else kernel.Run<Lane>();
    }
}
