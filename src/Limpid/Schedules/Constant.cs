namespace Limpid.Schedules;

/// <summary>f = 1: the base rate throughout.</summary>
public sealed record Constant : Schedule
{
    /// <inheritdoc/>
    public override double Factor(in ScheduleMoment moment, ReadOnlySpan<double> validationLosses) => 1;
}
