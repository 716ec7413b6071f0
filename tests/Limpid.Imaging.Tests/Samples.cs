using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Limpid.Drawing;
using SkiaSharp;

namespace Limpid.Imaging.Tests;

/// <summary>Picture files made for the tests: by Skia where it can write them, byte by byte where it cannot.</summary>
internal static class Samples
{
    public static GrayImage Read(byte[] file, PictureLimits? limits = null) =>
        PictureFile.Read(new MemoryStream(file), limits);

    public static byte[] Png(GrayImage image)
    {
        using var stream = new MemoryStream();
        PictureFile.WritePng(stream, image);
        return stream.ToArray();
    }

    public static byte[] Encode(GrayImage image, SKEncodedImageFormat format, int quality)
    {
        using var picture = SKImage.FromPixelCopy(
            new SKImageInfo(image.Width, image.Height, SKColorType.Gray8, SKAlphaType.Opaque),
            image.Pixels.Span
        );
        using SKData data = picture.Encode(format, quality);
        return data.ToArray();
    }

    public static GrayImage Fill(int width, int height, Func<int, int, int> pixel)
    {
        var pixels = new byte[width * height];
        for (int i = 0; i < pixels.Length; i++)
            pixels[i] = (byte)pixel(i % width, i / width);
        return new(width, height, pixels);
    }

    /// <summary>A PNG of one's own colour type and depth (PNG 1.2, chapter 3); rows hold the raw samples.</summary>
    public static byte[] RawPng(int width, int height, byte depth, byte colorType, params byte[][] rows)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (depth, colorType);
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            foreach (byte[] row in rows)
                zlib.Write([0, .. row]);
        }
        return
        [
            0x89,
            (byte)'P',
            (byte)'N',
            (byte)'G',
            13,
            10,
            26,
            10,
            .. Chunk("IHDR", header),
            .. Chunk("IDAT", packed.ToArray()),
            .. Chunk("IEND", []),
        ];
    }

    /// <summary>A JPEG with an EXIF segment behind its start marker that holds nothing but the orientation (tag 0x0112,
    /// SHORT).</summary>
    public static byte[] WithOrientation(byte[] jpeg, byte orientation)
    {
        byte[] tiff =
        [
            (byte)'M',
            (byte)'M',
            0,
            42,
            0,
            0,
            0,
            8,
            0,
            1,
            0x01,
            0x12,
            0,
            3,
            0,
            0,
            0,
            1,
            0,
            orientation,
            0,
            0,
            0,
            0,
            0,
            0,
        ];
        byte[] exif = [.. "Exif\0\0"u8, .. tiff];
        return [0xFF, 0xD8, 0xFF, 0xE1, 0, (byte)(exif.Length + 2), .. exif, .. jpeg.AsSpan(2)];
    }

    /// <summary>
    /// An 8x8 JPEG in CMYK as Adobe writes it: every table has one code, and every coefficient is 0, so that all four
    /// channels are 128.
    /// </summary>
    public static byte[] CmykJpeg() =>
        [
            0xFF,
            0xD8,
            0xFF,
            0xEE,
            0,
            14,
            .. "Adobe"u8,
            0,
            100,
            0,
            0,
            0,
            0,
            0,
            0xFF,
            0xDB,
            0,
            67,
            0,
            .. Enumerable.Repeat((byte)1, 64),
            0xFF,
            0xC0,
            0,
            20,
            8,
            0,
            8,
            0,
            8,
            4,
            1,
            0x11,
            0,
            2,
            0x11,
            0,
            3,
            0x11,
            0,
            4,
            0x11,
            0,
            0xFF,
            0xC4,
            0,
            20,
            0x00,
            1,
            .. new byte[15],
            0,
            0xFF,
            0xC4,
            0,
            20,
            0x10,
            1,
            .. new byte[15],
            0,
            0xFF,
            0xDA,
            0,
            14,
            4,
            1,
            0,
            2,
            0,
            3,
            0,
            4,
            0,
            0,
            63,
            0,
            0x00,
            0xFF,
            0xD9,
        ];

    /// <summary>A BMP of one column and two rows of 24 bits; BMP stores the lowest row first, padded to 4
    /// bytes.</summary>
    public static byte[] Bmp(byte top, byte bottom) =>
        [
            .. "BM"u8,
            62,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            54,
            0,
            0,
            0,
            40,
            0,
            0,
            0,
            1,
            0,
            0,
            0,
            2,
            0,
            0,
            0,
            1,
            0,
            24,
            0,
            .. new byte[4],
            8,
            0,
            0,
            0,
            .. new byte[16],
            bottom,
            bottom,
            bottom,
            0,
            top,
            top,
            top,
            0,
        ];

    /// <summary>A GIF of two frames of one pixel; codes of 3 bits: clear = 4, the pixel (1, then 0), end = 5.</summary>
    public static byte[] TwoFrameGif(byte first, byte second) =>
        [
            .. "GIF89a"u8,
            1,
            0,
            1,
            0,
            0x80,
            0,
            0,
            second,
            second,
            second,
            first,
            first,
            first,
            0x21,
            0xF9,
            4,
            0,
            10,
            0,
            0,
            0,
            0x2C,
            0,
            0,
            0,
            0,
            1,
            0,
            1,
            0,
            0,
            2,
            2,
            0x4C,
            0x01,
            0,
            0x21,
            0xF9,
            4,
            0,
            10,
            0,
            0,
            0,
            0x2C,
            0,
            0,
            0,
            0,
            1,
            0,
            1,
            0,
            0,
            2,
            2,
            0x44,
            0x01,
            0,
            0x3B,
        ];

    private static byte[] Chunk(string type, byte[] data)
    {
        byte[] body = [.. Encoding.ASCII.GetBytes(type), .. data];
        var chunk = new byte[body.Length + 8];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        body.CopyTo(chunk, 4);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(body.Length + 4), Crc32(body));
        return chunk;
    }

    private static uint Crc32(byte[] bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in bytes)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
                crc = (crc >> 1) ^ (0xEDB88320 & (0 - (crc & 1)));
        }
        return ~crc;
    }
}
