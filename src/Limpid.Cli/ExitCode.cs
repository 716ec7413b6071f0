namespace Limpid.Cli;

/// <summary>What the tool's process answers, by cause.</summary>
internal static class ExitCode
{
    public const int Success = 0,
        Unexpected = 1,
        Usage = 2,
        NotFound = 3,
        InvalidData = 4,
        Mismatch = 5,
        Diverged = 6,
        Unavailable = 7,
        Interrupted = 130;

    /// <summary>For <c>limpid --help</c>.</summary>
    public const string Table = """
        Exit codes:
          0    done
          1    an unforeseen error: please report it
          2    the command line or a recipe cannot be meant
          3    data, a model or a run is missing
          4    a file is damaged, or is not what it claims to be; a picture is blank or has no digits
          5    two things do not fit: a model and data, say
          6    a training ran into numbers that are no longer finite
          7    a file, a lock or the network could not be had
          130  interrupted
        """;

    public static int Of(Fault fault) =>
        fault switch
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
