using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Limpid.Race;

/// <summary>
/// The most fused multiply-adds that this machine does in float32: twelve chains that do not wait for each other, in
/// registers, of the widest vectors that it has.
/// </summary>
internal static class Peak
{
    private const int Chains = 12,
        Steps = 1_500_000,
        Bursts = 7;

    /// <summary>GFLOP/s of so many threads at once: the best of some bursts, for what disturbs can only slow
    /// them.</summary>
    public static double Gigaflops(int threads) => Enumerable.Range(0, Bursts).Max(_ => Burst(threads));

    /// <summary>All of their work over the time of the slowest.</summary>
    private static double Burst(int threads)
    {
        using var start = new Barrier(threads);
        var seconds = new double[threads];
        Thread[] all =
        [
            .. Enumerable
                .Range(0, threads)
                .Select(i => new Thread(() =>
                {
                    start.SignalAndWait();
                    long begun = Stopwatch.GetTimestamp();
                    Multiply();
                    seconds[i] = Stopwatch.GetElapsedTime(begun).TotalSeconds;
                })),
        ];
        foreach (Thread thread in all)
            thread.Start();
        foreach (Thread thread in all)
            thread.Join();
        int lanes = Vector512.IsHardwareAccelerated ? Vector512<float>.Count : Vector256<float>.Count;
        return 2e-9 * threads * lanes * Chains * Steps / seconds.Max();
    }

    private static void Multiply()
    {
        float last = Vector512.IsHardwareAccelerated ? Wide() : Narrow();
        if (!float.IsFinite(last))
            throw new InvalidOperationException("The chains must stay finite.");
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static float Wide()
    {
        Vector512<float> x = Vector512.Create(0.999f),
            y = Vector512.Create(1e-3f);
        Vector512<float> a = x,
            b = x,
            c = x,
            d = x,
            e = x,
            f = x,
            g = x,
            h = x,
            i = x,
            j = x,
            k = x,
            l = x;
        for (int step = 0; step < Steps; step++)
        {
            a = Vector512.FusedMultiplyAdd(a, x, y);
            b = Vector512.FusedMultiplyAdd(b, x, y);
            c = Vector512.FusedMultiplyAdd(c, x, y);
            d = Vector512.FusedMultiplyAdd(d, x, y);
            e = Vector512.FusedMultiplyAdd(e, x, y);
            f = Vector512.FusedMultiplyAdd(f, x, y);
            g = Vector512.FusedMultiplyAdd(g, x, y);
            h = Vector512.FusedMultiplyAdd(h, x, y);
            i = Vector512.FusedMultiplyAdd(i, x, y);
            j = Vector512.FusedMultiplyAdd(j, x, y);
            k = Vector512.FusedMultiplyAdd(k, x, y);
            l = Vector512.FusedMultiplyAdd(l, x, y);
        }
        return Vector512.Sum(a + b + c + d + e + f + g + h + i + j + k + l);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static float Narrow()
    {
        Vector256<float> x = Vector256.Create(0.999f),
            y = Vector256.Create(1e-3f);
        Vector256<float> a = x,
            b = x,
            c = x,
            d = x,
            e = x,
            f = x,
            g = x,
            h = x,
            i = x,
            j = x,
            k = x,
            l = x;
        for (int step = 0; step < Steps; step++)
        {
            a = Vector256.FusedMultiplyAdd(a, x, y);
            b = Vector256.FusedMultiplyAdd(b, x, y);
            c = Vector256.FusedMultiplyAdd(c, x, y);
            d = Vector256.FusedMultiplyAdd(d, x, y);
            e = Vector256.FusedMultiplyAdd(e, x, y);
            f = Vector256.FusedMultiplyAdd(f, x, y);
            g = Vector256.FusedMultiplyAdd(g, x, y);
            h = Vector256.FusedMultiplyAdd(h, x, y);
            i = Vector256.FusedMultiplyAdd(i, x, y);
            j = Vector256.FusedMultiplyAdd(j, x, y);
            k = Vector256.FusedMultiplyAdd(k, x, y);
            l = Vector256.FusedMultiplyAdd(l, x, y);
        }
        return Vector256.Sum(a + b + c + d + e + f + g + h + i + j + k + l);
    }
}
