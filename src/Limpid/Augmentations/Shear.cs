using Limpid.Numerics;

namespace Limpid.Augmentations;

/// <summary>Slants the picture: a point h pixels above its middle moves h·s to the right, with s uniform in
/// ±<paramref name="Slant"/>, as handwriting leans.</summary>
/// <param name="Slant">The widest slant to either side, in pixels a pixel of height.</param>
public sealed record Shear(double Slant = 0.2) : Augmentation
{
    private const double Most = 4;

    internal override bool Bends => true;

    /// <inheritdoc/>
    public override void Validate() => Guard.That(this, Slant is >= 0 and <= Most, $"from 0 to {Most}", Slant);

    internal override void Bend(ref RandomStream random, Warp warp) =>
        warp.Then(1, Within(ref random, Slant), 0, 1, 0, 0);
}
