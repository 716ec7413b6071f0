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
    public static void Transpose(Matrix m, Matrix t) => Transpose(m.Span, m.Rows, new(t.Span, m.Columns, m.Rows));

    /// <summary>t[c,r] = m[r·columns + c] for the first of t's columns; the others stay.</summary>
    /// <param name="m">rows × t.Rows.</param>
    /// <param name="rows">Rows of m, at most t's columns.</param>
    /// <param name="t">The result.</param>
    public static void Transpose(ReadOnlySpan<float> m, int rows, Matrix t)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rows, t.Columns);
        ref float from = ref MemoryMarshal.GetReference(m[..(rows * t.Rows)]), to = ref MemoryMarshal.GetReference(t.Span);
        for (int column = 0; column < t.Rows; column++)
            for (int row = 0; row < rows; row++)
                At.Of(ref to, column * t.Columns + row) = At.Of(ref from, row * t.Rows + column);
    }

    private readonly struct PlusSquare : IMap2
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public L Apply<L>(L x, L y) where L : struct, ILanes<L> => L.MultiplyAdd(x, x, y);
    }
}
