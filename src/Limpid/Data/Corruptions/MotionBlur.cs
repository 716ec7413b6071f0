using Limpid.Numerics;

namespace Limpid.Data.Corruptions;

/// <summary>The hand shook: the mean of the picture along a line of any direction.</summary>
/// <param name="Length">Of the line, in pixels.</param>
internal sealed record MotionBlur(double Length = 6) : Corruption
{
    private const int Moments = 15; // on the way along the line

    /// <inheritdoc/>
    public override string Name => "motion-blur";

    private protected override UnitImage Spoil(UnitImage picture, ref RandomStream random)
    {
        double halfTurns = random.NextDouble(),
            across = Elementary.CosPi(halfTurns),
            down = Elementary.CosPi(halfTurns - 0.5);
        return picture.Filled(
            (x, y) =>
            {
                double sum = 0;
                for (int i = 0; i < Moments; i++)
                {
                    double way = Length * ((double)i / (Moments - 1) - 0.5);
                    sum += picture.Between(x + way * across, y + way * down);
                }
                return sum / Moments;
            }
        );
    }
}
