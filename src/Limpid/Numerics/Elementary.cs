namespace Limpid.Numerics;

/// <summary>Elementary functions in double by the same operations on every machine: libm's last bits differ between
/// systems.</summary>
public static class Elementary
{
    internal const double Ln2High = 6.93147180369123816490e-01,
        Ln2Low = 1.90821492927058770002e-10; // fdlibm's split of ln 2
    internal const double OverLn2 = 1.4426950408889634;
    internal const int TermsOfExp = 14;

    /// <summary>The natural logarithm: x = 2ᵉ·m with m in [√½, √2), ln x = e·ln 2 + 2·artanh((m−1)/(m+1)) by its
    /// series; within 3 ulp.</summary>
    public static double Log(double x)
    {
        if (double.IsNaN(x) || x < 0)
            return double.NaN;
        if (x == 0)
            return double.NegativeInfinity;
        if (double.IsPositiveInfinity(x))
            return x;
        int exponent = Math.ILogB(x);
        double m = Math.ScaleB(x, -exponent);
        if (m > 1.4142135623730951)
        {
            m *= 0.5;
            exponent++;
        }
        double s = (m - 1) / (m + 1),
            s2 = s * s,
            sum = 0;
        for (int k = 21; k >= 3; k -= 2)
            sum = (sum + 1.0 / k) * s2;
        return exponent * Ln2High + (2 * s * (1 + sum) + exponent * Ln2Low);
    }

    /// <summary>The exponential: x = n·ln 2 + r with |r| ≤ ½ ln 2, eˣ = 2ⁿ·eʳ by its series; within 2 ulp.</summary>
    public static double Exp(double x)
    {
        if (double.IsNaN(x))
            return x;
        if (x > 709.78)
            return double.PositiveInfinity;
        if (x < -745.13)
            return 0;
        double n = Math.Round(x * OverLn2),
            r = x - n * Ln2High - n * Ln2Low,
            sum = 1;
        for (int k = TermsOfExp; k >= 1; k--)
            sum = 1 + sum * r / k;
        return Math.ScaleB(sum, (int)n);
    }

    /// <summary>The cosine of π·t, by reduction to a quarter turn and its series; for schedules.</summary>
    public static double CosPi(double t)
    {
        t = Math.Abs(t) % 2;
        if (t > 1)
            t = 2 - t;
        if (t > 0.5)
            return -CosPi(1 - t);
        double angle = t * Math.PI,
            square = angle * angle,
            sum = 1;
        for (int k = 20; k >= 2; k -= 2)
            sum = 1 - sum * square / (k * (k - 1));
        return sum;
    }

    /// <summary>The sine of π·t, by reduction to a quarter turn and its series; exactly 0 at whole t.</summary>
    public static double SinPi(double t)
    {
        t %= 2;
        if (Math.Abs(t) > 1)
            t -= Math.CopySign(2, t);
        if (Math.Abs(t) > 0.5)
            t = Math.CopySign(1, t) - t;
        double angle = t * Math.PI,
            square = angle * angle,
            sum = 1;
        for (int k = 20; k >= 2; k -= 2)
            sum = 1 - sum * square / (k * (k + 1));
        return angle * sum;
    }

    /// <summary>x raised to a whole power ≥ 0 by repeated squaring.</summary>
    public static double Power(double x, long exponent)
    {
        double result = 1;
        for (; exponent > 0; exponent >>= 1, x *= x)
            if ((exponent & 1) == 1)
                result *= x;
        return result;
    }
}
