using Limpid.Numerics;

namespace Limpid.Schedules;

/// <summary>f = By^⌊epoch / EveryEpochs⌋: a stair.</summary>
/// <param name="EveryEpochs">Epochs a tread, at least 1.</param>
/// <param name="By">What each riser multiplies by, above 0 and at most 1.</param>
public sealed record Step(int EveryEpochs = 10, double By = 0.1) : Schedule
{
    /// <inheritdoc/>
    public override double Factor(in ScheduleMoment moment, ReadOnlySpan<double> validationLosses) =>
        Elementary.Power(By, moment.Step / moment.StepsPerEpoch / EveryEpochs);

    /// <inheritdoc/>
    public override void Validate()
    {
        Guard.That(this, EveryEpochs >= 1, "at least 1", EveryEpochs);
        Guard.That(this, By is > 0 and <= 1, "above 0 and at most 1", By);
    }
}
