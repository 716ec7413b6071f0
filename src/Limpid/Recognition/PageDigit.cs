using Limpid.Drawing;

namespace Limpid.Recognition;

/// <summary>A digit that was found on a page.</summary>
public sealed record PageDigit
{
    /// <summary>Where it is, in pixels of the picture as it was given.</summary>
    public required PixelBox Box { get; init; }

    /// <summary>The class it was read as, and how surely.</summary>
    public required Prediction Answer { get; init; }

    /// <summary>The name of that class.</summary>
    public required string Name { get; init; }

    /// <summary>True where a wider gap parts it from the digit before it: another number begins.</summary>
    public bool IsAfterGap { get; init; }

    /// <summary>What the network looked at: 28x28, 0 = paper and 255 = ink.</summary>
    public required GrayImage Picture { get; init; }
}
