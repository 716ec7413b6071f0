using Limpid.Drawing;

namespace Limpid.Tests.Drawing;

public class GrayImageTests
{
    [Theory]
    [InlineData(0, 1, 0, Fault.Usage)]
    [InlineData(1, -1, 1, Fault.Usage)]
    [InlineData(2, 2, 3, Fault.Mismatch)]
    [InlineData(65_536, 65_536, 0, Fault.Mismatch)]
    public void Sides_and_bytes_that_do_not_fit_are_refused(int width, int height, int bytes, Fault fault) =>
        Assert.Equal(fault, Assert.Throws<LimpidException>(() => new GrayImage(width, height, new byte[bytes])).Fault);

    [Fact]
    public void Equal_pixels_are_equal_pictures_only_at_equal_sides()
    {
        byte[] pixels = [1, 2, 3, 4];
        Assert.Equal(new GrayImage(2, 2, pixels), new GrayImage(2, 2, pixels.ToArray()));
        Assert.NotEqual(new GrayImage(2, 2, pixels), new GrayImage(4, 1, pixels));
    }
}
