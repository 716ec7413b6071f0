using System.Runtime.Intrinsics;
using Limpid.Numerics;

namespace Limpid.Kernels;

/// <summary>The exponential in double, eight at a time, by the operations of <see cref="Elementary.Exp"/> one by one: the same bits.</summary>
internal static class Exponentials
{
    private const double LargestPlain = 708;                                 // eˣ and its factors of 2 are normal numbers
    private const double Whole = 6755399441055744;                           // 1.5·2⁵²: a whole number added to it stands in its lowest bits
    private const int Mantissa = 52;                                         // bits

    /// <summary>x[i] = e to the power x[i], for all i.</summary>
    public static void Map(Span<double> x)
    {
        Span<double> eight = stackalloc double[Vector512<double>.Count];
        for (; x.Length > 0; x = x[Math.Min(eight.Length, x.Length)..])
        {
            Span<double> part = x[..Math.Min(eight.Length, x.Length)];
            eight.Clear();
            part.CopyTo(eight);
            Vector512<double> v = Vector512.Create<double>(eight);
            if (Vector512.LessThanOrEqualAll(Vector512.Abs(v), Vector512.Create(LargestPlain))) Exp(v).CopyTo(eight);
            else foreach (ref double value in eight) value = Elementary.Exp(value);
            eight[..part.Length].CopyTo(part);
        }
    }

    private static Vector512<double> Exp(Vector512<double> x)
    {
        Vector512<double> n = Vector512.Round(x * Elementary.OverLn2), r = x - n * Elementary.Ln2High - n * Elementary.Ln2Low, one = Vector512.Create(1.0), sum = one;
        for (int k = Elementary.TermsOfExp; k >= 1; k--) sum = one + sum * r / Vector512.Create((double)k);
        return (sum.AsInt64() + Vector512.ShiftLeft((n + Vector512.Create(Whole)).AsInt64(), Mantissa)).AsDouble();
    }
}
