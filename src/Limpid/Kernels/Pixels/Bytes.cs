using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Wasm;
using System.Runtime.Intrinsics.X86;

namespace Limpid.Kernels;

/// <summary>Bytes to numbers, and numbers to bytes.</summary>
internal static class Bytes
{
    private const float OverWhite = 1f / 255f;
    private const int CacheLine = 64; // bytes

    /// <summary>y[i] = x[i] · (1/255), for all i.</summary>
    public static void ToUnit(ReadOnlySpan<byte> x, Span<float> y)
    {
        ref byte from = ref MemoryMarshal.GetReference(x);
        ref float to = ref MemoryMarshal.GetReference(y[..x.Length]);
        int i = 0;
        if (Avx512F.IsSupported)
            for (
                Vector512<float> over = Vector512.Create(OverWhite);
                i <= x.Length - Vector128<byte>.Count;
                i += Vector128<byte>.Count
            )
                (
                    Avx512F.ConvertToVector512Single(
                        Avx512F.ConvertToVector512Int32(Vector128.LoadUnsafe(ref Ref.Add(ref from, i)))
                    ) * over
                ).StoreUnsafe(ref Ref.Add(ref to, i));
        for (; i <= x.Length - Vector128<byte>.Count; i += Vector128<byte>.Count)
        {
            Vector128<byte> sixteen = Vector128.LoadUnsafe(ref Ref.Add(ref from, i));
            Vector128<ushort> low = Vector128.WidenLower(sixteen),
                high = Vector128.WidenUpper(sixteen);
            ref float four = ref Ref.Add(ref to, i);
            Store(Vector128.WidenLower(low), ref four);
            Store(Vector128.WidenUpper(low), ref Ref.Add(ref four, 4));
            Store(Vector128.WidenLower(high), ref Ref.Add(ref four, 8));
            Store(Vector128.WidenUpper(high), ref Ref.Add(ref four, 12));
        }
        for (; i < x.Length; i++)
            Ref.Add(ref to, i) = Ref.Add(ref from, i) * OverWhite;
    }

    /// <summary>The numbers as IEEE 754 binary32, little-endian: on most machines themselves, elsewhere a
    /// copy.</summary>
    public static ReadOnlySpan<byte> Of(ReadOnlySpan<float> x)
    {
        if (BitConverter.IsLittleEndian)
            return MemoryMarshal.AsBytes(x);
        var words = new int[x.Length];
        BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<float, int>(x), words);
        return MemoryMarshal.AsBytes<int>(words);
    }

    /// <summary>Asks for bytes that are wanted soon, so that memory brings them meanwhile; nothing where the machine
    /// knows no such request.</summary>
    public static unsafe void Prefetch(ReadOnlySpan<byte> x)
    {
        if (!Sse.IsSupported)
            return;
        fixed (byte* first = x)
            for (int i = 0; i < x.Length; i += CacheLine)
                Sse.Prefetch0(first + i);
    }

    /// <summary>In place, and by the browser's own instruction: its interpreter leaves a hot loop's compiled code at
    /// each call, and knows no other conversion.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector128<uint> x, ref float to) =>
        (
            (PackedSimd.IsSupported ? PackedSimd.ConvertToSingle(x.AsInt32()) : Vector128.ConvertToSingle(x.AsInt32()))
            * Vector128.Create(OverWhite)
        ).StoreUnsafe(ref to);
}
