using System.Diagnostics;
using BenchmarkDotNet.Attributes;

namespace Benchmarks;

/// <summary>Runs every line of <see cref="KernelCases"/>.</summary>
public class KernelBenchmarks
{
    private const int CallsUntilOptimized = 40; // tiered compilation counts to 30
    private static readonly TimeSpan CompilerPause = TimeSpan.FromMilliseconds(250); // and waits 100 ms
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1);

    /// <summary>The lines.</summary>
    public static IEnumerable<KernelCase> Cases => KernelCases.All;

    /// <summary>The line that is run.</summary>
    [ParamsSource(nameof(Cases))]
    public KernelCase Kernel { get; set; } = null!;

    /// <summary>Nothing is measured before the compiler has done its best.</summary>
    [GlobalSetup]
    public void Compile()
    {
        for (
            long start = Stopwatch.GetTimestamp();
            Stopwatch.GetElapsedTime(start) < WarmUp;
            Thread.Sleep(CompilerPause)
        )
        for (int call = 0; call < CallsUntilOptimized; call++)
            Kernel.Run();
    }

    [Benchmark]
    public void Run() => Kernel.Run();
}
