using Limpid.Files;
using Limpid.Layers;
using Limpid.Numerics;

namespace Limpid.Tests.Layers;

public class ShapesTests
{
    [Theory]
    [InlineData("28x28 pool2", "14x14")]
    [InlineData("28x28 pool3s2", "13x13")]
    [InlineData("28x28 pool3s2p1", "14x14")]
    [InlineData("3x7x5 average-pool2", "3x3x2")]
    [InlineData("3x7x5 pool2s1", "3x6x4")]
    [InlineData("3x7x5 global-average-pool", "3")]
    [InlineData("3x7x5 flatten", "105")]
    [InlineData("3x7x5 batch-norm layer-norm", "3x7x5")]
    [InlineData("1x8x8 residual(pool2)(average-pool2)", "4x4")]
    public void A_layer_gives_the_shape_of_its_formula(string text, string expected) => Assert.Equal(expected, $"{Notation.Parse(text).Build().Output}");

    [Theory]
    [InlineData("4x4 pool2 relu pool2 pool2", "Layer 4 of 4, MaxPool on 1: windows of 2x2 with padding 0 do not fit into 1")]
    [InlineData("28x28 average-pool5 pool6", "Layer 2 of 2, MaxPool on 5x5: windows of 6x6")]
    [InlineData("28x28 pool0", "Layer 1 of 1, MaxPool on 28x28: size and stride must be at least 1")]
    [InlineData("28x28 pool3p2", "padding from 0 to half of size, but they are 3, 3 and 2")]
    [InlineData("28x28 dense9 residual(dense9 relu dense8)", "Layer 2 of 2, Residual on 9: its body gives 8 and its shortcut 9")]
    [InlineData("8x8 residual(pool2 pool9)", "Layer 1 of 1, Residual on 8x8: Layer 2 of 2, MaxPool on 4x4: windows")]
    [InlineData("8x8 residual()", "has 1 to 256 layers")]
    [InlineData("8x8 batch-norm2", "Layer 1 of 1, BatchNorm on 8x8: BatchNorm: expected Momentum above 0")]
    [InlineData("8x8 layer-norm0", "expected Epsilon above 0")]
    public void What_does_not_fit_is_told_with_its_place(string text, string expected) =>
        Assert.Contains(expected, Assert.Throws<LimpidException>(() => Notation.Parse(text).Build()).Message);

    [Fact]
    public void Pooling_as_large_as_numbers_go_is_refused_and_not_overflowed() =>
        Assert.All(new LayerSpec[] { new MaxPool(int.MaxValue), new MaxPool(int.MaxValue, 1, int.MaxValue / 2), new MaxPool(2, int.MaxValue), new AveragePool(2, -1) }, spec =>
        {
            try
            {
                Assert.True(spec.Build(new Shape(2, 4, 4)).Output.IsValid);
            }
            catch (LimpidException)
            {
            }
        });
}
