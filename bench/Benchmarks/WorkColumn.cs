using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using Limpid.Race;

namespace Benchmarks;

/// <summary>What a kernel did in a second, from its work and its mean time.</summary>
/// <param name="name">The heading.</param>
/// <param name="legend">What it means.</param>
/// <param name="of">From the case and its seconds.</param>
internal sealed class WorkColumn(string name, string legend, Func<KernelCase, double, string> of) : IColumn
{
    private const string Nothing = "-";
    private static readonly Lazy<double> Most = new(() => Peak.Gigaflops(threads: 1));

    public static IReadOnlyList<WorkColumn> All { get; } =
    [
        new("GFLOP/s", "Billions of floating point operations a second", (work, seconds) =>
            work.Flop > 0 ? $"{1e-9 * work.Flop / seconds:f1}" : Nothing
        ),
        new(
            "Of peak",
            "The share of the fused multiply-adds that this machine does at most (measured in the same run)",
            (work, seconds) => work.Flop > 0 ? $"{1e-9 * work.Flop / seconds / Most.Value:P0}" : Nothing
        ),
        new("GB/s", "Billions of bytes a second: what must be read and written at least once", (work, seconds) =>
            $"{1e-9 * work.Bytes / seconds:f1}"
        ),
    ];

    public string Id => $"{nameof(WorkColumn)}.{name}";

    public string ColumnName => name;

    public string Legend => legend;

    public bool AlwaysShow => true;

    public ColumnCategory Category => ColumnCategory.Custom;

    public int PriorityInCategory => 0;

    public bool IsNumeric => true;

    public UnitType UnitType => UnitType.Dimensionless;

    public bool IsAvailable(Summary summary) => true;

    public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase) =>
        GetValue(summary, benchmarkCase, summary.Style);

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style) =>
        summary[benchmarkCase]?.ResultStatistics is { } statistics
        && benchmarkCase.Parameters[nameof(KernelBenchmarks.Kernel)] is KernelCase work
            ? of(work, statistics.Mean * 1e-9)
            : Nothing;
}
