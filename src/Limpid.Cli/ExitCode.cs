namespace Limpid.Cli;

/// <summary>What the tool's process answers, by cause.</summary>
internal static class ExitCode
{
    public const int Success = 0, Unexpected = 1, Usage = 2, NotFound = 3, InvalidData = 4, Mismatch = 5, Diverged = 6, Unavailable = 7, Interrupted = 130;

    public static int Of(Fault fault) => fault switch
    {
        Fault.Usage => Usage,
        Fault.NotFound => NotFound,
        Fault.InvalidData => InvalidData,
        Fault.Mismatch => Mismatch,
        Fault.Diverged => Diverged,
        Fault.Unavailable => Unavailable,
        _ => Unexpected,
    };
}
