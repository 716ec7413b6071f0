using Limpid.Numerics;

namespace Limpid.Augmentations;

/// <summary>Turns the picture about its middle by a uniform draw from ±<paramref name="Degrees"/>.</summary>
/// <param name="Degrees">The widest turn, to either side.</param>
public sealed record Rotate(double Degrees = 10) : Augmentation
{
    private const double HalfTurn = 180; // degrees

    internal override bool Bends => true;

    /// <inheritdoc/>
    public override void Validate() => Guard.That(this, Degrees is >= 0 and <= 2 * HalfTurn, "from 0 to 360", Degrees);

    internal override void Bend(ref RandomStream random, Warp warp) => Turn(warp, Within(ref random, Degrees));

    /// <summary>Turns counter-clockwise, as one sees it: y runs down.</summary>
    internal static void Turn(Warp warp, double degrees)
    {
        double cosine = Elementary.CosPi(degrees / HalfTurn),
            sine = Elementary.SinPi(degrees / HalfTurn);
        warp.Then(cosine, -sine, sine, cosine, 0, 0);
    }
}
