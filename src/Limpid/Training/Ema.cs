using Limpid.Numerics;
using Limpid.Schedules;

namespace Limpid.Training;

/// <summary>
/// The exponential moving average: after update t, a ← d·a + (1 − d)·w with d = min(Decay, (1 + t)/(10 + t)), so that
/// the first values are soon
/// forgotten (Polyak and Juditsky 1992 for averaging; the warm-up as in TensorFlow's ExponentialMovingAverage).
/// </summary>
/// <param name="Decay">How much of the average stays: it looks back about 1 / (1 − Decay) updates.</param>
public sealed record Ema(double Decay = 0.999) : Averaging
{
    /// <inheritdoc/>
    public override double Share(in ScheduleMoment moment) =>
        1 - Math.Min(Decay, (1.0 + moment.Step) / (10.0 + moment.Step));

    /// <inheritdoc/>
    public override void Validate() => Guard.That(this, Decay is >= 0 and < 1, "at least 0 and below 1", Decay);
}
