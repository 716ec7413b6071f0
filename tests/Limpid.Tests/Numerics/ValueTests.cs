using Limpid.Numerics;

namespace Limpid.Tests.Numerics;

public sealed class ValueTests
{
    private sealed record Holder(ImmutableSequence<int> Items);

    [Fact]
    public void Sequences_are_equal_by_value_and_so_are_records_that_hold_them() =>
        Gen.Int[0, 3]
            .Array[0, 6]
            .Sample(items =>
            {
                ImmutableSequence<int> one = [.. items],
                    other = ImmutableSequence.From(items.ToList());
                Assert.Equal(one, other);
                Assert.Equal(one.GetHashCode(), other.GetHashCode());
                Assert.Equal(new Holder(one), new Holder(other));
                Assert.NotEqual(one, [.. items, 0]);
                if (items.Length > 0)
                    Assert.NotEqual(one, [items[0] + 1, .. items[1..]]);
            });

    [Fact]
    public void A_sequence_does_not_follow_the_array_it_was_made_of()
    {
        int[] items = [1, 2, 3];
        ImmutableSequence<int> sequence = ImmutableSequence.Create<int>(items);
        items[0] = 9;
        Assert.Equal([1, 2, 3], sequence);
        Assert.Equal(3, sequence.Count);
        Assert.Equal(2, sequence[1]);
    }

    [Theory]
    [
        InlineData(784, 1, 1, "784"),
        InlineData(1, 28, 28, "28x28"),
        InlineData(16, 14, 14, "16x14x14"),
        InlineData(1, 1, 1, "1"),
        InlineData(1, 1, 5, "1x5"),
        InlineData(3, 1, 5, "3x1x5")
    ]
    public void Shapes_read_as_architectures_are_written(int channels, int height, int width, string text) =>
        Assert.Equal(text, new Shape(channels, height, width).ToString());

    [Theory]
    [
        InlineData(1, 28, 28, true),
        InlineData(1 << 24, 1, 1, true),
        InlineData((1 << 24) + 1, 1, 1, false),
        InlineData(0, 28, 28, false),
        InlineData(1, -28, -28, false)
    ]
    [InlineData(int.MaxValue, int.MaxValue, int.MaxValue, false)]
    public void Shapes_are_valid_when_positive_and_not_absurd(int channels, int height, int width, bool valid) =>
        Assert.Equal(valid, new Shape(channels, height, width).IsValid);

    [Fact]
    public void A_matrix_is_a_view()
    {
        float[] values = [1, 2, 3, 4, 5, 6, 7];
        var matrix = new Matrix(values, 3, 2);
        matrix[1][0] = 30;
        matrix.Slice(2, 1).Span[1] = 60;
        Assert.Equal([1, 2, 30, 4, 5, 60, 7], values);
        Assert.Equal(6, matrix.Span.Length);
        Assert.True(new Matrix([], 0, 5).IsEmpty);
    }
}
