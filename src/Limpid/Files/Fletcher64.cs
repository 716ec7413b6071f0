using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Limpid.Files;

/// <summary>The Fletcher-64 checksum (Fletcher 1982): of words of 32 bits, a = Σ w and b = Σ a, both modulo
/// 2³² − 1.</summary>
internal static class Fletcher64
{
    private const int BlockBytes = 1 << 18; // the sums of so many words fit in 64 bits

    /// <summary>The checksum of the tensors' bytes, in hexadecimal.</summary>
    public static string Of(IReadOnlyList<Tensor> tensors)
    {
        ulong a = 0,
            b = 0;
        foreach (Tensor tensor in tensors)
            for (ReadOnlySpan<byte> bytes = tensor.Bytes.Span, block; bytes.Length > 0; bytes = bytes[block.Length..])
            {
                block = bytes[..Math.Min(bytes.Length, BlockBytes)];
                foreach (uint word in MemoryMarshal.Cast<byte, uint>(block))
                    b += a += BitConverter.IsLittleEndian ? word : BinaryPrimitives.ReverseEndianness(word);
                foreach (byte last in block[(block.Length / sizeof(uint) * sizeof(uint))..])
                    b += a += last;
                (a, b) = (a % uint.MaxValue, b % uint.MaxValue);
            }
        return $"{b:x8}{a:x8}";
    }
}
