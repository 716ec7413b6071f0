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
            where L : struct, ILanes<L> => L.Where(x, first, x, first);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public L Finish<L>(L all)
            where L : struct, ILanes<L> => all;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public L Share<L>(L x, L y, ref L left)
            where L : struct, ILanes<L>
        {
            L share = L.Where(y, x, L.All(0f), left);
            left = L.Where(y, x, left, L.All(0f));
            return share;
        }
    }
}
