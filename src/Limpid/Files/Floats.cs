using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Limpid.Kernels;

namespace Limpid.Files;

/// <summary>Numbers as files hold them, little-endian: 32 bits each, or 16 where that loses nothing (IEEE 754 binary32
/// and binary16).</summary>
internal static class Floats
{
    /// <summary>The bytes of a binary16.</summary>
    public const int HalfBytes = 2;

    /// <summary>Reads numbers.</summary>
    /// <param name="bytes">As a file holds them.</param>
    /// <param name="isHalf">Whether each has 16 bits.</param>
    /// <param name="values">As many as the bytes are.</param>
    public static void Read(ReadOnlySpan<byte> bytes, bool isHalf, Span<float> values)
    {
        if (isHalf)
            HalfPrecision.Widen(bytes, values);
        else if (BitConverter.IsLittleEndian)
            bytes.CopyTo(MemoryMarshal.AsBytes(values));
        else
            for (int i = 0; i < values.Length; i++)
                values[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes[(i * sizeof(float))..]);
    }

    /// <summary>Whether 16 bits hold each of the numbers exactly.</summary>
    public static bool AreHalves(ReadOnlySpan<float> values)
    {
        foreach (float value in values)
            if ((float)(Half)value != value)
                return false;
        return true;
    }

    /// <summary>32-bit numbers, each in 16 bits.</summary>
    public static byte[] ToHalves(byte[] singles)
    {
        var values = new float[singles.Length / sizeof(float)];
        Read(singles, isHalf: false, values);
        var halves = new byte[values.Length * HalfBytes];
        for (int i = 0; i < values.Length; i++)
            BinaryPrimitives.WriteHalfLittleEndian(halves.AsSpan(i * HalfBytes), (Half)values[i]);
        return halves;
    }
}
