using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;
using Limpid.Kernels;
using Limpid.Numerics;

namespace Limpid.Layers;

/// <summary>y = x·σ(x); dx = dy · (s + y(1 − s)) with s = σ(x) (Ramachandran, Zoph and Le 2017).</summary>
public sealed record Swish : Activation
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string Symbol => "swish";

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Equation => "y = x / (1 + e⁻ˣ)";

    /// <inheritdoc/>
    public override Layer Build(Shape input) => new ActivationLayer<Formula>(input, default);

    internal readonly struct Formula : IActivation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public L Value<L>(L x)
            where L : struct, ILanes<L> => x * ExpFloat.Sigmoid(x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public L Slope<L>(L x, L y)
            where L : struct, ILanes<L>
        {
            L s = ExpFloat.Sigmoid(x);
            return s + y * (L.Broadcast(1f) - s);
        }
    }
}
