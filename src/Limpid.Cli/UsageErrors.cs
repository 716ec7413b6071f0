using System.CommandLine;
using System.CommandLine.Parsing;

namespace Limpid.Cli;

/// <summary>What a command line got wrong, in one message that names the nearest right word and where to read
/// on.</summary>
internal static class UsageErrors
{
    private const string EndOfOptions = "--";

    /// <summary>The error, or null for a command line that can be run.</summary>
    public static LimpidException? Of(ParseResult parsed, IReadOnlyList<string> args)
    {
        Command command = parsed.CommandResult.Command;
        string cure = $"See {FullName(parsed.CommandResult)} --help.";
        if (UnknownOption(parsed, args) is { } option)
            return Wrong($"there is no option {option}.", option, Options(parsed.CommandResult), cure);
        if (parsed.UnmatchedTokens is [var word, ..])
            return command.Subcommands.Count > 0
                ? Wrong(
                    $"there is no command {word}.",
                    word,
                    command.Subcommands.Where(c => !c.Hidden).Select(c => c.Name),
                    cure
                )
                : Wrong(
                    $"expected nothing more after {FullName(parsed.CommandResult)} and its arguments, but got {word}.",
                    word,
                    [],
                    cure
                );
        return parsed.Errors is [var first, ..] ? Wrong(Sentence(first, command), "", [], cure) : null;
    }

    /// <summary>The parser takes an unknown option for an argument where one fits; nobody means that, unless behind
    /// <c>--</c>.</summary>
    private static string? UnknownOption(ParseResult parsed, IReadOnlyList<string> args)
    {
        int end = args.TakeWhile(arg => arg != EndOfOptions).Count();
        return parsed
            .CommandResult.Tokens.Select(token => token.Value)
            .Concat(parsed.UnmatchedTokens)
            .FirstOrDefault(word =>
                word.Length > 1 && word[0] == '-' && !double.TryParse(word, out _) && args.Take(end).Contains(word)
            );
    }

    private static IEnumerable<string> Options(CommandResult? command)
    {
        for (bool isOwn = true; command is not null; command = command.Parent as CommandResult, isOwn = false)
            foreach (Option option in command.Command.Options.Where(o => !o.Hidden && (isOwn || o.Recursive)))
                yield return option.Name;
    }

    private static string Sentence(ParseError error, Command command) =>
        error.SymbolResult switch
        {
            ArgumentResult { Argument: var argument, Tokens.Count: 0, Parent: CommandResult } =>
                $"{argument.Name} is missing.",
            OptionResult { Option: var option, Tokens.Count: 0 } => $"{option.Name} needs a value.",
            CommandResult { Tokens.Count: 0 }
                when command.Arguments.FirstOrDefault(a => a.Arity.MinimumNumberOfValues > 0) is { } argument =>
                $"{argument.Name} is missing.",
            CommandResult when command.Subcommands.Count > 0 => "expected one of the commands "
                + $"{string.Join(", ", command.Subcommands.Where(c => !c.Hidden).Select(c => c.Name))}.",
            _ => error.Message,
        };

    private static LimpidException Wrong(string message, string word, IEnumerable<string> rightOnes, string cure) =>
        LimpidException.Usage(
            Nearest(word, rightOnes) is { } nearest ? $"{message} Did you mean {nearest}? {cure}" : $"{message} {cure}"
        );

    internal static string? Nearest(string word, IEnumerable<string> rightOnes) =>
        rightOnes
            .Select(right => (right, Distance(word, right)))
            .Where(pair => pair.Item2 <= Math.Max(1, pair.right.Length / 3))
            .OrderBy(pair => pair.Item2)
            .FirstOrDefault()
            .right;

    /// <summary>Letters put in, left out, changed or swapped with their neighbour (Damerau 1964, optimal string
    /// alignment).</summary>
    private static int Distance(string a, string b)
    {
        var d = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
            d[i, 0] = i;
        for (int j = 0; j <= b.Length; j++)
            d[0, j] = j;
        for (int i = 1; i <= a.Length; i++)
        {
            for (int j = 1; j <= b.Length; j++)
            {
                d[i, j] = Math.Min(
                    Math.Min(d[i - 1, j], d[i, j - 1]) + 1,
                    d[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)
                );
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
            }
        }
        return d[a.Length, b.Length];
    }

    private static string FullName(CommandResult result) =>
        result.Parent is CommandResult parent ? $"{FullName(parent)} {result.Command.Name}" : result.Command.Name;
}
