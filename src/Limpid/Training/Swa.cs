using Limpid.Numerics;
using Limpid.Schedules;

namespace Limpid.Training;

/// <summary>
/// Stochastic weight averaging: the equal mean of the weights at the end of each epoch after a share of the training;
/// the n-th of them
/// comes in by 1/n. Until then the average is the weights at the latest epoch's end. Averaged statistics of batch
/// normalization are near those that
/// the averaged weights would measure, not the same (Izmailov and others, "Averaging weights leads to wider optima and
/// better generalization", 2018).
/// </summary>
/// <param name="Start">The share of the epochs before the average begins. A rate that stays high from there on serves
/// it best.</param>
public sealed record Swa(double Start = 0.75) : Averaging
{
    /// <inheritdoc/>
    public override double Share(in ScheduleMoment moment)
    {
        (long epoch, long rest) = Math.DivRem(moment.Step, moment.StepsPerEpoch);
        long before = (long)(Start * (moment.TotalSteps / moment.StepsPerEpoch));
        return rest > 0 ? 0 : 1.0 / Math.Max(1, epoch - before);
    }

    /// <inheritdoc/>
    public override void Validate() => Guard.That(this, Start is >= 0 and < 1, "at least 0 and below 1", Start);
}
