using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Limpid.Kernels;

/// <summary>Numbers of 16 bits, IEEE 754 binary16.</summary>
internal static class HalfPrecision
{
    private const int Bytes = 2,
        FractionShift = 13,
        Sign = 0x8000,
        NotFinite = 0x7C00; // a binary32 has 13 more bits of fraction
    private const float ExponentShift = 5.192296858534828e33f; // 2^112: its exponents are biased by 127 instead of 15

    /// <summary>values[i] = the i-th of the numbers, little-endian: exponent and fraction are moved to their new
    /// places, and the new bias comes of a product, exact for the smallest numbers too.</summary>
    public static void Widen(ReadOnlySpan<byte> bytes, Span<float> values)
    {
        int i = 0;
        for (
            ;
            BitConverter.IsLittleEndian && i <= values.Length - Vector128<ushort>.Count;
            i += Vector128<ushort>.Count
        )
        {
            Vector128<ushort> halves = Vector128.Create<ushort>(MemoryMarshal.Cast<byte, ushort>(bytes[(i * Bytes)..]));
            if (Vector128.EqualsAny(halves & Vector128.Create((ushort)NotFinite), Vector128.Create((ushort)NotFinite)))
                break; // infinities and NaNs
            (Vector128<uint> low, Vector128<uint> high) = Vector128.Widen(halves);
            Widened(low).CopyTo(values[i..]);
            Widened(high).CopyTo(values[(i + Vector128<uint>.Count)..]);
        }
        for (; i < values.Length; i++)
            values[i] = (float)BinaryPrimitives.ReadHalfLittleEndian(bytes[(i * Bytes)..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Widened(Vector128<uint> halves)
    {
        Vector128<uint> sign = halves & Vector128.Create((uint)Sign);
        Vector128<float> size = ((halves ^ sign) << FractionShift).AsSingle() * ExponentShift;
        return (size.AsUInt32() | (sign << 16)).AsSingle();
    }
}
