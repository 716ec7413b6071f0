using Limpid.Numerics;

namespace Limpid.Schedules;

/// <summary>
/// f = Final + (1 − Final)·½(1 + cos(π·step / total)): half a wave, from 1 towards Final, which the end of training
/// would reach
/// (Loshchilov and Hutter, "SGDR: stochastic gradient descent with warm restarts", 2017; without restarts).
/// </summary>
/// <param name="Final">The factor at the end, 0 to 1.</param>
public sealed record Cosine(double Final = 0) : Schedule
{
    /// <inheritdoc/>
    public override double Factor(in ScheduleMoment moment, ReadOnlySpan<double> validationLosses) =>
        Between(1, Final, (double)moment.Step / moment.TotalSteps);

    /// <inheritdoc/>
    public override void Validate() => Guard.That(this, Final is >= 0 and <= 1, "from 0 to 1", Final);

    /// <summary>Half a wave from one value to another as t goes from 0 to 1; beyond it stays there.</summary>
    internal static double Between(double from, double to, double t) =>
        to + (from - to) * 0.5 * (1 + Elementary.CosPi(Math.Clamp(t, 0, 1)));
}
