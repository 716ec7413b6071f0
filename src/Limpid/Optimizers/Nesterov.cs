using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;
using Limpid.Kernels;
using Limpid.Numerics;

namespace Limpid.Optimizers;

/// <summary>
/// Momentum that looks ahead: g' = g + λ·w, v ← µ·v + g', w ← w − η·(g' + µ·v) (Nesterov 1983; Sutskever, Martens, Dahl
/// and Hinton,
/// "On the importance of initialization and momentum in deep learning", 2013; in PyTorch's form).
/// </summary>
/// <param name="Rate">The learning rate η. A steady gradient moves a weight by η / (1 − µ) of it an update.</param>
/// <param name="Factor">How much of the velocity stays, µ.</param>
/// <param name="WeightDecay">L2 regularization λ, coupled: it is part of the gradient.</param>
public sealed record Nesterov(double Rate = 0.01, double Factor = 0.9, double WeightDecay = 0) : Optimizer
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
            new Formula((float)step.Rate, (float)Factor, (float)step.WeightDecay),
            values,
            gradients,
            first,
            second
        );

    /// <inheritdoc/>
    protected override void ValidateOwn() => Guard.That(this, Factor is >= 0 and < 1, "at least 0 and below 1", Factor);

    private readonly struct Formula(float rate, float factor, float decay) : IUpdate
    {
        public static int Slots => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<L>(ref L w, L g, ref L v, ref L second)
            where L : struct, ILanes<L>
        {
            g = L.MultiplyAdd(L.Broadcast(decay), w, g);
            v = L.MultiplyAdd(L.Broadcast(factor), v, g);
            w = L.MultiplyAdd(L.Broadcast(-rate), L.MultiplyAdd(L.Broadcast(factor), v, g), w);
        }
    }
}
