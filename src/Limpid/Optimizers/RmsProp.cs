using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;
using Limpid.Kernels;
using Limpid.Numerics;

namespace Limpid.Optimizers;

/// <summary>
/// Each gradient over its own recent size: g' = g + λ·w, v ← α·v + (1 − α)·g'², w ← w − η·g' / (√v + ε) (Tieleman and
/// Hinton, lecture
/// 6.5 of "Neural networks for machine learning", 2012; in PyTorch's form, with ε outside the root).
/// </summary>
/// <param name="Rate">The learning rate η: about as far as a weight moves in one update.</param>
/// <param name="Decay">How much of the mean square v stays, α.</param>
/// <param name="Epsilon">Keeps the divisor from zero.</param>
/// <param name="WeightDecay">L2 regularization λ, coupled: it is part of the gradient.</param>
public sealed record RmsProp(double Rate = 0.01, double Decay = 0.99, double Epsilon = 1e-8, double WeightDecay = 0)
    : Optimizer
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
    ) => OptimizerKernel.Run(new Formula(this, step), values, gradients, first, second);

    /// <inheritdoc/>
    protected override void ValidateOwn()
    {
        Guard.That(this, Decay is >= 0 and < 1, "at least 0 and below 1", Decay);
        Guard.That(
            this,
            (float)Epsilon is > 0 and < float.PositiveInfinity,
            "above 0 (by 1e-45 at least) and finite",
            Epsilon
        );
    }

    private readonly struct Formula(RmsProp spec, UpdateStep step) : IUpdate
    {
        private readonly float _rate = (float)step.Rate,
            _coupled = (float)step.WeightDecay,
            _epsilon = (float)spec.Epsilon;
        private readonly float _decay = (float)spec.Decay,
            _rest = (float)(1 - spec.Decay);

        public static int Slots => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<L>(ref L w, L g, ref L v, ref L second)
            where L : struct, ILanes<L>
        {
            g = L.MultiplyAdd(L.Broadcast(_coupled), w, g);
            v = L.MultiplyAdd(L.Broadcast(_rest), g * g, L.Broadcast(_decay) * v);
            w = L.MultiplyAdd(L.Broadcast(-_rate), g / (L.Sqrt(v) + L.Broadcast(_epsilon)), w);
        }
    }
}
