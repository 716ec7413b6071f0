using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Limpid.Kernels;

/// <summary>Stream compaction: packs the indices of non-zero values, with masks of eight or sixteen values.</summary>
internal static class StreamCompaction
{
    private const int Eight = 8;
    private static readonly ulong[] Places = PlacesOfOnes();

    /// <summary>Writes the columns where any of the rows is not zero, ascending, and returns how many there are. There
    /// is no branch on the data: where zeros lie is unpredictable.</summary>
    public static int Compress(ReadOnlySpan<float> x, int rows, Span<int> into)
    {
        int columns = into.Length,
            count = 0,
            i = 0;
        ref float from = ref MemoryMarshal.GetReference(x[..(rows * columns)]);
        ref int to = ref MemoryMarshal.GetReference(into);
        ref ulong places = ref MemoryMarshal.GetArrayDataReference(Places);
        if (Avx512F.IsSupported)
        {
            Vector512<int> place = Vector512<int>.Indices;
            for (
                ;
                i <= columns - Vector512<int>.Count;
                i += Vector512<int>.Count, place += Vector512.Create(Vector512<int>.Count)
            )
            {
                Vector512<float> any = Vector512.LoadUnsafe(ref Ref.Add(ref from, i));
                for (int row = 1; row < rows; row++)
                    any |= Vector512.LoadUnsafe(ref Ref.Add(ref from, row * columns + i));
                Vector512<int> isSome = ~Vector512.Equals(any, default).AsInt32();
                // count ≤ i: there is room for sixteen
                Avx512F.Compress(default, isSome, place).StoreUnsafe(ref Ref.Add(ref to, count));
                count += BitOperations.PopCount(isSome.ExtractMostSignificantBits());
            }
        }
        for (; i <= columns - Eight; i += Eight)
        {
            uint mask = NonZeros(ref Ref.Add(ref from, i), rows, columns);
            if (OperatingSystem.IsBrowser() && mask == 0)
                continue; // an interpreter has no branch prediction, so skipping is cheap
            Vector128<ushort> eight = Vector128.WidenLower(
                Vector128.CreateScalar(Ref.Add(ref places, (int)mask)).AsByte()
            );
            // count ≤ i: there is room for eight
            (Vector128.WidenLower(eight).AsInt32() + Vector128.Create(i)).StoreUnsafe(ref Ref.Add(ref to, count));
            (Vector128.WidenUpper(eight).AsInt32() + Vector128.Create(i)).StoreUnsafe(
                ref Ref.Add(ref to, count + Eight / 2)
            );
            count += BitOperations.PopCount(mask);
        }
        for (; i < columns; i++)
        {
            Ref.Add(ref to, count) = i;
            bool any = false;
            for (int row = 0; row < rows; row++)
                any |= Ref.Add(ref from, row * columns + i) != 0f;
            count += any ? 1 : 0;
        }
        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint NonZeros(ref float eight, int rows, int columns)
    {
        if (Vector256.IsHardwareAccelerated)
        {
            Vector256<float> any = Vector256.LoadUnsafe(ref eight);
            for (int row = 1; row < rows; row++)
                any |= Vector256.LoadUnsafe(ref Ref.Add(ref eight, row * columns));
            return ~Vector256.Equals(any, default).ExtractMostSignificantBits() & byte.MaxValue;
        }
        Vector128<float> low = Vector128.LoadUnsafe(ref eight),
            high = Vector128.LoadUnsafe(ref Ref.Add(ref eight, Eight / 2));
        for (int row = 1; row < rows; row++)
        {
            low |= Vector128.LoadUnsafe(ref Ref.Add(ref eight, row * columns));
            high |= Vector128.LoadUnsafe(ref Ref.Add(ref eight, row * columns + Eight / 2));
        }
        uint zeros =
            Vector128.Equals(low, default).ExtractMostSignificantBits()
            | (Vector128.Equals(high, default).ExtractMostSignificantBits() << (Eight / 2));
        return ~zeros & byte.MaxValue;
    }

    /// <summary>For each byte, the positions of its ones, one byte each, the lowest first.</summary>
    private static ulong[] PlacesOfOnes()
    {
        var places = new ulong[byte.MaxValue + 1];
        for (int mask = 0; mask < places.Length; mask++)
        for (int place = 0, nonZeros = 0; place < Eight; place++)
            if ((mask >> place & 1) != 0)
                places[mask] |= (ulong)place << Eight * nonZeros++;
        return places;
    }
}
