namespace Limpid.Cli;

/// <summary>Text from outside (a class name in a model, a file's name) as it may be shown: control characters could
/// steer the terminal.</summary>
internal static class Printable
{
    private const char Replacement = '\uFFFD';

    public static string Of(string text) =>
        text.Any(IsUnsafe) ? new([.. text.Select(c => IsUnsafe(c) ? Replacement : c)]) : text;

    private static bool IsUnsafe(char c) => char.IsControl(c) && c is not ('\n' or '\t');
}
