using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Limpid.Race.Engines;

/// <summary>An engine in a process of its own: it says "ready VERSION", then answers a job a line until its input
/// ends.</summary>
internal abstract class Engine(RaceWorkplace workplace)
{
    private const string WarmUp = "warm ";

    // tiered compilation waits 100 ms before it optimizes
    private static readonly TimeSpan CompilerPause = TimeSpan.FromMilliseconds(200);

    protected RaceWorkplace Workplace { get; } = workplace;

    protected abstract string Version { get; }

    /// <summary>Serves; with words, does that one job and ends, for what is measured from start to exit.</summary>
    public void Serve(ReadOnlySpan<string> words)
    {
        // Ctrl-C is the race's to answer; it closes our input
        using var deaf = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = true);
        if (words.Length > 0)
        {
            Console.WriteLine(Answer(string.Join(' ', words)));
            return;
        }
        Console.WriteLine($"ready {Version}");
        while (Console.ReadLine() is { Length: > 0 } line)
            Console.WriteLine(Answer(line));
    }

    /// <summary>Does the job, or the little of it that warms up.</summary>
    protected abstract EngineReply Do(Job job, bool isWarmUp);

    protected static EngineReply NoSuchThing(string what) => new EngineReply.Cannot(what);

    /// <summary>Seconds a call, over as many calls as fit into the time.</summary>
    protected static double Time(TimeSpan least, Action call)
    {
        int calls = 0;
        long start = Stopwatch.GetTimestamp();
        do
        {
            call();
            calls++;
        } while (Stopwatch.GetElapsedTime(start) < least);
        return Stopwatch.GetElapsedTime(start).TotalSeconds / calls;
    }

    private EngineReply Answer(string line)
    {
        try
        {
            if (!line.StartsWith(WarmUp, StringComparison.Ordinal))
                return Do(Job.Parse(line), isWarmUp: false);
            Job job = Job.Parse(line[WarmUp.Length..]);
            Do(job, isWarmUp: true);
            Thread.Sleep(CompilerPause);
            return Do(job, isWarmUp: true);
        }
        catch (Exception exception)
        {
            return new EngineReply.Failed($"{exception.GetType().Name}: {exception.Message}");
        }
    }
}
