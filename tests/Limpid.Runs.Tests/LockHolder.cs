using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Limpid.Runs.Tests;

/// <summary>
/// A second process that holds a lock. It is this very test assembly, started again with a variable that turns it,
/// before any test
/// could run, into a process that takes the lock, says so and sleeps.
/// </summary>
internal sealed class LockHolder : IDisposable
{
    private const string Variable = "LIMPID_TESTS_HOLD_LOCK",
        Ready = "held";
    private readonly Process _process;

    public LockHolder(string folder)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(LockHolder).Assembly.Location])
        {
            RedirectStandardOutput = true,
            Environment = { [Variable] = folder },
        };
        _process = Process.Start(start)!;
        Assert.Equal(Ready, _process.StandardOutput.ReadLine());
    }

    public int Id => _process.Id;

    /// <summary>Ends the process as <c>kill -9</c> does.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        Kill();
        _process.Dispose();
    }

#pragma warning disable CA2255 // the one place that runs before the test platform reads its arguments
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void HoldLockIfAsked()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { } folder)
            return;
        using RunLock held = RunLock.Take(folder);
        Console.WriteLine(Ready);
        Thread.Sleep(TimeSpan.FromSeconds(60)); // an orphan ends by itself
        Environment.Exit(0);
    }
}
