using System.Runtime.CompilerServices;

namespace Limpid.Kernels;

/// <summary>The exponential and its kin over lanes, by the same operations on every machine.</summary>
internal static class ExpFloat
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
        x = L.IfGreater(
            x,
            L.Broadcast(Largest),
            L.Broadcast(Largest),
            L.IfGreater(L.Broadcast(Smallest), x, L.Broadcast(Smallest), x)
        );
        L bits = L.MultiplyAdd(x, L.Broadcast(1.44269504f), L.Broadcast(Rounding)),
            n = bits - L.Broadcast(Rounding);
        L r = L.MultiplyAdd(n, L.Broadcast(-Ln2Low), L.MultiplyAdd(n, L.Broadcast(-Ln2High), x));
        L p = L.MultiplyAdd(r, L.Broadcast(1f / 5040), L.Broadcast(1f / 720));
        p = L.MultiplyAdd(p, r, L.Broadcast(1f / 120));
        p = L.MultiplyAdd(p, r, L.Broadcast(1f / 24));
        p = L.MultiplyAdd(p, r, L.Broadcast(1f / 6));
        p = L.MultiplyAdd(p, r, L.Broadcast(0.5f));
        p = L.MultiplyAdd(p, r, L.Broadcast(1f));
        return L.Scale(L.MultiplyAdd(p, r, L.Broadcast(1f)), bits) + (x - x); // x − x is 0, or NaN for NaN
    }

    /// <summary>σ(x) = 1 / (1 + e⁻ˣ).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Sigmoid<L>(L x)
        where L : struct, ILanes<L> => L.Broadcast(1f) / (L.Broadcast(1f) + Exp(L.Broadcast(0f) - x));

    /// <summary>tanh x: for |x| &lt; 0.625 an odd polynomial (Cephes, Moshier 1989), beyond it ±(1 − 2 / (e^(2|x|) +
    /// 1)).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Tanh<L>(L x)
        where L : struct, ILanes<L>
    {
        L s = x * x,
            size = L.Abs(x);
        L p = L.MultiplyAdd(s, L.Broadcast(-5.70498872745e-3f), L.Broadcast(2.06390887954e-2f));
        p = L.MultiplyAdd(p, s, L.Broadcast(-5.37397155531e-2f));
        p = L.MultiplyAdd(p, s, L.Broadcast(1.33314422036e-1f));
        p = L.MultiplyAdd(p, s, L.Broadcast(-3.33332819422e-1f));
        L small = L.MultiplyAdd(p * s, x, x);
        L large = L.Broadcast(1f) - L.Broadcast(2f) / (Exp(size + size) + L.Broadcast(1f));
        return L.IfGreater(
            size,
            L.Broadcast(0.625f),
            L.IfGreater(L.Broadcast(0f), x, L.Broadcast(0f) - large, large),
            small
        );
    }
}
