using System.Runtime.CompilerServices;
using Limpid.Kernels;
using Limpid.Numerics;

namespace Limpid.Layers;

/// <summary>y = x where x &gt; 0, else Slope · x; dx = dy or Slope · dy (Maas, Hannun and Ng 2013).</summary>
/// <param name="Slope">What is left of a negative number, 0 to 1.</param>
public sealed record LeakyRelu(double Slope = 0.01) : Activation
{
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
