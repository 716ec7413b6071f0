using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;
using Limpid.Kernels;

namespace Limpid.Optimizers;

/// <summary>
/// Plain stochastic gradient descent: w ← w − η·(g + λ·w) (Robbins and Monro, "A stochastic approximation method",
/// 1951).
/// </summary>
/// <param name="Rate">The learning rate η.</param>
/// <param name="WeightDecay">L2 regularization λ, coupled: it is part of the gradient.</param>
public sealed record Sgd(double Rate = 0.1, double WeightDecay = 0) : Optimizer
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
    ) => OptimizerKernel.Run(new Formula((float)step.Rate, (float)step.WeightDecay), values, gradients, first, second);

    private readonly struct Formula(float rate, float decay) : IUpdate
    {
        public static int Slots => 0;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<L>(ref L w, L g, ref L first, ref L second)
            where L : struct, ILanes<L>
        {
            g = L.MultiplyAdd(L.Broadcast(decay), w, g);
            w = L.MultiplyAdd(L.Broadcast(-rate), g, w);
        }
    }
}
