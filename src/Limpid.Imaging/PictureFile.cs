using Limpid.Drawing;
using SkiaSharp;

namespace Limpid.Imaging;

/// <summary>Picture files to grey bytes and back. Every bad file gets one <see cref="LimpidException"/>; nothing is
/// guessed.</summary>
public static class PictureFile
{
    private const int ChunkBytes = 1 << 16;

    /// <summary>
    /// Reads a PNG, JPEG, WebP, BMP or GIF picture: the first frame, transparent parts on white paper, grey by Rec. 601
    /// luma, upright as
    /// its EXIF orientation says. 16 bits a channel become 8, and CMYK becomes what a screen shows.
    /// </summary>
    /// <param name="stream">The file from its first byte; read to the end, not closed.</param>
    /// <param name="limits">How large it may be.</param>
    /// <exception cref="LimpidException">Not a picture, damaged, cut short, or above the limits.</exception>
    public static GrayImage Read(Stream stream, PictureLimits? limits = null)
    {
        limits = (limits ?? new()).Validated();
        byte[] file = ReadAll(stream, limits.FileBytes);
        using SKData data = SKData.CreateCopy(file);
        using SKCodec codec = SKCodec.Create(data)
            ?? throw LimpidException.InvalidData(
                $"Expected a PNG, JPEG, WebP, BMP or GIF picture, but got {FileSignature.Describe(file)}. "
                    + "Open it in a picture program and save it as PNG."
            );
        SKImageInfo info = Plan(codec, limits);
        if (!FileSignature.IsWhole(file, codec.EncodedFormat))
            throw CutShort(codec);
        return Upright.Turn(Decode(codec, info), codec.EncodedOrigin);
    }

    /// <summary>Writes a picture as a grey PNG.</summary>
    public static void WritePng(Stream stream, GrayImage image)
    {
        var info = new SKImageInfo(image.Width, image.Height, SKColorType.Gray8, SKAlphaType.Opaque);
        using SKData pixels = SKData.CreateCopy(image.Pixels.Span);
        using SKImage picture = SKImage.FromPixels(info, pixels, image.Width);
        using SKData png = picture.Encode(SKEncodedImageFormat.Png, quality: 100);
        png.SaveTo(stream);
    }

    private static byte[] ReadAll(Stream stream, long most)
    {
        using var file = new MemoryStream();
        var chunk = new byte[ChunkBytes];
        for (int read; (read = stream.Read(chunk)) > 0; file.Write(chunk, 0, read))
        {
            if (file.Length + read > most)
                throw LimpidException.InvalidData(
                    $"Expected a picture file of at most {most} bytes, but it goes on. Make the picture "
                        + "smaller, or allow more."
                );
        }
        return file.ToArray();
    }

    /// <summary>Looks at what the file claims before anything is decoded, and chooses the size to decode at.</summary>
    private static SKImageInfo Plan(SKCodec codec, PictureLimits limits)
    {
        (int width, int height) = (codec.Info.Width, codec.Info.Height);
        long pixels = (long)width * height;
        if (
            codec.EncodedFormat
            is not (
                SKEncodedImageFormat.Png
                or SKEncodedImageFormat.Jpeg
                or SKEncodedImageFormat.Webp
                or SKEncodedImageFormat.Bmp
                or SKEncodedImageFormat.Gif
            )
        )
            throw LimpidException.InvalidData(
                $"Expected a PNG, JPEG, WebP, BMP or GIF picture, but got {codec.EncodedFormat}. Save it as PNG."
            );
        if (width < 1 || height < 1 || pixels > limits.Pixels)
            throw LimpidException.InvalidData(
                $"Expected a picture of 1 to {limits.Pixels} pixels, but the {Name(codec)} claims "
                    + $"{width}x{height}. Make it smaller, or allow more."
            );
        if (pixels > limits.FullScalePixels)
        {
            SKSizeI scaled = codec.GetScaledDimensions((float)Math.Sqrt((double)limits.FullScalePixels / pixels));
            (width, height) = (scaled.Width, scaled.Height);
        }
        return new(width, height, SKColorType.Rgba8888, SKAlphaType.Unpremul, SKColorSpace.CreateSrgb());
    }

    private static GrayImage Decode(SKCodec codec, SKImageInfo info)
    {
        using var bitmap = new SKBitmap(info);
        SKCodecResult result = codec.GetPixels(info, bitmap.GetPixels());
        return result switch
        {
            SKCodecResult.Success => new(info.Width, info.Height, Luma.OnWhite(bitmap.GetPixelSpan())),
            SKCodecResult.IncompleteInput => throw CutShort(codec),
            _ => throw LimpidException.InvalidData(
                $"Expected a whole {Name(codec)}, but its pixels cannot be decoded ({result}): the file is "
                    + "damaged. Get it again."
            ),
        };
    }

    private static LimpidException CutShort(SKCodec codec) =>
        LimpidException.InvalidData(
            $"Expected a whole {Name(codec)} of {codec.Info.Width}x{codec.Info.Height}, but the file ends "
                + "early. Get it again."
        );

    private static string Name(SKCodec codec) => $"{codec.EncodedFormat.ToString().ToUpperInvariant()} picture";
}
