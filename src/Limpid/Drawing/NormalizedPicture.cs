using Limpid.Numerics;

namespace Limpid.Drawing;

/// <summary>A picture on its way to 28x28, after one step.</summary>
/// <param name="Name">The step, one of the names in <see cref="PictureNormalizer"/>.</param>
/// <param name="Image">The picture after it.</param>
public sealed record PictureStage(string Name, GrayImage Image);

/// <summary>A picture made into what the network looks at, with all that was found out on the way.</summary>
public sealed record NormalizedPicture
{
    /// <summary>28x28, 0 = paper and 255 = ink: light on dark, as MNIST is.</summary>
    public required GrayImage Picture { get; init; }

    /// <summary>True for a picture of one colour: there is no ink, <see cref="Picture"/> is all paper, and the other
    /// findings mean nothing.</summary>
    public bool IsBlank { get; init; }

    /// <summary>Which was the brighter, ink or paper.</summary>
    public Polarity Polarity { get; init; }

    /// <summary>With ink turned bright, pixels above this level (0 to 254) are ink.</summary>
    public int Threshold { get; init; }

    /// <summary>Where paper ends and ink is full; null where the picture was taken as it is.</summary>
    public InkLevels? Levels { get; init; }

    /// <summary>Where on the given picture the ink is.</summary>
    public PixelBox InkBox { get; init; }

    /// <summary>The given picture, then the picture after each step; the last is <see cref="Picture"/>.</summary>
    public required ImmutableSequence<PictureStage> Stages { get; init; }

    /// <summary>The 784 bytes of <see cref="Picture"/>, row after row.</summary>
    public ReadOnlySpan<byte> Pixels => Picture.Pixels.Span;
}
