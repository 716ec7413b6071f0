using System.CommandLine;
using System.CommandLine.Parsing;

namespace Limpid.Cli.Commands;

/// <summary>Options that take whole numbers of a range, and say so where something else comes.</summary>
internal static class WholeNumber
{
    /// <summary>An option of one number.</summary>
    public static Option<int> Option(string name, string description, int usual, int least, int most = int.MaxValue) =>
        new(name)
        {
            Description = description,
            HelpName = "N",
            DefaultValueFactory = _ => usual,
            CustomParser = result => Read(result, result.Tokens[0], name, least, most),
        };

    /// <summary>An option that may be missing.</summary>
    public static Option<int?> Optional(string name, string description, int least, int most = int.MaxValue) =>
        new(name)
        {
            Description = description,
            HelpName = "N",
            CustomParser = result => Read(result, result.Tokens[0], name, least, most),
        };

    /// <summary>An option of any number of numbers.</summary>
    public static Option<int[]> Several(string name, string description, int least, int most = int.MaxValue) =>
        new(name)
        {
            Description = description,
            HelpName = "N",
            AllowMultipleArgumentsPerToken = true,
            Arity = ArgumentArity.OneOrMore,
            CustomParser = result => [.. result.Tokens.Select(token => Read(result, token, name, least, most))],
        };

    private static int Read(ArgumentResult result, Token token, string name, int least, int most)
    {
        if (int.TryParse(token.Value, out int number) && number >= least && number <= most)
            return number;
        result.AddError(
            $"{name} must be a whole number "
                + $"{(most == int.MaxValue ? $"of at least {least}" : $"from {least} to {most}")}, but is "
                + $"{token.Value}."
        );
        return least;
    }
}
