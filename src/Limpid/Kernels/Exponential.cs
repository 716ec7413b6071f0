using System.Runtime.CompilerServices;

namespace Limpid.Kernels;

/// <summary>The exponential and its kin over lanes, by the same operations on every machine.</summary>
internal static class Exponential
{
    private const float Rounding = 12582912f; // 1.5·2²³: adding it rounds to a whole number
    private const float Ln2High = 0.693359375f,
        Ln2Low = -2.12194440e-4f; // Cody and Waite 1980: n·Ln2High is exact
    private const float Largest = 88.37f,
        Smallest = -87.33f; // beyond: clamped, so that 2ⁿ stays a normal number

    /// <summary>eˣ for x clamped to ±87.3..88.4: x = n·ln 2 + r, |r| ≤ ½ ln 2, eʳ by a polynomial of degree 7 (Taylor;
    /// error below 1 ulp), times 2ⁿ. NaN stays NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Exp<L>(L x)
        where L : struct, ILanes<L>
    {
        x = L.Where(x, L.All(Largest), L.All(Largest), L.Where(L.All(Smallest), x, L.All(Smallest), x));
        L bits = L.MultiplyAdd(x, L.All(1.44269504f), L.All(Rounding)),
            n = bits - L.All(Rounding);
        L r = L.MultiplyAdd(n, L.All(-Ln2Low), L.MultiplyAdd(n, L.All(-Ln2High), x));
        L p = L.MultiplyAdd(r, L.All(1f / 5040), L.All(1f / 720));
        p = L.MultiplyAdd(p, r, L.All(1f / 120));
        p = L.MultiplyAdd(p, r, L.All(1f / 24));
        p = L.MultiplyAdd(p, r, L.All(1f / 6));
        p = L.MultiplyAdd(p, r, L.All(0.5f));
        p = L.MultiplyAdd(p, r, L.All(1f));
        return L.Scale(L.MultiplyAdd(p, r, L.All(1f)), bits) + (x - x); // x − x is 0, or NaN for NaN
    }

    /// <summary>σ(x) = 1 / (1 + e⁻ˣ).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Sigmoid<L>(L x)
        where L : struct, ILanes<L> => L.All(1f) / (L.All(1f) + Exp(L.All(0f) - x));

    /// <summary>tanh x: for |x| &lt; 0.625 an odd polynomial (Cephes, Moshier 1989), beyond it ±(1 − 2 / (e^(2|x|) +
    /// 1)).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Tanh<L>(L x)
        where L : struct, ILanes<L>
    {
        L s = x * x,
            size = L.Abs(x);
        L p = L.MultiplyAdd(s, L.All(-5.70498872745e-3f), L.All(2.06390887954e-2f));
        p = L.MultiplyAdd(p, s, L.All(-5.37397155531e-2f));
        p = L.MultiplyAdd(p, s, L.All(1.33314422036e-1f));
        p = L.MultiplyAdd(p, s, L.All(-3.33332819422e-1f));
        L small = L.MultiplyAdd(p * s, x, x);
        L large = L.All(1f) - L.All(2f) / (Exp(size + size) + L.All(1f));
        return L.Where(size, L.All(0.625f), L.Where(L.All(0f), x, L.All(0f) - large, large), small);
    }
}
