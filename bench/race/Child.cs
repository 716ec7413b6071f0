using System.Diagnostics;

namespace Limpid.Race;

/// <summary>A rival's process: it lives through all rounds and answers one line to each.</summary>
internal sealed class Child : IDisposable
{
    private const string Ready = "ready ";
    private static readonly TimeSpan Guard = TimeSpan.FromMinutes(10);
    private readonly Process _process;
    private volatile string _complaint = "";

    private Child(Process process)
    {
        _process = process;
        process.ErrorDataReceived += (_, line) => _complaint = line.Data is { Length: > 0 } text ? text : _complaint;
        process.BeginErrorReadLine();
        string? first = Read(CancellationToken.None);
        Version =
            first?.StartsWith(Ready, StringComparison.Ordinal) == true
                ? first[Ready.Length..]
                : throw new LimpidException(
                    Fault.Unavailable,
                    $"{process.StartInfo.FileName}: expected it to say '{Ready}VERSION', but it said "
                        + $"'{first ?? _complaint}'."
                );
    }

    /// <summary>As it names itself.</summary>
    public string Version { get; }

    public static Child Start(ProcessStartInfo start) => new(Process.Start(start)!);

    /// <summary>One line there, one line back.</summary>
    public EngineReply Ask(string line, CancellationToken stop)
    {
        try
        {
            _process.StandardInput.WriteLine(line);
            _process.StandardInput.Flush();
        }
        catch (IOException)
        {
            return new EngineReply.Failed($"it has ended: {_complaint}");
        }
        EngineReply reply = EngineReply.Parse(Read(stop));
        stop.ThrowIfCancellationRequested();
        return reply is EngineReply.Failed failed && _complaint.Length > 0
            ? new EngineReply.Failed($"{failed.Reason}; {_complaint}")
            : reply;
    }

    /// <summary>A process of its own for one job, from its start to its exit by our clock.</summary>
    /// <param name="start">How it is started.</param>
    /// <param name="read">Reads what it said.</param>
    /// <param name="stop">Ends it.</param>
    public static EngineReply Once(ProcessStartInfo start, Func<string, EngineReply> read, CancellationToken stop)
    {
        long begun = Stopwatch.GetTimestamp();
        using Process process = Process.Start(start)!;
        using CancellationTokenRegistration killing = Killing(process, stop);
        process.StandardInput.Close();
        Task<string> complaint = process.StandardError.ReadToEndAsync(CancellationToken.None);
        string said = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        double seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        stop.ThrowIfCancellationRequested();
        if (process.ExitCode != 0)
            return new EngineReply.Failed($"it ended with code {process.ExitCode}: {complaint.Result.Trim()}");
        return read(said) is var reply && reply is EngineReply.Done done ? done with { Seconds = seconds } : reply;
    }

    /// <summary>It ends when its input does; if it does not, it is ended.</summary>
    public void Dispose()
    {
        try
        {
            _process.StandardInput.Close();
            if (!_process.WaitForExit(TimeSpan.FromSeconds(2)))
                _process.Kill(entireProcessTree: true);
        }
        catch (Exception gone) when (gone is IOException or InvalidOperationException)
        {
            _complaint = gone.Message;
        }
        _process.Dispose();
    }

    private string? Read(CancellationToken stop)
    {
        using var guard = CancellationTokenSource.CreateLinkedTokenSource(stop);
        guard.CancelAfter(Guard);
        using CancellationTokenRegistration killing = Killing(_process, guard.Token);
        return _process.StandardOutput.ReadLine();
    }

    private static CancellationTokenRegistration Killing(Process process, CancellationToken stop) =>
        stop.Register(() =>
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        });
}
