namespace Limpid.Imaging;

/// <summary>How large a picture may be before it is refused, so that a few bytes from outside cannot claim all
/// memory.</summary>
public sealed record PictureLimits
{
    private const long MostPixels = 500_000_000; // four bytes a pixel stay below 2³¹

    /// <summary>The most bytes that a picture file may have; 64 MiB.</summary>
    public long FileBytes { get; init; } = 64 << 20;

    /// <summary>
    /// The most pixels (width · height, as the file claims them) that are decoded; 64 million. Decoding takes 4 bytes a
    /// pixel, and 2 more
    /// for the grey picture and its turned copy.
    /// </summary>
    public long Pixels { get; init; } = 64_000_000;

    /// <summary>A JPEG or WebP picture with more pixels than this is decoded at a smaller scale, which bounds its
    /// memory; 16 million.</summary>
    public long FullScalePixels { get; init; } = 16_000_000;

    /// <summary>These limits, looked over.</summary>
    /// <exception cref="LimpidException">A limit is not positive, or allows more pixels than can be held.</exception>
    internal PictureLimits Validated() =>
        FileBytes > 0 && FullScalePixels > 0 && Pixels is > 0 and <= MostPixels
            ? this
            : throw LimpidException.Usage(
                $"Limits of pictures are positive and allow at most {MostPixels} pixels, but this came: {this}."
            );
}
