using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;
using Limpid.Kernels;
using Limpid.Numerics;

namespace Limpid.Layers;

/// <summary>y = σ(x) = 1 / (1 + e⁻ˣ), between 0 and 1; dx = dy · y(1 − y). The video's squishification.</summary>
public sealed record Sigmoid : Activation
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string Symbol => "σ";

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Equation => "y = 1 / (1 + e⁻ˣ)";

    /// <inheritdoc/>
    public override Layer Build(Shape input) => new ActivationLayer<Formula>(input, default);

    internal readonly struct Formula : IActivation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public L Value<L>(L x)
            where L : struct, ILanes<L> => ExpFloat.Sigmoid(x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public L Slope<L>(L x, L y)
            where L : struct, ILanes<L> => y * (L.Broadcast(1f) - y);
    }
}
