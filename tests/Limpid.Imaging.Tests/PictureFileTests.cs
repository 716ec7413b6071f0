using Limpid.Drawing;
using SkiaSharp;
using static Limpid.Imaging.Tests.Samples;

namespace Limpid.Imaging.Tests;

public class PictureFileTests
{
    private static readonly GrayImage Slope = Fill(40, 24, (x, y) => 4 * x + 3 * y);

    [Fact]
    public void What_is_written_as_png_is_read_again() =>
        Gen.Select(Gen.Int[1, 40], Gen.Int[1, 40])
            .SelectMany((width, height) => Gen.Byte.Array[width * height].Select(p => new GrayImage(width, height, p)))
            .Sample(image => Assert.Equal(image, Read(Png(image))), iter: 300);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(40_000, 1)]
    [InlineData(1, 40_000)]
    public void Extreme_shapes_go_through_png(int width, int height)
    {
        GrayImage image = Fill(width, height, (x, y) => x * 7 + y * 3);
        Assert.Equal(image, Read(Png(image)));
    }

    [Theory]
    [InlineData(SKEncodedImageFormat.Jpeg, 95, 6)]
    [InlineData(SKEncodedImageFormat.Webp, 90, 10)]
    [InlineData(SKEncodedImageFormat.Webp, 100, 10)]
    public void Lossy_formats_are_read_nearly_as_they_were(SKEncodedImageFormat format, int quality, int tolerance)
    {
        GrayImage read = Read(Encode(Slope, format, quality));
        Assert.Equal((Slope.Width, Slope.Height), (read.Width, read.Height));
        Assert.InRange(
            Enumerable.Range(0, Slope.Pixels.Length).Max(i => Math.Abs(Slope.Pixels.Span[i] - read.Pixels.Span[i])),
            0,
            tolerance
        );
    }

    [Fact]
    public void Colours_become_grey_by_their_luma_and_transparency_shows_white_paper()
    {
        byte[] png = RawPng(
            5,
            1,
            depth: 8,
            colorType: 6,
            [255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255, 0, 0, 0, 0, 0, 0, 0, 51]
        );
        Assert.Equal([76, 150, 29, 255, 204], Read(png).Pixels.ToArray());
    }

    [Fact]
    public void Sixteen_bits_become_eight()
    {
        byte[] png = RawPng(4, 1, depth: 16, colorType: 0, [0, 0, 0x40, 0x40, 0x80, 0x80, 0xFF, 0xFF]);
        Assert.Equal([0, 0x40, 0x80, 0xFF], Read(png).Pixels.ToArray());
    }

    [Fact]
    public void One_bit_a_pixel_is_black_or_white() =>
        Assert.Equal([255, 0, 255, 0], Read(RawPng(4, 1, depth: 1, colorType: 0, [0b1010_0000])).Pixels.ToArray());

    [Fact]
    public void A_bmp_is_read_from_its_lowest_row() =>
        Assert.Equal([200, 100], Read(Bmp(top: 200, bottom: 100)).Pixels.ToArray());

    [Fact]
    public void Of_an_animation_the_first_frame_is_read() =>
        Assert.Equal([10], Read(TwoFrameGif(first: 10, second: 200)).Pixels.ToArray());

    [Fact]
    public void Cmyk_is_shown_as_a_screen_shows_it()
    {
        GrayImage read = Read(CmykJpeg());
        Assert.Equal((8, 8), (read.Width, read.Height));
        Assert.All(read.Pixels.ToArray(), pixel => Assert.InRange(pixel, 62, 66)); // 255 · ½ · ½
    }

    /// <summary>The stored picture is 32x16 of four flat quarters; the upright quarters are worked out by hand from
    /// Exif's table.</summary>
    [Theory]
    [InlineData(1, 32, "10 80 160 240")]
    [InlineData(2, 32, "80 10 240 160")]
    [InlineData(3, 32, "240 160 80 10")]
    [InlineData(4, 32, "160 240 10 80")]
    [InlineData(5, 16, "10 160 80 240")]
    [InlineData(6, 16, "160 10 240 80")]
    [InlineData(7, 16, "240 80 160 10")]
    [InlineData(8, 16, "80 240 10 160")]
    public void The_exif_orientation_turns_the_picture_upright(byte orientation, int width, string quarters)
    {
        GrayImage stored = Fill(32, 16, (x, y) => (x < 16, y < 8) switch
            {
                (true, true) => 10,
                (false, true) => 80,
                (true, false) => 160,
                _ => 240,
            });
        GrayImage read = Read(WithOrientation(Encode(stored, SKEncodedImageFormat.Jpeg, 100), orientation));
        Assert.Equal((width, 48 - width), (read.Width, read.Height));
        int[] expected = [.. quarters.Split(' ').Select(int.Parse)];
        int right = read.Width - 4,
            bottom = read.Height - 4;
        int[] found = [read.Row(3)[3], read.Row(3)[right], read.Row(bottom)[3], read.Row(bottom)[right]];
        Assert.All(expected.Zip(found), pair => Assert.InRange(pair.Second, pair.First - 3, pair.First + 3));
    }

    [Fact]
    public void Every_turn_moves_every_pixel_and_its_inverse_brings_it_back()
    {
        (SKEncodedOrigin There, SKEncodedOrigin Back)[] pairs =
        [
            (SKEncodedOrigin.TopRight, SKEncodedOrigin.TopRight),
            (SKEncodedOrigin.BottomRight, SKEncodedOrigin.BottomRight),
            (SKEncodedOrigin.BottomLeft, SKEncodedOrigin.BottomLeft),
            (SKEncodedOrigin.LeftTop, SKEncodedOrigin.LeftTop),
            (SKEncodedOrigin.RightTop, SKEncodedOrigin.LeftBottom),
            (SKEncodedOrigin.RightBottom, SKEncodedOrigin.RightBottom),
        ];
        GrayImage[] images =
        [
            Fill(7, 3, (x, y) => 7 * y + x),
            Fill(1, 5, (_, y) => y),
            Fill(5, 1, (x, _) => x),
            Fill(1, 1, (_, _) => 9),
        ];
        foreach ((SKEncodedOrigin there, SKEncodedOrigin back) in pairs)
        {
            Assert.All(images, image => Assert.Equal(image, Upright.Turn(Upright.Turn(image, there), back)));
            Assert.NotEqual(images[0], Upright.Turn(images[0], there));
        }
    }

    [Fact]
    public void A_jpeg_above_the_full_scale_is_decoded_smaller()
    {
        GrayImage large = Fill(640, 480, (x, y) => x / 4 + y / 8);
        GrayImage read = Read(Encode(large, SKEncodedImageFormat.Jpeg, 95), new() { FullScalePixels = 640 * 480 / 16 });
        Assert.Equal((160, 120), (read.Width, read.Height));
        Assert.InRange(read.Row(60)[80], large.Row(240)[320] - 3, large.Row(240)[320] + 3);
    }
}
