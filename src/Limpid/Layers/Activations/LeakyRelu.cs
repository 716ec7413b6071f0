using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;
using Limpid.Initializers;
using Limpid.Kernels;
using Limpid.Numerics;

namespace Limpid.Layers;

/// <summary>y = x where x &gt; 0, else Slope · x; dx = dy or Slope · dy (Maas, Hannun and Ng 2013).</summary>
/// <param name="Slope">What is left of a negative number, 0 to 1.</param>
public sealed record LeakyRelu(double Slope = 0.01) : Activation
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string Symbol => "leaky ReLU";

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Equation =>
        string.Create(CultureInfo.InvariantCulture, $"y = x where x > 0, else {Slope} · x");

    /// <summary>He's uniform, for functions that let positive numbers pass (He, Zhang, Ren and Sun 2015).</summary>
    [JsonIgnore]
    public override Initializer InitialWeights => new HeUniform();

    /// <inheritdoc/>
    public override Layer Build(Shape input) =>
        Slope is >= 0 and <= 1
            ? new ActivationLayer<Formula>(input, new((float)Slope))
            : throw LimpidException.Usage($"slope must be between 0 and 1, but is {Slope}.");

    internal readonly struct Formula(float slope) : IActivation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public L Value<L>(L x)
            where L : struct, ILanes<L> => L.IfGreater(x, L.Broadcast(0f), x, x * L.Broadcast(slope));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public L Slope<L>(L x, L y)
            where L : struct, ILanes<L> => L.IfGreater(x, L.Broadcast(0f), L.Broadcast(1f), L.Broadcast(slope));
    }
}
