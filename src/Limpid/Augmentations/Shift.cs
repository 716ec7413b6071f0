using Limpid.Numerics;

namespace Limpid.Augmentations;

/// <summary>Moves the picture: right and down, each by a uniform draw from ±<paramref name="Pixels"/>, parts of pixels
/// included.</summary>
/// <param name="Pixels">The longest way along each axis, in pixels.</param>
public sealed record Shift(double Pixels = 2) : Augmentation
{
    private const double Most = 1024;

    internal override bool Bends => true;

    /// <inheritdoc/>
    public override void Validate() => Guard.That(this, Pixels is >= 0 and <= Most, $"from 0 to {Most}", Pixels);

    internal override void Bend(ref RandomStream random, Warp warp)
    {
        double x = Within(ref random, Pixels),
            y = Within(ref random, Pixels);
        warp.Then(1, 0, 0, 1, -x, -y);
    }
}
