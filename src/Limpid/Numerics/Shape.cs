using System.Text.Json.Serialization;

namespace Limpid.Numerics;

/// <summary>The shape of one sample: channels × height × width, channel-major (element (c, h, w) at (c·Height +
/// h)·Width + w).</summary>
/// <param name="Channels">Channels, or units of a flat layer.</param>
/// <param name="Height">Rows of a picture; 1 for a flat layer.</param>
/// <param name="Width">Columns of a picture; 1 for a flat layer.</param>
public readonly record struct Shape(int Channels, int Height = 1, int Width = 1)
{
    /// <summary>The most elements that one sample may have (2²⁴): beyond it a shape is taken for an error, before
    /// anything is allocated.</summary>
    public const int MaximumCount = 1 << 24;

    /// <summary>Channels · Height · Width.</summary>
    /// <exception cref="OverflowException">The product does not fit.</exception>
    [JsonIgnore]
    public int Count => checked(Channels * Height * Width);

    /// <summary>True when every extent is positive and the count is at most <see cref="MaximumCount"/>.</summary>
    [JsonIgnore]
    public bool IsValid =>
        Channels > 0
        && Height > 0
        && Width > 0
        && (long)Channels * Height <= MaximumCount
        && (long)Channels * Height * Width <= MaximumCount;

    /// <summary><c>784</c>, <c>28x28</c> or <c>16x14x14</c>: as architectures are written.</summary>
    public override string ToString() =>
        (Height, Width) == (1, 1) ? $"{Channels}"
        : Channels == 1 ? $"{Height}x{Width}"
        : $"{Channels}x{Height}x{Width}";
}
