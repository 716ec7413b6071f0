using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Limpid.Numerics;

namespace Limpid.Kernels;

/// <summary>Sums in a fixed order, and the transposition that turns one kind of product into another.</summary>
internal static class Reductions
{
    /// <summary>The chains of <see cref="OfSquares"/>: a property of the formula, not of the machine's width.</summary>
    private const int Chains = 16;

    private const int Four = 4;

    /// <summary>s[o] = Σᵣ y[r,o], r ascending.</summary>
    public static void Rows(Matrix y, Span<float> s)
    {
        s.Clear();
        for (int row = 0; row < y.Rows; row++)
            Elementwise.Map(new Plus(), y[row], s, s);
    }

    /// <summary>Σᵢ xᵢ² as sixteen chains over i mod 16, in float, added in order in double.</summary>
    public static double OfSquares(ReadOnlySpan<float> x)
    {
        Span<float> chains = stackalloc float[Chains];
        chains.Clear();
        int i = 0;
        for (; i <= x.Length - Chains; i += Chains)
            Elementwise.Map(new PlusSquare(), x.Slice(i, Chains), chains, chains);
        Elementwise.Map(new PlusSquare(), x[i..], chains, chains);
        double sum = 0;
        foreach (float chain in chains)
            sum += chain;
        return sum;
    }

    /// <summary>t[c,r] = m[r,c].</summary>
    public static void Transpose(Matrix m, Matrix t) =>
        Transpose(m.Span, m.Columns, m.Rows, m.Columns, t.Span, t.Columns);

    /// <summary>t[c·tStride + r] = m[r·stride + c] for r below rows and c below columns; what else t holds
    /// stays.</summary>
    public static void Transpose(ReadOnlySpan<float> m, int stride, int rows, int columns, Span<float> t, int tStride)
    {
        if (rows == 0 || columns == 0)
            return;
        ref float from = ref MemoryMarshal.GetReference(m[..((rows - 1) * stride + columns)]),
            to = ref MemoryMarshal.GetReference(t[..((columns - 1) * tStride + rows)]);
        int row = 0;
        for (; row <= rows - Four; row += Four)
        {
            int column = 0;
            ref float four = ref Ref.Add(ref from, row * stride),
                transposed = ref Ref.Add(ref to, row);
            for (
                ;
                column <= columns - Four;
                column += Four,
                    four = ref Ref.Add(ref four, Four),
                    transposed = ref Ref.Add(ref transposed, Four * tStride)
            )
                TransposeFour(ref four, stride, ref transposed, tStride);
            for (
                ;
                column <= columns - 2;
                column += 2, four = ref Ref.Add(ref four, 2), transposed = ref Ref.Add(ref transposed, 2 * tStride)
            )
                TwoColumns(ref four, stride, ref transposed, tStride);
            for (; column < columns; column++)
            for (int i = row; i < row + Four; i++)
                Ref.Add(ref to, column * tStride + i) = Ref.Add(ref from, i * stride + column);
        }
        for (; row <= rows - 2; row += 2)
        {
            int column = 0;
            ref float two = ref Ref.Add(ref from, row * stride),
                transposed = ref Ref.Add(ref to, row);
            for (
                ;
                column <= columns - Four;
                column += Four,
                    two = ref Ref.Add(ref two, Four),
                    transposed = ref Ref.Add(ref transposed, Four * tStride)
            )
                TwoRows(ref two, stride, ref transposed, tStride);
            for (; column < columns; column++)
            for (int i = row; i < row + 2; i++)
                Ref.Add(ref to, column * tStride + i) = Ref.Add(ref from, i * stride + column);
        }
        for (; row < rows; row++)
        for (int column = 0; column < columns; column++)
            Ref.Add(ref to, column * tStride + row) = Ref.Add(ref from, row * stride + column);
    }

    /// <summary>Four rows by four columns: every other row interleaved, twice.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransposeFour(ref float from, int stride, ref float to, int tStride)
    {
        (Lanes128 a, Lanes128 b) = Lanes128.Zip(
            Lanes128.Load(ref from),
            Lanes128.Load(ref Ref.Add(ref from, 2 * stride))
        );
        (Lanes128 c, Lanes128 d) = Lanes128.Zip(
            Lanes128.Load(ref Ref.Add(ref from, stride)),
            Lanes128.Load(ref Ref.Add(ref from, 3 * stride))
        );
        (Lanes128 first, Lanes128 second) = Lanes128.Zip(a, c);
        (Lanes128 third, Lanes128 fourth) = Lanes128.Zip(b, d);
        first.Store(ref to);
        second.Store(ref Ref.Add(ref to, tStride));
        third.Store(ref Ref.Add(ref to, 2 * tStride));
        fourth.Store(ref Ref.Add(ref to, 3 * tStride));
    }

    /// <summary>Four rows by two columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TwoColumns(ref float from, int stride, ref float to, int tStride)
    {
        (Lanes128 a, Lanes128 b) = Lanes128.Zip(
            Lanes128.Join(ref from, ref Ref.Add(ref from, stride)),
            Lanes128.Join(ref Ref.Add(ref from, 2 * stride), ref Ref.Add(ref from, 3 * stride))
        );
        (Lanes128 first, Lanes128 second) = Lanes128.Zip(a, b);
        first.Store(ref to);
        second.Store(ref Ref.Add(ref to, tStride));
    }

    /// <summary>Two rows by four columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TwoRows(ref float from, int stride, ref float to, int tStride)
    {
        (Lanes128 a, Lanes128 b) = Lanes128.Zip(Lanes128.Load(ref from), Lanes128.Load(ref Ref.Add(ref from, stride)));
        a.Halve(ref to, ref Ref.Add(ref to, tStride));
        b.Halve(ref Ref.Add(ref to, 2 * tStride), ref Ref.Add(ref to, 3 * tStride));
    }

    private readonly struct PlusSquare : IMap2
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public L Apply<L>(L x, L y)
            where L : struct, ILanes<L> => L.MultiplyAdd(x, x, y);
    }
}
