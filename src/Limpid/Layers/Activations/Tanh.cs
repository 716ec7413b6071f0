using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;
using Limpid.Kernels;
using Limpid.Numerics;

namespace Limpid.Layers;

/// <summary>y = tanh x, between −1 and 1; dx = dy · (1 − y²).</summary>
public sealed record Tanh : Activation
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string Symbol => "tanh";

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Equation => "y = tanh x";

    /// <inheritdoc/>
    public override Layer Build(Shape input) => new ActivationLayer<Formula>(input, default);

    internal readonly struct Formula : IActivation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public L Value<L>(L x)
            where L : struct, ILanes<L> => ExpFloat.Tanh(x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public L Slope<L>(L x, L y)
            where L : struct, ILanes<L> => L.Broadcast(1f) - y * y;
    }
}
