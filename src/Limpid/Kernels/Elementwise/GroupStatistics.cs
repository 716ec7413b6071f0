using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Limpid.Kernels;

/// <summary>Numbers that are measured together: x[Offset + r·Stride + i] for r below Runs and i below Length. A channel
/// of a batch, say, or one sample.</summary>
internal readonly record struct Group(int Offset, int Runs, int Stride, int Length)
{
    public int Count => Runs * Length;

    public int End => Offset + (Runs - 1) * Stride + Length;
}

/// <summary>Sums and formulas over a group.</summary>
internal static class GroupStatistics
{
    /// <summary>The chains of a sum: a property of the formula, not of the machine's width.</summary>
    private const int Chains = 16;

    /// <summary>Further from the mean than so many deviations, a shift is a bad one.</summary>
    private const double Far = 4;

    /// <summary>
    /// Mean and variance Σ (x − mean)² / Count, by sums of x − shift about one of the numbers (Chan, Golub and LeVeque
    /// 1983); once more about the mean itself
    /// where that number lies so far off that digits are lost.
    /// </summary>
    public static (double Mean, double Variance) Moments(Group group, ReadOnlySpan<float> x)
    {
        float shift = x[group.Offset];
        (double mean, double variance) = MomentsAbout(shift, group, x);
        return (mean - shift) * (mean - shift) > Far * Far * variance
            ? MomentsAbout((float)mean, group, x)
            : (mean, variance);
    }

    /// <summary>(Σ (x − α), Σ (x − α)·(y − β)): each as sixteen chains over i mod 16, in float, added in order in
    /// double; in a chain whole sixteens of all runs come first.</summary>
    public static (double Sum, double Dot) Sums(
        Group group,
        ReadOnlySpan<float> x,
        float alpha,
        ReadOnlySpan<float> y,
        float beta
    )
    {
        Span<float> sums = stackalloc float[Chains],
            dots = stackalloc float[Chains];
        SimdDispatch.Run(new SumsKernel(group, x[..group.End], alpha, y[..group.End], beta, sums, dots));
        (double sum, double dot) = (0, 0);
        for (int i = 0; i < Chains; i++)
            (sum, dot) = (sum + sums[i], dot + dots[i]);
        return (sum, dot);
    }

    /// <summary>z = f(x, y) for each of the group; z may be x or y.</summary>
    public static void Map<F>(F f, Group group, ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> z)
        where F : struct, IMap2 =>
        SimdDispatch.Run(new MapKernel<F>(f, group, x[..group.End], y[..group.End], z[..group.End]));

    private static (double Mean, double Variance) MomentsAbout(float shift, Group group, ReadOnlySpan<float> x)
    {
        (double sum, double squares) = Sums(group, x, shift, x, shift);
        double mean = sum / group.Count;
        return (shift + mean, Math.Max(0, squares / group.Count - mean * mean));
    }

    private readonly ref struct SumsKernel(
        Group group,
        ReadOnlySpan<float> x,
        float alpha,
        ReadOnlySpan<float> y,
        float beta,
        Span<float> sums,
        Span<float> dots
    ) : IKernel
    {
        private readonly ref float _x = ref MemoryMarshal.GetReference(x),
            _y = ref MemoryMarshal.GetReference(y);
        private readonly ref float _sums = ref MemoryMarshal.GetReference(sums),
            _dots = ref MemoryMarshal.GetReference(dots);

        [MethodImpl(MethodImplOptions.NoInlining)]
        public void Run<L>()
            where L : struct, ILanes<L>
        {
            int whole = group.Length / Chains * Chains;
            for (int chain = 0; chain < Chains; chain += L.Count)
            {
                L sum = L.Broadcast(0f),
                    dot = L.Broadcast(0f),
                    a = L.Broadcast(alpha),
                    b = L.Broadcast(beta);
                for (int run = 0, start = group.Offset; run < group.Runs; run++, start += group.Stride)
                for (int i = chain; i < whole; i += Chains)
                    Add(start + i, a, b, ref sum, ref dot);
                sum.Store(ref Ref.Add(ref _sums, chain));
                dot.Store(ref Ref.Add(ref _dots, chain));
            }
            for (int chain = 0; chain < group.Length - whole; chain++)
            {
                Lane sum = Lane.Load(ref Ref.Add(ref _sums, chain)),
                    dot = Lane.Load(ref Ref.Add(ref _dots, chain)),
                    a = new(alpha),
                    b = new(beta);
                for (int run = 0, start = group.Offset; run < group.Runs; run++, start += group.Stride)
                    Add(start + whole + chain, a, b, ref sum, ref dot);
                sum.Store(ref Ref.Add(ref _sums, chain));
                dot.Store(ref Ref.Add(ref _dots, chain));
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private void Add<L>(int at, L alpha, L beta, ref L sum, ref L dot)
            where L : struct, ILanes<L>
        {
            L x = L.Load(ref Ref.Add(ref _x, at)) - alpha;
            sum += x;
            dot = L.MultiplyAdd(x, L.Load(ref Ref.Add(ref _y, at)) - beta, dot);
        }
    }

    private readonly ref struct MapKernel<F>(
        F f,
        Group group,
        ReadOnlySpan<float> x,
        ReadOnlySpan<float> y,
        Span<float> z
    ) : IKernel
        where F : struct, IMap2
    {
        private readonly ref float _x = ref MemoryMarshal.GetReference(x),
            _y = ref MemoryMarshal.GetReference(y),
            _z = ref MemoryMarshal.GetReference(z);

        [MethodImpl(MethodImplOptions.NoInlining)]
        public void Run<L>()
            where L : struct, ILanes<L>
        {
            F formula = f;
            for (int run = 0, start = group.Offset; run < group.Runs; run++, start += group.Stride)
            {
                int i = start,
                    end = start + group.Length;
                for (; i <= end - L.Count; i += L.Count)
                    Apply<L>(formula, i);
                for (; i < end; i++)
                    Apply<Lane>(formula, i);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private void Apply<L>(F formula, int i)
            where L : struct, ILanes<L> =>
            formula.Apply(L.Load(ref Ref.Add(ref _x, i)), L.Load(ref Ref.Add(ref _y, i))).Store(ref Ref.Add(ref _z, i));
    }
}
