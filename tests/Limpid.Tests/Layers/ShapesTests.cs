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
    [InlineData("28x28 conv8k3", "8x28x28")]
    [InlineData("28x28 conv8k4", "8x27x27")]
    [InlineData("28x28 conv8k5s2p0", "8x12x12")]
    [InlineData("28x28 dense10 conv4k3", "4")]
    [InlineData("28x28 ensemble3(conv4k3 pool2)", "4x14x14")]
    [InlineData("3x7x5 flatten", "105")]
    [InlineData("3x7x5 batch-norm layer-norm", "3x7x5")]
    [InlineData("1x8x8 residual(pool2)(average-pool2)", "4x4")]
    public void A_layer_gives_the_shape_of_its_formula(string text, string expected) =>
        Assert.Equal(expected, $"{Notation.Parse(text).Build().Output}");

    [Theory]
    [InlineData(
        "4x4 pool2 relu pool2 pool2",
        "Layer 4 of 4, MaxPool on 1: windows of 2x2 with padding 0 do not fit into 1"
    )]
    [InlineData("28x28 average-pool5 pool6", "Layer 2 of 2, MaxPool on 5x5: windows of 6x6")]
    [InlineData("28x28 pool0", "Layer 1 of 1, MaxPool on 28x28: size and stride must be at least 1")]
    [InlineData("28x28 pool3p2", "padding from 0 to half of size, but they are 3, 3 and 2")]
    [InlineData(
        "28x28 dense9 residual(dense9 relu dense8)",
        "Layer 2 of 2, Residual on 9: its body gives 8 and its shortcut 9"
    )]
    [InlineData("8x8 residual(pool2 pool9)", "Layer 1 of 1, Residual on 8x8: Layer 2 of 2, MaxPool on 4x4: windows")]
    [InlineData("8x8 residual()", "has 1 to 256 layers")]
    [InlineData("8x8 batch-norm2", "Layer 1 of 1, BatchNorm on 8x8: momentum must be above 0 and at most 1, but is 2.")]
    [InlineData("8x8 layer-norm0", "Layer 1 of 1, LayerNorm on 8x8: epsilon must be above 0 and finite, but is 0.")]
    [InlineData(
        "4x4 conv2k7p1",
        "Layer 1 of 1, Convolution on 4x4: a filter of 7x7 does not fit into 4x4 with a padding of 1. Make "
            + "the kernel at most 6."
    )]
    [InlineData(
        "28x28 dense10 conv4k3p0",
        "Layer 2 of 2, Convolution on 10: a filter of 3x3 does not fit into 10 with a padding of 0. Make the "
            + "kernel at most 1."
    )]
    [InlineData(
        "28x28 dense9 conv4k1g2",
        "Layer 2 of 2, Convolution on 9: groups must divide the 9 channels that come in and the 4 filters, but are 2."
    )]
    [InlineData(
        "28x28 conv6k3 conv9k3g6",
        "Layer 2 of 2, Convolution on 6x28x28: groups must divide the 6 channels that come in and the 9 "
            + "filters, but are 6."
    )]
    [InlineData("28x28 conv0k3", "Layer 1 of 1, Convolution on 28x28: filters must be from 1")]
    [InlineData("28x28 conv3k0", "Layer 1 of 1, Convolution on 28x28: kernel must be from 1 to 255, but is 0.")]
    [InlineData("28x28 conv3k3s0", "stride must be from 1 to 255, but is 0.")]
    [InlineData("28x28 conv3k3p256", "padding must be from 0 to 255, but is 256.")]
    [InlineData("28x28 conv3k3g0", "but are 0.")]
    [InlineData(
        "1000000 conv1k31p15",
        "Layer 1 of 1, Convolution on 1000000: channels and filters of 31x31 may be at most 1,091, but "
            + "1000000 channels come in"
    )]
    [InlineData("8000 conv1k1p255", "8000 with a padding of 255 is too large.")]
    [InlineData("8x8 ensemble0(dense3)", "Layer 1 of 1, Ensemble on 8x8: members must be from 1 to 100, but are 0.")]
    [InlineData("8x8 views4(dense3)", "Layer 1 of 1, Views on 8x8: count must be 1, 5 or 9 views, but is 4.")]
    [InlineData("8x8 ensemble2()", "Layer 1 of 1, Ensemble on 8x8: A sequence of layers has 1 to 256 layers")]
    [InlineData(
        "8x8 relu ensemble2(conv4k3 pool2 residual(conv4k3 pool9))",
        "Layer 2 of 2, Ensemble on 8x8: Layer 3 of 3, Residual on 4x4x4: Layer 2 of 2, MaxPool on 4x4x4: windows of 9x9"
    )]
    public void What_does_not_fit_is_told_with_its_place(string text, string expected) =>
        Assert.Contains(expected, Assert.Throws<LimpidException>(() => Notation.Parse(text).Build()).Message);

    [Fact]
    public void Convolution_as_large_as_numbers_go_is_refused_at_once()
    {
        const int most = int.MaxValue;
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.All(
            new LayerSpec[]
            {
                new Convolution(most, most),
                new Convolution(1, most, most, most, most),
                new Convolution(most, 1),
                new Convolution(1 << 24, 1),
                new Convolution(1, 255, 1, most),
                new Convolution(1, 3, 1, -1),
                new Convolution(1, 1, most),
                new Convolution(1, 1, Groups: most),
            },
            spec => Assert.Throws<LimpidException>(() => spec.Build(new Shape(1 << 12, 64, 64)))
        );
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 18);
    }

    [Fact]
    public void Pooling_as_large_as_numbers_go_is_refused_and_not_overflowed() =>
        Assert.All(
            new LayerSpec[]
            {
                new MaxPool(int.MaxValue),
                new MaxPool(int.MaxValue, 1, int.MaxValue / 2),
                new MaxPool(2, int.MaxValue),
                new AveragePool(2, -1),
            },
            spec =>
            {
                try
                {
                    Assert.True(spec.Build(new Shape(2, 4, 4)).Output.IsValid);
                }
                catch (LimpidException) { }
            }
        );
}
