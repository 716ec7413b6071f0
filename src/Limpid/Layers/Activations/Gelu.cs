using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;
using Limpid.Initializers;
using Limpid.Kernels;
using Limpid.Numerics;

namespace Limpid.Layers;

/// <summary>
/// y = ½x(1 + t) with t = tanh(√(2/π)(x + 0.044715x³)), the tanh form of x·Φ(x) (Hendrycks and Gimpel 2016);
/// dx = dy · (½(1 + t) + ½x(1 − t²)·√(2/π)(1 + 3·0.044715x²)).
/// </summary>
public sealed record Gelu : Activation
{
    private const float RootTwoOverPi = 0.797884561f,
        Cubic = 0.044715f;

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Symbol => "GELU";

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Equation => "y = ½x(1 + tanh(√(2/π)(x + 0.044715x³)))";

    /// <summary>He's uniform, for functions that let positive numbers pass (He, Zhang, Ren and Sun 2015).</summary>
    [JsonIgnore]
    public override Initializer InitialWeights => new HeUniform();

    /// <inheritdoc/>
    public override Layer Build(Shape input) => new ActivationLayer<Formula>(input, default);

    internal readonly struct Formula : IActivation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public L Value<L>(L x)
            where L : struct, ILanes<L> => L.Broadcast(0.5f) * x * (L.Broadcast(1f) + Bend(x));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public L Slope<L>(L x, L y)
            where L : struct, ILanes<L>
        {
            L t = Bend(x),
                rise = L.Broadcast(RootTwoOverPi) * L.MultiplyAdd(L.Broadcast(3 * Cubic) * x, x, L.Broadcast(1f));
            return L.Broadcast(0.5f) * (L.Broadcast(1f) + t) + L.Broadcast(0.5f) * x * (L.Broadcast(1f) - t * t) * rise;
        }

        private static L Bend<L>(L x)
            where L : struct, ILanes<L> =>
            ExpFloat.Tanh(L.Broadcast(RootTwoOverPi) * x * L.MultiplyAdd(L.Broadcast(Cubic) * x, x, L.Broadcast(1f)));
    }
}
