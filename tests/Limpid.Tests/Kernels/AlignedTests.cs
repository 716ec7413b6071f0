using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Limpid.Kernels;

namespace Limpid.Tests.Kernels;

public sealed class AlignedTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(13_002)]
    public void Begins_at_a_line_of_the_cache_with_zeros(int count)
    {
        for (int again = 0; again < 8; again++)
        {
            Span<float> floats = new Aligned(count).Span;
            Assert.Equal(count, floats.Length);
            Assert.Equal(
                0,
                Unsafe.ByteOffset(ref Unsafe.NullRef<float>(), ref MemoryMarshal.GetReference(floats))
                    % (Aligned.Line * sizeof(float))
            );
            Assert.All(floats.ToArray(), x => Assert.Equal(0f, x));
        }
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 16)]
    [InlineData(16, 16)]
    [InlineData(17, 32)]
    public void Whole_lines_hold_a_count(int count, int whole) => Assert.Equal(whole, Aligned.Whole(count));
}
