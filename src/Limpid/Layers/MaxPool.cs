using System.Runtime.CompilerServices;
using Limpid.Kernels;
using Limpid.Numerics;

namespace Limpid.Layers;

/// <summary>
/// y = the largest number of each window; dy goes to the first place, line after line, that holds it (Ranzato et al.
/// 2007). Which place that was
/// needs no memory: it is the first x equal to y.
/// </summary>
/// <inheritdoc/>
public sealed record MaxPool(int Size, int Stride = 0, int Padding = 0) : Pool(Size, Stride, Padding)
{
    /// <inheritdoc/>
    public override Layer Build(Shape input) => new PoolLayer<Formula>(On(input), default);

    internal readonly struct Formula : IPooling
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public L Fold<L>(L first, L x)
            where L : struct, ILanes<L> => L.IfGreater(x, first, x, first);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public L Finish<L>(L all)
            where L : struct, ILanes<L> => all;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public L Share<L>(L x, L y, ref L left)
            where L : struct, ILanes<L>
        {
            L share = L.IfGreater(y, x, L.Broadcast(0f), left);
            left = L.IfGreater(y, x, left, L.Broadcast(0f));
            return share;
        }
    }
}
