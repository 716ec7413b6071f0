using Limpid.Kernels;
using Limpid.Numerics;

namespace Limpid.Augmentations;

/// <summary>
/// Makes strokes thicker or thinner by s pixels on each side, with s uniform in ±<paramref name="Pixels"/>: for each
/// whole pixel of s every number becomes the
/// greatest (the least, where s is negative) of itself and its four neighbours, and for the part that is left it goes
/// that part of the way. These are the
/// dilation and erosion of grey pictures by a cross (Serra 1982).
/// </summary>
/// <param name="Pixels">The most that a stroke gains or loses on each side.</param>
public sealed record Thickness(double Pixels = 0.5) : Augmentation
{
    private const double Most = 16;

    internal override bool Redraws => true;

    /// <inheritdoc/>
    public override void Validate() => Guard.That(this, Pixels is >= 0 and <= Most, $"from 0 to {Most}", Pixels);

    internal override void Redraw(ref RandomStream random, Shape item, Span<float> picture, Span<float> scratch)
    {
        double pixels = Within(ref random, Pixels);
        for (double left = Math.Abs(pixels); left > 0; left--)
        for (int plane = 0; plane < item.Channels; plane++)
            Morphology.Thicken(
                picture.Slice(plane * item.Height * item.Width, item.Height * item.Width),
                item.Height,
                item.Width,
                (float)Math.CopySign(Math.Min(1, left), pixels),
                scratch
            );
    }
}
