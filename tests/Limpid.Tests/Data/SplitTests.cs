using Limpid.Data;

namespace Limpid.Tests.Data;

public sealed class SplitTests
{
    private static readonly Gen<(int Count, int Validation, ulong Seed)> Asked = Gen.Int[1, 300]
        .SelectMany(count =>
            Gen.Select(Gen.Int[0, count - 1], Gen.ULong, (validation, seed) => (count, validation, seed))
        );

    [Fact]
    public void Both_parts_together_are_every_sample_once() =>
        Asked.Sample(a =>
        {
            var split = Split.LastOfShuffle(a.Count, a.Validation, a.Seed);
            return split.Validation.Count == a.Validation
                && split.Training.Concat(split.Validation).Order().SequenceEqual(Enumerable.Range(0, a.Count));
        });

    [Fact]
    public void The_same_seed_gives_the_same_split() =>
        Asked.Sample(a =>
            Split
                .LastOfShuffle(a.Count, a.Validation, a.Seed)
                .Equals(Split.LastOfShuffle(a.Count, a.Validation, a.Seed))
        );

    [Fact]
    public void Validating_on_more_takes_them_from_the_end_of_training() =>
        Asked.Sample(a =>
            Split
                .LastOfShuffle(a.Count, 0, a.Seed)
                .Training.SequenceEqual([
                    .. Split.LastOfShuffle(a.Count, a.Validation, a.Seed).Training,
                    .. Split.LastOfShuffle(a.Count, a.Validation, a.Seed).Validation,
                ])
        );

    [Fact]
    public void Another_seed_gives_another_split() =>
        Gen.Select(Gen.ULong, Gen.ULong)
            .Where((a, b) => a != b)
            .Sample((a, b) => !Split.LastOfShuffle(1000, 100, a).Equals(Split.LastOfShuffle(1000, 100, b)));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(10, 10)]
    [InlineData(10, 11)]
    [InlineData(10, -1)]
    public void A_split_that_leaves_nothing_to_train_on_is_refused(int count, int validation) =>
        Assert.Equal(
            Fault.Usage,
            Assert.Throws<LimpidException>(() => Split.LastOfShuffle(count, validation, 1)).Fault
        );
}
