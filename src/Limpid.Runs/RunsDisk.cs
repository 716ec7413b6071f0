namespace Limpid.Runs;

/// <summary>Turns the disk's exceptions into messages for people.</summary>
internal static class RunsDisk
{
    /// <summary>Does something on disk.</summary>
    /// <param name="where">The path, for the message.</param>
    /// <param name="what">What could not be done to it, for the message: "deleted".</param>
    /// <param name="act">What to do.</param>
    /// <exception cref="LimpidException"><see cref="Fault.Unavailable"/>: the disk refused.</exception>
    public static void Do(string where, string what, Action act) => Do(where, what, () =>
        {
            act();
            return true;
        });

    /// <summary>Does something on disk and returns its result.</summary>
    public static T Do<T>(string where, string what, Func<T> act)
    {
        try
        {
            return act();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new LimpidException(
                Fault.Unavailable,
                $"{where}: could not be {what} ({problem.Message.TrimEnd('.')}). Check the permissions, or "
                    + "use another folder of runs.",
                problem
            );
        }
    }
}
