using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;
using Limpid.Kernels;
using Limpid.Numerics;

namespace Limpid.Optimizers;

/// <summary>
/// Adaptive moments: g' = g + λ·w, m ← β₁·m + (1 − β₁)·g', v ← β₂·v + (1 − β₂)·g'², m̂ = m / (1 − β₁ᵗ), v̂ = v / (1 −
/// β₂ᵗ),
/// w ← w − η·m̂ / (√v̂ + ε), at update t (Kingma and Ba, "Adam: a method for stochastic optimization", 2015).
/// </summary>
/// <param name="Rate">The learning rate η: about as far as a weight moves in one update.</param>
/// <param name="Beta1">How much of the mean m stays.</param>
/// <param name="Beta2">How much of the mean square v stays.</param>
/// <param name="Epsilon">Keeps the divisor from zero.</param>
/// <param name="WeightDecay">L2 regularization λ, coupled: it is part of the gradient. See <see cref="AdamW"/>.</param>
public sealed record Adam(
    double Rate = 1e-3,
    double Beta1 = 0.9,
    double Beta2 = 0.999,
    double Epsilon = 1e-8,
    double WeightDecay = 0
) : Optimizer
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override int Slots => Formula.Slots;

    /// <inheritdoc/>
    public override void Update(
        Span<float> values,
        ReadOnlySpan<float> gradients,
        Span<float> first,
        Span<float> second,
        UpdateStep step
    ) =>
        OptimizerKernel.Run(
            new Formula(Beta1, Beta2, Epsilon, step) { Coupled = (float)step.WeightDecay },
            values,
            gradients,
            first,
            second
        );

    /// <inheritdoc/>
    protected override void ValidateOwn() => Validate(this, Beta1, Beta2, Epsilon);

    internal static void Validate(Optimizer spec, double beta1, double beta2, double epsilon)
    {
        Guard.That(spec, beta1 is >= 0 and < 1, "at least 0 and below 1", beta1, nameof(Beta1));
        Guard.That(spec, beta2 is >= 0 and < 1, "at least 0 and below 1", beta2, nameof(Beta2));
        Guard.That(
            spec,
            (float)epsilon is > 0 and < float.PositiveInfinity,
            "above 0 (by 1e-45 at least) and finite",
            epsilon,
            nameof(Epsilon)
        );
    }

    /// <summary>Adam with either decay: of the gradient (Coupled = λ), or of the weight itself (Keep = 1 −
    /// ηλ).</summary>
    internal readonly struct Formula(double beta1, double beta2, double epsilon, UpdateStep step) : IUpdate
    {
        private readonly float _beta1 = (float)beta1,
            _rest1 = (float)(1 - beta1);
        private readonly float _beta2 = (float)beta2,
            _rest2 = (float)(1 - beta2);
        private readonly float _rate = (float)(step.Rate / (1 - Elementary.Power(beta1, step.Number)));
        private readonly float _correction = (float)(1 / Math.Sqrt(1 - Elementary.Power(beta2, step.Number)));
        private readonly float _epsilon = (float)epsilon;

        public static int Slots => 2;

        public float Coupled { get; init; }

        public float Keep { get; init; } = 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<L>(ref L w, L g, ref L m, ref L v)
            where L : struct, ILanes<L>
        {
            g = L.MultiplyAdd(L.Broadcast(Coupled), w, g);
            m = L.MultiplyAdd(L.Broadcast(_rest1), g, L.Broadcast(_beta1) * m);
            v = L.MultiplyAdd(L.Broadcast(_rest2), g * g, L.Broadcast(_beta2) * v);
            L divisor = L.MultiplyAdd(L.Sqrt(v), L.Broadcast(_correction), L.Broadcast(_epsilon));
            w = L.MultiplyAdd(L.Broadcast(-_rate), m / divisor, L.Broadcast(Keep) * w);
        }
    }
}
