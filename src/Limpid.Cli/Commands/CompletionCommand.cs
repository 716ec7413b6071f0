using System.CommandLine;

namespace Limpid.Cli.Commands;

/// <summary><c>limpid completion SHELL</c>: a script by which a shell completes limpid's words, asking <c>limpid
/// complete</c> which fit.</summary>
internal static class CompletionCommand
{
    private const string Notes = """
        To complete words in every new shell:
          bash   echo 'source <(limpid completion bash)' >> ~/.bashrc
          zsh    echo 'source <(limpid completion zsh)' >> ~/.zshrc        (after compinit)
          fish   limpid completion fish > ~/.config/fish/completions/limpid.fish
          pwsh   limpid completion pwsh >> $PROFILE
        """;

    private static readonly Dictionary<string, string> Scripts = new(StringComparer.Ordinal)
    {
        ["bash"] = """
            _limpid() {
                local IFS=$'\n'
                COMPREPLY=($(limpid complete --position "$COMP_POINT" -- "$COMP_LINE" 2>/dev/null))
            }
            complete -o default -F _limpid limpid
            """,
        ["zsh"] = """
            _limpid() {
                local -a found
                found=("${(@f)$(limpid complete --position "$CURSOR" -- "$BUFFER" 2>/dev/null)}")
                if [[ -n "${found[1]}" ]]; then compadd -- "${found[@]}"; else _files; fi
            }
            compdef _limpid limpid
            """,
        ["fish"] = "complete -c limpid -a '(limpid complete -- (commandline -cp) 2>/dev/null)'",
        ["pwsh"] = """
            Register-ArgumentCompleter -Native -CommandName limpid -ScriptBlock {
                param($word, $line, $position)
                limpid complete --position $position -- "$line" 2>$null |
                    ForEach-Object { [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_) }
            }
            """,
    };

    public static Command Create(Host host)
    {
        string shells = string.Join(", ", Scripts.Keys);
        var shell = new Argument<string>("SHELL") { Description = shells, HelpName = "SHELL" };
        shell.Validators.Add(result =>
        {
            if (!Scripts.ContainsKey(result.Tokens[0].Value))
                result.AddError($"expected one of the shells {shells}, but got {result.Tokens[0].Value}.");
        });
        shell.CompletionSources.Add([.. Scripts.Keys]);
        var command = new Verb("completion", "Prints a script that lets a shell complete limpid's words", Notes)
        {
            shell,
        };
        command.SetAction(parsed => host.Out.WriteLine(Scripts[parsed.GetRequiredValue(shell)]));
        return command;
    }

    /// <summary>What the scripts ask: the words that fit at a place of a line, one a line. Nothing where a file's name
    /// fits: shells complete those.</summary>
    public static Command CreateComplete(Host host, Command root)
    {
        var line = new Argument<string>("LINE");
        var position = new Option<int?>("--position");
        var command = new Command("complete", "Lists the words that fit") { line, position };
        command.Hidden = true;
        command.SetAction(parsed =>
        {
            string text = parsed.GetRequiredValue(line);
            text = text[..Math.Clamp(parsed.GetValue(position) ?? text.Length, 0, text.Length)];
            foreach (string word in Words(root, text))
                host.Out.WriteLine(word);
        });
        return command;
    }

    private static IEnumerable<string> Words(Command root, string text)
    {
        string begun = text[(text.LastIndexOf(' ') + 1)..];
        return root.Parse(text)
            .GetCompletions(text.Length)
            .Select(item => item.InsertText ?? item.Label)
            .Where(word =>
                word.StartsWith(begun, StringComparison.Ordinal)
                && word.StartsWith('-') == begun.StartsWith('-')
                && word is not ("-?" or "-h" or "/?" or "/h")
            )
            .Distinct(StringComparer.Ordinal);
    }
}
