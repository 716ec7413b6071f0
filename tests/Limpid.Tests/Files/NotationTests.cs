using Limpid.Files;
using Limpid.Layers;
using Limpid.Numerics;

namespace Limpid.Tests.Files;

public class NotationTests
{
    [Theory]
    [InlineData("28x28 dense16 sigmoid dense16 sigmoid dense10 softmax")]
    [InlineData("784 dense10 sigmoid")]
    [InlineData("3x32x32 dense8 leaky-relu0.2 dropout0.25 dense10 softmax")]
    [InlineData("28x28 pool2 pool3s2 pool3s1p1 average-pool2 dropout dense10 softmax")]
    [InlineData(
        "28x28 batch-norm pool2 batch-norm0.2 batch-norm0.1e1E-07 flatten layer-norm layer-norm1E-06 "
            + "dropout0.3 dense10 softmax"
    )]
    [InlineData(
        "8x8 residual(batch-norm relu) residual(pool2 residual(tanh))(average-pool2) global-average-pool "
            + "dense10 softmax"
    )]
    [InlineData("10 sequential(dense4 relu sequential(dense4 tanh)) dense2 softmax")]
    [InlineData("""28x28 dense16{"weights":{"type":"normal","deviation":1}} sigmoid dense10 sigmoid""")]
    public void What_is_written_is_what_was_read(string text) =>
        Assert.Equal(text, Notation.Write(Notation.Parse(text)));

    [Theory]
    [InlineData("", "shape")]
    [InlineData("784", "no layers")]
    [InlineData("0x28 dense10", "shape")]
    [InlineData("28x28 dens16", "one of the layers")]
    [InlineData("28x28 dense16 relu3", "without a number")]
    [InlineData("28x28 dense16k3", "without further letters")]
    [InlineData("28x28 sequential(dense3", "closing parenthesis")]
    [InlineData("28x28 dense3)", "a layer")]
    [InlineData("28x28 dense3{oops}", "JSON")]
    [InlineData("28x28 dense", "units")]
    [InlineData("28x28 residual(tanh)(tanh)(tanh)", "without further parentheses")]
    [InlineData("28x28 poolp1", "one of the layers")]
    public void What_cannot_be_meant_is_told(string text, string expected) =>
        Assert.Contains(expected, Assert.Throws<LimpidException>(() => Notation.Parse(text)).Message);

    [Fact]
    public void The_short_form_is_told_from_the_long()
    {
        Assert.True(Notation.TryPlain("784-16-16-10", out int[] sizes));
        Assert.Equal([784, 16, 16, 10], sizes);
        Assert.False(Notation.TryPlain("784", out _));
        Assert.False(Notation.TryPlain("28x28 dense10", out _));
    }

    [Fact]
    public void Any_text_gives_an_architecture_or_the_documented_exception() =>
        Gen.String[Gen.OneOf(Gen.Char["dense relu sequential(){}0123456789x.-\"k"], Gen.Char), 0, 40]
            .Sample(
                text =>
                {
                    try
                    {
                        _ = Notation.Write(Notation.Parse(text));
                    }
                    catch (LimpidException) { }
                },
                iter: 20_000
            );

    [Fact]
    public void Neurons_are_counted_as_people_count()
    {
        Architecture reference = Notation.Parse("28x28 dense16 sigmoid dropout0.5 dense16 sigmoid dense10 softmax");
        Assert.Equal([new Column(1, 0, 2), new Column(2, 3, 4), new Column(3, 5, 6)], reference.Columns());
        Assert.Equal(13_002, new Network(reference).ParameterCount);
    }
}
