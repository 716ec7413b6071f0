using System.Text.Json.Serialization;
using Limpid.Numerics;

namespace Limpid.Optimizers;

/// <summary>The circumstances of one update.</summary>
/// <param name="Number">Which update this is, from 1.</param>
/// <param name="Rate">The learning rate, after the schedule.</param>
/// <param name="WeightDecay">The weight decay of these parameters: 0 for those that are not decayed, such as
/// biases.</param>
public readonly record struct UpdateStep(long Number, double Rate, double WeightDecay);

/// <summary>
/// How a gradient changes the parameters. A spec: the state (momentum and the like) lies with the caller, in arrays as
/// long as the
/// parameters, zero before the first update. To add one: a file beside this one, and a line here.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Sgd), "sgd")]
[JsonDerivedType(typeof(Momentum), "momentum")]
[JsonDerivedType(typeof(Nesterov), "nesterov")]
[JsonDerivedType(typeof(Adam), "adam")]
[JsonDerivedType(typeof(AdamW), "adamw")]
[JsonDerivedType(typeof(RmsProp), "rmsprop")]
public abstract record Optimizer
{
    /// <summary>The base learning rate η, which a schedule multiplies.</summary>
    public abstract double Rate { get; init; }

    /// <summary>The weight decay λ of the parameters that are decayed.</summary>
    public abstract double WeightDecay { get; init; }

    /// <summary>State floats a parameter: 0, 1 (first) or 2 (first and second).</summary>
    [JsonIgnore]
    public abstract int Slots { get; }

    /// <summary>Changes parameters and state in place; allocates nothing. A parameter's update depends on nothing but
    /// its own values.</summary>
    /// <param name="values">Parameters: a window of the flat buffer, or all of it.</param>
    /// <param name="gradients">∂L/∂values, the same window.</param>
    /// <param name="first">The same window of the first state; empty when <see cref="Slots"/> is 0.</param>
    /// <param name="second">The same window of the second state; empty when <see cref="Slots"/> is below 2.</param>
    /// <param name="step">Number, rate and decay of this update.</param>
    /// <exception cref="LimpidException">The windows differ in length (<see cref="Fault.Mismatch"/>).</exception>
    public abstract void Update(
        Span<float> values,
        ReadOnlySpan<float> gradients,
        Span<float> first,
        Span<float> second,
        UpdateStep step
    );

    /// <summary>Checks the members.</summary>
    /// <exception cref="LimpidException">A member is out of its range (<see cref="Fault.Usage"/>).</exception>
    public void Validate()
    {
        Guard.That(this, Rate is > 0 and < double.PositiveInfinity, "above 0 and finite", Rate);
        Guard.That(this, WeightDecay is >= 0 and < double.PositiveInfinity, "at least 0 and finite", WeightDecay);
        ValidateOwn();
    }

    /// <summary>Checks the members that this kind adds.</summary>
    protected virtual void ValidateOwn() { }
}
