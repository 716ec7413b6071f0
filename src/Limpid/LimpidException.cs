namespace Limpid;

/// <summary>What went wrong, so that a host can answer each cause in its own way (the tool: one exit code a
/// cause).</summary>
public enum Fault
{
    /// <summary>A value handed in (an option, a recipe, an architecture) cannot be meant.</summary>
    Usage,

    /// <summary>Data or a file is missing.</summary>
    NotFound,

    /// <summary>Bytes that came from outside are not what they claim to be.</summary>
    InvalidData,

    /// <summary>Two things that are each valid do not fit together.</summary>
    Mismatch,

    /// <summary>Training ran into numbers that are no longer finite.</summary>
    Diverged,

    /// <summary>A file, folder or lock could not be had: permission, space, or another process.</summary>
    Unavailable,
}

/// <summary>The one exception of this library: says what was expected, what came, where, and the cure.</summary>
public sealed class LimpidException : Exception
{
    /// <summary>Makes an exception with its cause.</summary>
    /// <param name="fault">The kind of cause.</param>
    /// <param name="message">What was expected, what came, where; the cure.</param>
    /// <param name="inner">The exception behind it, where there is one.</param>
    public LimpidException(Fault fault, string message, Exception? inner = null)
        : base(message, inner) => Fault = fault;

    /// <summary>The kind of cause.</summary>
    public Fault Fault { get; }

    /// <summary>Bytes from outside are not what they claim to be.</summary>
    public static LimpidException InvalidData(string message, Exception? inner = null) =>
        new(Fault.InvalidData, message, inner);

    /// <summary>A value handed in cannot be meant.</summary>
    public static LimpidException Usage(string message, Exception? inner = null) => new(Fault.Usage, message, inner);

    /// <summary>Two valid things do not fit together.</summary>
    public static LimpidException Mismatch(string message) => new(Fault.Mismatch, message);
}
