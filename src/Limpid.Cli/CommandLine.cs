using System.CommandLine;
using System.Text.Json.Nodes;

namespace Limpid.Cli;

/// <summary>Runs a command line: whatever goes wrong becomes one message and an exit code by cause.</summary>
internal static class CommandLine
{
    public static async Task<int> InvokeAsync(
        Command root,
        IReadOnlyList<string> args,
        Host host,
        CancellationToken stop
    )
    {
        var json = new Option<bool>("--json")
        {
            Description = "Answer programs: one JSON object a line",
            Recursive = true,
        };
        var debug = new Option<bool>("--debug")
        {
            Description = "Show where an unforeseen error came from",
            Recursive = true,
            Hidden = true,
        };
        root.Options.Add(json);
        root.Options.Add(debug);
        ParseResult parsed = root.Parse(args, new() { ResponseFileTokenReplacer = null, EnablePosixBundling = false });
        host.IsJson = parsed.GetResult(json) is { Implicit: false };
        try
        {
            if (parsed.Action is not Verb.Notice && UsageErrors.Of(parsed, args) is { } misuse)
                throw misuse;
            var settings = new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
                Output = host.Out,
                Error = host.Error,
            };
            return await parsed.InvokeAsync(settings, stop).ConfigureAwait(false);
        }
        catch (LimpidException exception)
        {
            return Fail(host, exception.Message, ExitCode.Of(exception.Fault));
        }
        catch (OperationCanceledException)
        {
            return Fail(host, "Interrupted.", ExitCode.Interrupted);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Fail(host, exception.Message, ExitCode.Unavailable);
        }
        catch (Exception exception)
        {
            return Unforeseen(host, exception, isTraced: parsed.GetResult(debug) is { Implicit: false });
        }
    }

    /// <summary>Says what is wrong: on standard error, and for programs as the one JSON object <c>{"error": …,
    /// "exitCode": …}</c>.</summary>
    /// <returns>The exit code.</returns>
    public static int Fail(Host host, string message, int code)
    {
        host.Json(new JsonObject { ["error"] = message, ["exitCode"] = code });
        host.Error.WriteLine(Printable.Of($"limpid: {message}"));
        return code;
    }

    private static int Unforeseen(Host host, Exception exception, bool isTraced)
    {
        string cure = isTraced
            ? ""
            : " Please report it to the authors, with the command line; --debug shows where it came from.";
        int code = Fail(
            host,
            $"this should not have happened: {exception.GetType().Name}: {exception.Message.TrimEnd('.')}.{cure}",
            ExitCode.Unexpected
        );
        if (isTraced)
            host.Error.WriteLine(exception.ToString());
        return code;
    }
}
