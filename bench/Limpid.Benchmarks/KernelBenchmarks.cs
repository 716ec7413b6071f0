using BenchmarkDotNet.Attributes;

namespace Limpid.Benchmarks;

/// <summary>Runs every line of <see cref="KernelCases"/>.</summary>
public class KernelBenchmarks
{
    /// <summary>The lines.</summary>
    public static IEnumerable<KernelCase> Cases => KernelCases.All;

    /// <summary>The line that is run.</summary>
    [ParamsSource(nameof(Cases))]
    public KernelCase Kernel { get; set; } = null!;

    [Benchmark]
    public void Run() => Kernel.Run();
}
