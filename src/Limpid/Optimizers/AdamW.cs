using System.Text.Json.Serialization;
using Limpid.Kernels;

namespace Limpid.Optimizers;

/// <summary>
/// Adam with decoupled weight decay: w ← (1 − η·λ)·w, then as <see cref="Adam"/> with λ = 0, so that weights with large
/// gradients are
/// decayed as much as the others (Loshchilov and Hutter, "Decoupled weight decay regularization", 2019).
/// </summary>
/// <param name="Rate">The learning rate η: about as far as a weight moves in one update.</param>
/// <param name="Beta1">How much of the mean m stays.</param>
/// <param name="Beta2">How much of the mean square v stays.</param>
/// <param name="Epsilon">Keeps the divisor from zero.</param>
/// <param name="WeightDecay">The decay λ of the weight itself, times the rate.</param>
public sealed record AdamW(
    double Rate = 1e-3,
    double Beta1 = 0.9,
    double Beta2 = 0.999,
    double Epsilon = 1e-8,
    double WeightDecay = 0.01
) : Optimizer
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override int Slots => Adam.Formula.Slots;

    /// <inheritdoc/>
    public override void Update(
        Span<float> values,
        ReadOnlySpan<float> gradients,
        Span<float> first,
        Span<float> second,
        UpdateStep step
    ) =>
        OptimizerKernel.Run(
            new Adam.Formula(Beta1, Beta2, Epsilon, step) { Keep = (float)(1 - step.Rate * step.WeightDecay) },
            values,
            gradients,
            first,
            second
        );

    /// <inheritdoc/>
    protected override void ValidateOwn() => Adam.Validate(this, Beta1, Beta2, Epsilon);
}
