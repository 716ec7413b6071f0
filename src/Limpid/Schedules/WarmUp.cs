using Limpid.Numerics;

namespace Limpid.Schedules;

/// <summary>
/// A straight ramp before another schedule: f = (step + 1)/n · Then(0) for the first n updates, after which Then runs
/// over the updates that
/// are left (Goyal and others, "Accurate, large minibatch SGD", 2017).
/// </summary>
/// <param name="Epochs">The length n of the ramp in epochs, parts of them welcome.</param>
/// <param name="Steps">The length n of the ramp in updates: if given, instead of epochs.</param>
/// <param name="Then">What follows; constant, if none is given.</param>
public sealed record WarmUp(double Epochs = 1, long? Steps = null, Schedule? Then = null) : Schedule
{
    /// <inheritdoc/>
    public override double Factor(in ScheduleMoment moment, ReadOnlySpan<double> validationLosses)
    {
        long ramp = Math.Min(moment.TotalSteps, Steps ?? (long)Math.Round(Epochs * moment.StepsPerEpoch));
        var after = moment with
        {
            Step = Math.Max(0, moment.Step - ramp),
            TotalSteps = Math.Max(1, moment.TotalSteps - ramp),
        };
        return Math.Min(1, (moment.Step + 1.0) / ramp) * (Then?.Factor(after, validationLosses) ?? 1);
    }

    /// <inheritdoc/>
    public override void Validate()
    {
        Guard.That(this, Epochs is >= 0 and < double.PositiveInfinity, "at least 0 and finite", Epochs);
        Guard.That(this, Steps is null or >= 0, "at least 0", Steps ?? 0, nameof(Steps));
        Then?.Validate();
    }
}
