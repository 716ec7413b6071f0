using System.Buffers.Binary;

namespace Limpid.Files;

/// <summary>Numbers as files hold them, little-endian: 32 bits each, or 16 where that loses nothing (IEEE 754 binary32 and binary16).</summary>
internal static class Floats
{
    private const int HalfBytes = 2;

    /// <summary>The numbers, by the bytes of one of them.</summary>
    public static float[] Read(ReadOnlySpan<byte> bytes, bool isHalf)
    {
        var values = new float[bytes.Length / (isHalf ? HalfBytes : sizeof(float))];
        for (int i = 0; i < values.Length; i++) values[i] = isHalf ? (float)BinaryPrimitives.ReadHalfLittleEndian(bytes[(i * HalfBytes)..]) : BinaryPrimitives.ReadSingleLittleEndian(bytes[(i * sizeof(float))..]);
        return values;
    }

    /// <summary>Whether 16 bits hold each of the numbers exactly.</summary>
    public static bool AreHalves(ReadOnlySpan<float> values)
    {
        foreach (float value in values)
            if ((float)(Half)value != value) return false;
        return true;
    }

    /// <summary>32-bit numbers, each in 16 bits.</summary>
    public static byte[] ToHalves(byte[] singles)
    {
        float[] values = Read(singles, isHalf: false);
        var halves = new byte[values.Length * HalfBytes];
        for (int i = 0; i < values.Length; i++) BinaryPrimitives.WriteHalfLittleEndian(halves.AsSpan(i * HalfBytes), (Half)values[i]);
        return halves;
    }
}
