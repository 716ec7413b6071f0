using Limpid.Numerics;

namespace Limpid.Schedules;

/// <summary>
/// Up from Start to 1 during the first WarmUp of the training, then down to Start·Final at its last update, both by
/// half a cosine wave: the
/// base rate is the peak (Smith and Topin, "Super-convergence", 2018; in PyTorch's form of two phases).
/// </summary>
/// <param name="WarmUp">The part of the training that goes up, from 0 to 1.</param>
/// <param name="Start">The factor of the first update, above 0 and at most 1.</param>
/// <param name="Final">The factor of the last update, as a part of Start: above 0 and at most 1.</param>
public sealed record OneCycle(double WarmUp = 0.3, double Start = 0.04, double Final = 1e-4) : Schedule
{
    /// <inheritdoc/>
    public override double Factor(in ScheduleMoment moment, ReadOnlySpan<double> validationLosses)
    {
        double peak = WarmUp * moment.TotalSteps - 1,
            last = moment.TotalSteps - 1;
        return moment.Step < peak
            ? Cosine.Between(Start, 1, moment.Step / peak)
            : Cosine.Between(1, Start * Final, last > peak ? (moment.Step - peak) / (last - peak) : 0);
    }

    /// <inheritdoc/>
    public override void Validate()
    {
        Guard.That(this, WarmUp is >= 0 and <= 1, "from 0 to 1", WarmUp);
        Guard.That(this, Start is > 0 and <= 1, "above 0 and at most 1", Start);
        Guard.That(this, Final is > 0 and <= 1, "above 0 and at most 1", Final);
    }
}
