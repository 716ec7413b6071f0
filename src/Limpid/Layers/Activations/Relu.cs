using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;
using Limpid.Initializers;
using Limpid.Kernels;
using Limpid.Numerics;

namespace Limpid.Layers;

/// <summary>y = max(0, x); dx = dy where x &gt; 0, else 0 (Nair and Hinton 2010).</summary>
public sealed record Relu : Activation
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string Symbol => "ReLU";

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Equation => "y = max(0, x)";

    /// <summary>He's uniform, for functions that let positive numbers pass (He, Zhang, Ren and Sun 2015).</summary>
    [JsonIgnore]
    public override Initializer InitialWeights => new HeUniform();

    /// <inheritdoc/>
    public override Layer Build(Shape input) => new ActivationLayer<Formula>(input, default);

    internal readonly struct Formula : IActivation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public L Value<L>(L x)
            where L : struct, ILanes<L> => L.Max(x, L.Broadcast(0f));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public L Slope<L>(L x, L y)
            where L : struct, ILanes<L> => L.IfGreater(x, L.Broadcast(0f), L.Broadcast(1f), L.Broadcast(0f));
    }
}
