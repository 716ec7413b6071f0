using System.Runtime.CompilerServices;
using Limpid.Kernels;
using Limpid.Numerics;

namespace Limpid.Layers;

/// <summary>
/// y = the mean of each window: Σ x / Size²; each x of the window gets dy / Size² (LeCun et al. 1989). Padding counts
/// as zeros, as PyTorch has it
/// unless told otherwise.
/// </summary>
/// <inheritdoc/>
public sealed record AveragePool(int Size, int Stride = 0, int Padding = 0) : Pool(Size, Stride, Padding)
{
    /// <inheritdoc/>
    public override Layer Build(Shape input) => new PoolLayer<Formula>(On(input), new((float)Size * Size));

    internal readonly struct Formula(float count) : IPooling
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public L Fold<L>(L first, L x)
            where L : struct, ILanes<L> => first + x;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public L Finish<L>(L all)
            where L : struct, ILanes<L> => all / L.Broadcast(count);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public L Share<L>(L x, L y, ref L left)
            where L : struct, ILanes<L> => left / L.Broadcast(count);
    }
}
