using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Limpid.Kernels;

/// <summary>Bytes to numbers, and numbers to bytes.</summary>
internal static class Bytes
{
    private const float OverWhite = 1f / 255f;
    private const int CacheLine = 64;                                        // bytes

    /// <summary>y[i] = x[i] · (1/255), for all i.</summary>
    public static void ToUnit(ReadOnlySpan<byte> x, Span<float> y)
    {
        ref byte from = ref MemoryMarshal.GetReference(x);
        ref float to = ref MemoryMarshal.GetReference(y[..x.Length]);
        int i = 0;
        if (Avx512F.IsSupported)
            for (Vector512<float> over = Vector512.Create(OverWhite); i <= x.Length - Vector128<byte>.Count; i += Vector128<byte>.Count)
                (Avx512F.ConvertToVector512Single(Avx512F.ConvertToVector512Int32(Vector128.LoadUnsafe(ref At.Of(ref from, i)))) * over).StoreUnsafe(ref At.Of(ref to, i));
        for (; i <= x.Length - Vector128<byte>.Count; i += Vector128<byte>.Count)
        {
            (Vector128<ushort> low, Vector128<ushort> high) = Vector128.Widen(Vector128.LoadUnsafe(ref At.Of(ref from, i)));
            Store(low, ref At.Of(ref to, i));
            Store(high, ref At.Of(ref to, i + Vector128<ushort>.Count));
        }
        for (; i < x.Length; i++) At.Of(ref to, i) = At.Of(ref from, i) * OverWhite;
    }

    /// <summary>The numbers as IEEE 754 binary32, little-endian: on most machines themselves, elsewhere a copy.</summary>
    public static ReadOnlySpan<byte> Of(ReadOnlySpan<float> x)
    {
        if (BitConverter.IsLittleEndian) return MemoryMarshal.AsBytes(x);
        var words = new int[x.Length];
        BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<float, int>(x), words);
        return MemoryMarshal.AsBytes<int>(words);
    }

    /// <summary>Asks for bytes that are wanted soon, so that memory brings them meanwhile; nothing where the machine knows no such request.</summary>
    public static unsafe void Prefetch(ReadOnlySpan<byte> x)
    {
        if (!Sse.IsSupported) return;
        fixed (byte* first = x)
            for (int i = 0; i < x.Length; i += CacheLine) Sse.Prefetch0(first + i);
    }

    private static void Store(Vector128<ushort> x, ref float to)
    {
        (Vector128<uint> low, Vector128<uint> high) = Vector128.Widen(x);
        (Vector128.ConvertToSingle(low.AsInt32()) * OverWhite).StoreUnsafe(ref to);
        (Vector128.ConvertToSingle(high.AsInt32()) * OverWhite).StoreUnsafe(ref At.Of(ref to, Vector128<uint>.Count));
    }
}
