using System.Text.RegularExpressions;

namespace Limpid.Tests.House;

/// <summary>A word or sign of a program, and the line that it stands on, from 1.</summary>
internal readonly record struct Token(string Text, int Line)
{
    public bool IsWord => Text.Length > 0 && (char.IsLetter(Text[0]) || Text[0] == '_');
}

/// <summary>A file of the repository; its path is relative to the root, with forward slashes.</summary>
internal sealed partial record SourceFile(string Path, string Text)
{
    /// <summary>The text without its comments and strings; what stands in the holes of interpolated strings
    /// stays.</summary>
    public string Code { get; } = CodeOnly.Of(Text);

    /// <summary>The words and signs of the code, with an empty one before and behind.</summary>
    public IReadOnlyList<Token> Tokens => _tokens ??= Tokenize();

    private IReadOnlyList<Token>? _tokens;

    public string[] Folders => Path.Split('/')[..^1];

    public int Lines => Text.AsSpan().TrimEnd('\n').Count('\n') + 1;

    /// <summary>All files of some kinds below some folders of the repository, without what the build made.</summary>
    public static SourceFile[] Below(string[] folders, params string[] endings)
    {
        string root = Root();
        return
        [
            .. from folder in folders
            from path in Directory.EnumerateFiles(
                System.IO.Path.Combine(root, folder),
                "*",
                SearchOption.AllDirectories
            )
            let relative = System.IO.Path.GetRelativePath(root, path).Replace('\\', '/')
            where
                endings.Any(ending => relative.EndsWith(ending, StringComparison.Ordinal))
                && !relative.Split('/').Any(part => part is "bin" or "obj")
            orderby relative
            select new SourceFile(relative, File.ReadAllText(path)),
        ];
    }

    /// <summary>One file, by its path from the root.</summary>
    public static SourceFile At(string path) => new(path, File.ReadAllText(System.IO.Path.Combine(Root(), path)));

    private static string Root()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "Limpid.slnx")))
            folder = folder.Parent;
        return folder?.FullName
            ?? throw new DirectoryNotFoundException(
                $"No Limpid.slnx at or above {AppContext.BaseDirectory}: run the tests inside the repository."
            );
    }

    private List<Token> Tokenize()
    {
        List<Token> tokens = [default(Token) with { Text = "" }];
        int line = 1,
            at = 0;
        foreach (Match match in WordOrSign().Matches(Code))
        {
            line += Code.AsSpan(at, match.Index - at).Count('\n');
            at = match.Index;
            tokens.Add(new(match.Value, line));
        }
        tokens.Add(new("", line));
        return tokens;
    }

    [GeneratedRegex(@"\d[\w.]*|\w+|=>|==|::|\S")]
    private static partial Regex WordOrSign();
}
