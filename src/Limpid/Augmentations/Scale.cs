using Limpid.Numerics;

namespace Limpid.Augmentations;

/// <summary>
/// Enlarges or shrinks the picture about its middle: both axes by the factor 1 + u, then each by its own 1 + v, with u
/// uniform in
/// ±<paramref name="Share"/> and v in ±<paramref name="Axis"/>.
/// </summary>
/// <param name="Share">How much of its size the picture may gain or lose.</param>
/// <param name="Axis">How much of its own size each axis may gain or lose besides: makes digits wide or narrow.</param>
public sealed record Scale(double Share = 0.1, double Axis = 0) : Augmentation
{
    private const double Most = 0.9;

    internal override bool Bends => true;

    /// <inheritdoc/>
    public override void Validate()
    {
        Guard.That(this, Share is >= 0 and <= Most, $"from 0 to {Most}", Share);
        Guard.That(this, Axis is >= 0 and <= Most, $"from 0 to {Most}", Axis);
    }

    internal override void Bend(ref RandomStream random, Warp warp)
    {
        double both = 1 + Within(ref random, Share),
            x = both * (1 + Within(ref random, Axis)),
            y = both * (1 + Within(ref random, Axis));
        warp.Then(1 / x, 0, 0, 1 / y, 0, 0);
    }
}
