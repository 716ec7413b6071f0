using System.Text.Json.Serialization;

namespace Limpid.Schedules;

/// <summary>Where a training stands.</summary>
/// <param name="Step">How many updates were made, from 0.</param>
/// <param name="TotalSteps">How many updates the whole training makes.</param>
/// <param name="StepsPerEpoch">How many updates one epoch makes.</param>
public readonly record struct ScheduleMoment(long Step, long TotalSteps, long StepsPerEpoch);

/// <summary>
/// What multiplies the base learning rate in the course of training. A pure function of the moment and of the history,
/// so that a resumed
/// or rewound training finds the same rates. To add one: a file beside this one, and a line here.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Constant), "constant")]
[JsonDerivedType(typeof(Step), "step")]
[JsonDerivedType(typeof(Cosine), "cosine")]
[JsonDerivedType(typeof(OneCycle), "one-cycle")]
[JsonDerivedType(typeof(WarmUp), "warm-up")]
[JsonDerivedType(typeof(ReduceOnPlateau), "plateau")]
public abstract record Schedule
{
    /// <summary>The multiplier of the base rate, in [0, 1].</summary>
    /// <param name="moment">The update about to be made.</param>
    /// <param name="validationLosses">One for each finished epoch.</param>
    public abstract double Factor(in ScheduleMoment moment, ReadOnlySpan<double> validationLosses);

    /// <summary>Checks the members.</summary>
    /// <exception cref="LimpidException">A member is out of its range (<see cref="Fault.Usage"/>).</exception>
    public virtual void Validate() { }
}
