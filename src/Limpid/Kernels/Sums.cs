using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Limpid.Numerics;

namespace Limpid.Kernels;

/// <summary>Sums in a fixed order, and the transposition that turns one kind of product into another.</summary>
internal static class Sums
{
    /// <summary>The chains of <see cref="OfSquares"/>: a property of the formula, not of the machine's width.</summary>
    private const int Chains = 16;

    /// <summary>s[o] = Σᵣ y[r,o], r ascending.</summary>
    public static void Rows(Matrix y, Span<float> s)
    {
        s.Clear();
        for (int row = 0; row < y.Rows; row++) Elementwise.Map(new Plus(), y[row], s, s);
    }

    /// <summary>Σᵢ xᵢ² as sixteen chains over i mod 16, in float, added in order in double.</summary>
    public static double OfSquares(ReadOnlySpan<float> x)
    {
        Span<float> chains = stackalloc float[Chains];
        chains.Clear();
        int i = 0;
        for (; i <= x.Length - Chains; i += Chains) Elementwise.Map(new PlusSquare(), x.Slice(i, Chains), chains, chains);
        Elementwise.Map(new PlusSquare(), x[i..], chains, chains);
        double sum = 0;
        foreach (float chain in chains) sum += chain;
        return sum;
    }

    /// <summary>t[c,r] = m[r,c].</summary>
    public static void Transpose(Matrix m, Matrix t)
    {
        ref float from = ref MemoryMarshal.GetReference(m.Span), to = ref MemoryMarshal.GetReference(t.Span[..m.Span.Length]);
        for (int column = 0; column < m.Columns; column++)
            for (int row = 0; row < m.Rows; row++)
                At.Of(ref to, column * m.Rows + row) = At.Of(ref from, row * m.Columns + column);
    }

    private readonly struct PlusSquare : IMap2
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public L Apply<L>(L x, L y) where L : struct, ILanes<L> => L.MultiplyAdd(x, x, y);
    }
}
