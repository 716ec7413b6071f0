using System.CommandLine;
using System.Text.Json.Nodes;

namespace Limpid.Cli;

/// <summary>Runs a parsed command line: errors become one message and an exit code by cause.</summary>
internal static class CommandLine
{
    /// <summary>Every verb's option for programs.</summary>
    public static Option<bool> Json { get; } = new("--json") { Description = "One JSON object a line, for programs", Recursive = true };

    public static async Task<int> InvokeAsync(RootCommand root, string[] args, Host host, CancellationToken stop)
    {
        root.Options.Add(Json);
        ParseResult parsed = root.Parse(args);
        host.IsJson = parsed.GetValue(Json);
        try
        {
            var settings = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null, Output = host.Out, Error = host.Error };
            int code = await parsed.InvokeAsync(settings, stop).ConfigureAwait(false);
            return parsed.Errors.Count > 0 ? ExitCode.Usage : code;
        }
        catch (LimpidException wrong)
        {
            return Fail(host, wrong.Message, ExitCode.Of(wrong.Fault));
        }
        catch (OperationCanceledException)
        {
            return Fail(host, "Interrupted.", ExitCode.Interrupted);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            return Fail(host, wrong.Message, ExitCode.Unavailable);
        }
    }

    private static int Fail(Host host, string message, int code)
    {
        if (host.IsJson) host.Json(new JsonObject { ["error"] = message, ["exitCode"] = code });
        host.Error.WriteLine($"limpid: {message}");
        return code;
    }
}
