using System.Runtime.Intrinsics;
using Limpid.Numerics;

namespace Limpid.Kernels;

/// <summary>The exponential in double, sixteen at a time, by the operations of <see cref="Elementary.Exp"/> one by one:
/// the same bits.</summary>
internal static class ExpDouble
{
    private const double LargestPlain = 708; // eˣ and its factors of 2 are normal numbers
    private const double Whole = 6755399441055744; // 1.5·2⁵²: a whole number added to it stands in its lowest bits
    private const int Mantissa = 52; // bits

    /// <summary>x[i] = e to the power x[i], for all i.</summary>
    public static void Map(Span<double> x)
    {
        Span<double> scratch = stackalloc double[2 * Vector512<double>.Count],
            low = scratch[..Vector512<double>.Count],
            high = scratch[low.Length..];
        for (; x.Length > 0; x = x[Math.Min(scratch.Length, x.Length)..])
        {
            Span<double> part = x[..Math.Min(scratch.Length, x.Length)];
            scratch.Clear();
            part.CopyTo(scratch);
            Vector512<double> a = Vector512.Create<double>(low),
                b = Vector512.Create<double>(high);
            if (
                Vector512.LessThanOrEqualAll(
                    Vector512.Max(Vector512.Abs(a), Vector512.Abs(b)),
                    Vector512.Create(LargestPlain)
                )
            )
            {
                (a, b) = Exp(a, b);
                a.CopyTo(low);
                b.CopyTo(high);
            }
            else
                foreach (ref double value in scratch)
                    value = Elementary.Exp(value);
            scratch[..part.Length].CopyTo(part);
        }
    }

    /// <summary>Two chains of divisions side by side: neither waits for the other.</summary>
    private static (Vector512<double> A, Vector512<double> B) Exp(Vector512<double> a, Vector512<double> b)
    {
        Vector512<double> n = Vector512.Round(a * Elementary.OverLn2),
            m = Vector512.Round(b * Elementary.OverLn2);
        Vector512<double> r = a - n * Elementary.Ln2High - n * Elementary.Ln2Low,
            s = b - m * Elementary.Ln2High - m * Elementary.Ln2Low;
        Vector512<double> one = Vector512.Create(1.0),
            sum = one,
            total = one;
        for (int k = Elementary.TermsOfExp; k >= 1; k--)
        {
            Vector512<double> divisor = Vector512.Create((double)k);
            (sum, total) = (one + sum * r / divisor, one + total * s / divisor);
        }
        return (Scale(sum, n), Scale(total, m));
    }

    /// <summary>x·2ⁿ.</summary>
    private static Vector512<double> Scale(Vector512<double> x, Vector512<double> n) =>
        (x.AsInt64() + Vector512.ShiftLeft((n + Vector512.Create(Whole)).AsInt64(), Mantissa)).AsDouble();
}
