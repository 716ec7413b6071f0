using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Limpid.Race;

/// <summary>What the race ran on.</summary>
internal static class Machine
{
    private const string Processors = "/proc/cpuinfo",
        Load = "/proc/loadavg";

    public static string Description =>
        $"{Environment.ProcessorCount} processors ({Processor}, {RuntimeInformation.ProcessArchitecture}, "
        + $"vectors of {Bits} bits), {RuntimeInformation.OSDescription.Trim()}, "
        + $"{RuntimeInformation.FrameworkDescription}, built by SDK {Sdk}";

    /// <summary>How many others wanted to run: the mean over the last minute.</summary>
    public static string Busy => File.Exists(Load) ? File.ReadAllText(Load).Split(' ')[0] : "unknown";

    private static string Sdk =>
        typeof(Machine)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .First(one => one.Key == nameof(Sdk))
            .Value!;

    private static int Bits =>
        Vector512.IsHardwareAccelerated ? 512
        : Vector256.IsHardwareAccelerated ? 256
        : 128;

    private static string Processor =>
        File.Exists(Processors)
        && File.ReadLines(Processors).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))
            is { } line
            ? line[(line.IndexOf(':') + 1)..].Trim()
            : "unknown";
}
