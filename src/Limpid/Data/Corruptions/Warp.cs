using Limpid.Drawing;

namespace Limpid.Data.Corruptions;

/// <summary>
/// Moved, turned or resized as somebody wants it: what the new picture has at (u, v) was before at (XX·u + XY·v + X,
/// YX·u + YY·v + Y), both from the middle, y downward.
/// Nothing is left to chance, so it is no kind of <see cref="Corruption"/>; it resamples by the same means.
/// </summary>
/// <param name="XX">∂x/∂u.</param>
/// <param name="XY">∂x/∂v.</param>
/// <param name="YX">∂y/∂u.</param>
/// <param name="YY">∂y/∂v.</param>
/// <param name="X">Pixels along.</param>
/// <param name="Y">Pixels down.</param>
public sealed record Warp(double XX, double XY, double YX, double YY, double X = 0, double Y = 0)
{
    /// <summary>The picture changed, of the same size.</summary>
    /// <param name="picture">Ink is bright: beyond the edges all is dark.</param>
    public GrayImage Apply(GrayImage picture) => UnitImage.Of(picture).Warped(XX, XY, YX, YY, X, Y).ToImage();
}
