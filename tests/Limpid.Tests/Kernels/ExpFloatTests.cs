using System.Runtime.Intrinsics;
using Limpid.Kernels;

namespace Limpid.Tests.Kernels;

public sealed class ExpFloatTests
{
    private static readonly float[] Special =
    [
        0f,
        -0f,
        float.NaN,
        float.PositiveInfinity,
        float.NegativeInfinity,
        float.Epsilon,
        -float.Epsilon,
        1e-40f,
        -1e-40f,
        float.MaxValue,
        float.MinValue,
        88.37f,
        -87.33f,
        0.625f,
        -0.625f,
    ];

    private readonly struct Exp : IMap
    {
        public L Apply<L>(L x)
            where L : struct, ILanes<L> => ExpFloat.Exp(x);
    }

    private readonly struct Sigmoid : IMap
    {
        public L Apply<L>(L x)
            where L : struct, ILanes<L> => ExpFloat.Sigmoid(x);
    }

    private readonly struct Tanh : IMap
    {
        public L Apply<L>(L x)
            where L : struct, ILanes<L> => ExpFloat.Tanh(x);
    }

    [Fact]
    public void Exp_is_within_one_ulp() => WithinUlps(new Exp(), Math.Exp, Sweep(-87.3f, 88.3f), 1);

    [Fact]
    public void Sigmoid_is_within_two_and_a_half_ulps() =>
        WithinUlps(new Sigmoid(), x => 1 / (1 + Math.Exp(-x)), Sweep(-87f, 87f), 2.5);

    [Fact]
    public void Tanh_is_within_two_ulps() => WithinUlps(new Tanh(), Math.Tanh, Sweep(-100f, 100f), 2);

    [Fact]
    public void Exp_of_special_values_is_clamped_and_not_a_number_for_nan()
    {
        Assert.Equal(1f, Of(new Exp(), 0f));
        Assert.Equal(1f, Of(new Exp(), -0f));
        Assert.Equal(1f, Of(new Exp(), float.Epsilon));
        Assert.True(float.IsNaN(Of(new Exp(), float.NaN)));
        Assert.InRange(Of(new Exp(), float.PositiveInfinity), 2.3e38f, float.MaxValue);
        Assert.Equal(Of(new Exp(), float.PositiveInfinity), Of(new Exp(), float.MaxValue));
        Assert.InRange(Of(new Exp(), float.NegativeInfinity), 0f, 1.2e-38f);
        Assert.Equal(Of(new Exp(), float.NegativeInfinity), Of(new Exp(), float.MinValue));
    }

    [Fact]
    public void Sigmoid_and_tanh_of_special_values_are_their_limits()
    {
        Assert.Equal(0.5f, Of(new Sigmoid(), 0f));
        Assert.Equal(1f, Of(new Sigmoid(), float.PositiveInfinity));
        Assert.InRange(Of(new Sigmoid(), float.NegativeInfinity), 0f, 1e-38f);
        Assert.True(float.IsNaN(Of(new Sigmoid(), float.NaN)));
        Assert.Equal(0f, Of(new Tanh(), -0f));
        Assert.Equal(float.Epsilon, Of(new Tanh(), float.Epsilon));
        Assert.Equal(1f, Of(new Tanh(), float.PositiveInfinity));
        Assert.Equal(-1f, Of(new Tanh(), float.NegativeInfinity));
        Assert.True(float.IsNaN(Of(new Tanh(), float.NaN)));
    }

    [Fact]
    public void Exp_and_tanh_never_fall_and_sigmoid_and_tanh_stay_in_bounds()
    {
        float[] x = [.. Sweep(-20f, 20f).Order()],
            exp = Map(new Exp(), x),
            sigmoid = Map(new Sigmoid(), x),
            tanh = Map(new Tanh(), x);
        for (int i = 1; i < x.Length; i++)
            Assert.True(exp[i] >= exp[i - 1], $"exp falls at {x[i]:R}");
        Assert.All(sigmoid, value => Assert.InRange(value, 0f, 1f));
        Assert.All(tanh, value => Assert.InRange(value, -1f, 1f));
    }

    [Fact]
    public void Tanh_is_odd_to_the_bit()
    {
        float[] x = [.. Sweep(float.Epsilon, 100f)],
            positive = Map(new Tanh(), x),
            negative = Map(new Tanh(), [.. x.Select(value => -value)]);
        for (int i = 0; i < x.Length; i++)
            Assert.Equal(positive[i], -negative[i]);
    }

    [Fact]
    public void Lanes_of_every_width_give_the_same_bits()
    {
        float[] x = [.. Special, .. Sweep(-100f, 100f)];
        SameBits(new Exp(), x);
        SameBits(new Sigmoid(), x);
        SameBits(new Tanh(), x);
    }

    private static void SameBits<F>(F f, float[] x)
        where F : struct, IMap
    {
        int[] expected = Bits<F, Lane>(f, x);
        Assert.Equal(expected, Bits<F, Lanes128>(f, x));
        if (Vector256.IsHardwareAccelerated)
            Assert.Equal(expected, Bits<F, Lanes256>(f, x));
        if (Vector512.IsHardwareAccelerated)
            Assert.Equal(expected, Bits<F, Lanes512>(f, x));
        Assert.Equal(expected, Map(f, x).Select(Same));
    }

    private static int[] Bits<F, L>(F f, float[] x)
        where F : struct, IMap
        where L : struct, ILanes<L>
    {
        float[] padded = [.. x, .. new float[L.Count - 1]],
            y = new float[padded.Length];
        for (int i = 0; i < x.Length; i += L.Count)
            f.Apply(L.Load(ref padded[i])).Store(ref y[i]);
        return [.. y.Take(x.Length).Select(Same)];
    }

    /// <summary>A NaN is a NaN: which of its many bit patterns comes out, the hardware may choose.</summary>
    private static int Same(float value) =>
        float.IsNaN(value) ? BitConverter.SingleToInt32Bits(float.NaN) : BitConverter.SingleToInt32Bits(value);

    private static void WithinUlps<F>(F f, Func<double, double> exact, IEnumerable<float> sweep, double limit)
        where F : struct, IMap
    {
        float[] x = [.. sweep],
            y = Map(f, x);
        double worst = 0;
        float at = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double expected = exact(x[i]),
                size = Math.Abs((float)expected),
                error = Math.Abs(y[i] - expected) / (MathF.BitIncrement((float)size) - size);
            if (!(error <= worst))
                (worst, at) = (error, x[i]);
        }
        Assert.True(worst <= limit, $"off by {worst} ulp at {at:R}; at most {limit} is allowed");
    }

    /// <summary>Every 4099th float (a prime) between two, subnormal ones too.</summary>
    private static IEnumerable<float> Sweep(float from, float to)
    {
        for (int bits = 0; bits < BitConverter.SingleToInt32Bits(Math.Max(Math.Abs(from), to)); bits += 4099)
        {
            float x = BitConverter.Int32BitsToSingle(bits);
            if (x >= from && x <= to)
                yield return x;
            if (-x >= from && -x <= to)
                yield return -x;
        }
    }

    private static float Of<F>(F f, float x)
        where F : struct, IMap => Map(f, [x])[0];

    private static float[] Map<F>(F f, float[] x)
        where F : struct, IMap
    {
        float[] y = new float[x.Length];
        Elementwise.Map(f, x, y);
        return y;
    }
}
