using System.Diagnostics;
using System.Globalization;

namespace Limpid.Race;

/// <summary>How much memory a process takes, looked at while it runs, for which it runs once more: who is watched is
/// not timed.</summary>
internal static class Memory
{
    private const string HighWater = "VmHWM:";
    private const double KibibytesAMebibyte = 1024;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(1);

    /// <summary>The most that was resident, in MiB; missing where the system does not tell.</summary>
    public static double? Peak(ProcessStartInfo start)
    {
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        string status = $"/proc/{process.Id}/status";
        double? most = null;
        for (; !process.HasExited; Thread.Sleep(Pause))
            most = Now(status) ?? most;
        return most;
    }

    private static double? Now(string status)
    {
        try
        {
            string? line = File.ReadLines(status)
                .FirstOrDefault(line => line.StartsWith(HighWater, StringComparison.Ordinal));
            return line is null
                ? null
                : double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture)
                    / KibibytesAMebibyte;
        }
        catch (IOException)
        {
            return null; // it has just ended
        }
    }
}
