using System.Text.RegularExpressions;

namespace Limpid.Tests.House;

/// <summary>The rooms of the engine, and who may look at whom: a room sees only rooms on lower levels.</summary>
/// <remarks>
/// Child namespaces see the parent's types without a <c>using</c>, so names are judged, not directives. A word in the
/// place of a type
/// always counts; one in the place of a value counts unless a room at or below its own declares a member of that name.
/// </remarks>
internal static partial class Rooms
{
    public const string Root = "(root)";
    private const string Engine = "src/Limpid/";

    /// <summary>Lowest first; rooms on one level do not see each other.</summary>
    public static readonly string[][] Levels =
    [
        ["Numerics"],
        ["Kernels"],
        ["Initializers", "Optimizers", "Schedules"],
        ["Layers"],
        ["Losses"],
        [Root],
        ["Drawing"],
        ["Data"],
        ["Augmentations"],
        ["Evaluation"],
        ["Training"],
        ["Files"],
        ["Recognition"],
        ["Explaining"],
    ];

    private static readonly HashSet<string> SeenEverywhere = ["LimpidException", "Fault"];

    private static readonly HashSet<string> TypeFollows =
    [
        "new",
        "is",
        "as",
        "not",
        "or",
        "and",
        "case",
        "typeof",
        "public",
        "private",
        "internal",
        "protected",
        "static",
        "sealed",
        "readonly",
        "ref",
        "out",
        "in",
        "const",
        "abstract",
        "override",
        "required",
        "params",
        "this",
        "await",
        "return",
        "throw",
        "implicit",
        "explicit",
        "operator",
        "else",
        "yield",
        "scoped",
        "where",
        "when",
        "using",
        "stackalloc",
        "sizeof",
        "default",
        "nameof",
        "class",
        "struct",
        "record",
        "enum",
        "interface",
        "delegate",
        "event",
        "partial",
        "virtual",
    ];

    /// <summary>Everything that looks up, or sideways, or stands in no room; each as an instruction.</summary>
    public static IEnumerable<string> LookingUp(IReadOnlyList<SourceFile> files)
    {
        SourceFile[] engine = [.. files.Where(file => file.Path.StartsWith(Engine, StringComparison.Ordinal))];
        ILookup<string, string> homes = engine
            .SelectMany(DeclaredTypes)
            .Distinct()
            .ToLookup(type => type.Name, type => type.Room);
        ILookup<string, string> members = engine
            .SelectMany(DeclaredMembers)
            .Distinct()
            .ToLookup(member => member.Name, member => member.Room);
        return engine.SelectMany(file =>
            LevelOf(RoomOf(file)) < 0 ? [NoRoom(file)] : Misplaced(file).Concat(Uses(file, homes, members))
        );
    }

    private static string RoomOf(SourceFile file) => file.Folders.Length == 2 ? Root : file.Folders[2];

    private static int LevelOf(string room) => Array.FindIndex(Levels, level => level.Contains(room));

    private static bool Sees(string room, string other) => room == other || LevelOf(other) < LevelOf(room);

    private static string NoRoom(SourceFile file) =>
        $"{file.Path}: {RoomOf(file)} is no room of the engine. Move the file into the room whose concept it "
        + "belongs to, or give the new room its level in Rooms.Levels.";

    /// <summary>A room's namespace is its name: else a look upward could hide. A room inside a room may keep the outer
    /// one's namespace: it sorts the files, not the names.</summary>
    private static IEnumerable<string> Misplaced(SourceFile file)
    {
        string room = RoomOf(file) == Root ? "Limpid" : $"Limpid.{RoomOf(file)}";
        string whole = RoomOf(file) == Root ? room : $"Limpid.{string.Join('.', file.Folders[2..])}";
        string found = NamespaceLine().Match(file.Code).Groups[1].Value;
        if (found.Length > 0 && found != room && found != whole)
            yield return $"{file.Path}: its namespace is {found}, but its folder says {whole}. Change one of the two.";
    }

    private static IEnumerable<string> Uses(
        SourceFile file,
        ILookup<string, string> homes,
        ILookup<string, string> members
    )
    {
        string room = RoomOf(file);
        IReadOnlyList<Token> tokens = file.Tokens;
        for (int i = 1; i < tokens.Count - 1; i++)
        {
            string name = tokens[i].Text;
            if (NamesRoom(tokens, i) && LevelOf(name) >= 0 && !Sees(room, name))
                yield return Instruction(file, tokens[i], $"names the room {name}", name);
            if (!homes.Contains(name) || SeenEverywhere.Contains(name) || homes[name].Any(home => Sees(room, home)))
                continue;
            if (!IsName(tokens, i) && (InTypePlace(tokens, i) || !members[name].Any(home => Sees(room, home))))
                yield return Instruction(file, tokens[i], $"uses {name} of {homes[name].First()}", homes[name].First());
        }
    }

    private static string Instruction(SourceFile file, Token at, string what, string home) =>
        $"{file.Path}:{at.Line}: {RoomOf(file)} {what}, which is not below it. Move what needs it up to "
        + $"{home} or higher, "
        + "or move the type down; order: "
        + string.Join(" < ", Levels.Select(level => string.Join(", ", level)))
        + ".";

    /// <summary>Limpid.X: a room named in a directive or a full name.</summary>
    private static bool NamesRoom(IReadOnlyList<Token> tokens, int i) =>
        i >= 2 && tokens[i - 1].Text == "." && tokens[i - 2].Text == "Limpid";

    /// <summary>True where the word cannot be a type: a name being declared or set, or a member behind a dot.</summary>
    private static bool IsName(IReadOnlyList<Token> tokens, int i)
    {
        (Token before, Token after) = (tokens[i - 1], tokens[i + 1]);
        if (before.Text == ".")
            return !LevelledPrefix(tokens, i);
        if (before.Text is "{" or "," or "(" && after.Text is "=" or ":")
            return true;
        return IsDeclared(before, after);
    }

    /// <summary>True behind <c>Limpid.</c>, <c>global::Limpid.</c> or a room's name: then the dot stands in a full
    /// name.</summary>
    private static bool LevelledPrefix(IReadOnlyList<Token> tokens, int i) =>
        tokens[i - 2].Text is var prefix && (prefix == "Limpid" || LevelOf(prefix) >= 0);

    /// <summary>A word behind a type, before what follows a declared name; a generic method's name is followed by its
    /// parameters.</summary>
    private static bool IsDeclared(Token before, Token after)
    {
        bool behindType = before.Text is ">" or "]" || (before.IsWord && !TypeFollows.Contains(before.Text));
        return behindType
            ? after.Text is "{" or "=>" or "(" or ";" or "=" or "," or ")" or "<"
            : before.Text == "?" && after.Text is "{" or "=>" or "(" or ";" or "=";
    }

    private static bool InTypePlace(IReadOnlyList<Token> tokens, int i) =>
        (tokens[i + 1].IsWord && tokens[i + 1].Text is not ("is" or "as" or "switch" or "with" or "and" or "or"))
        || tokens[i - 1].Text is "new" or "typeof" or "<" or ":" or ".";

    private static IEnumerable<(string Name, string Room)> DeclaredTypes(SourceFile file) =>
        TypeDeclaration().Matches(file.Code).Select(match => (match.Groups["name"].Value, RoomOf(file)));

    private static IEnumerable<(string Name, string Room)> DeclaredMembers(SourceFile file)
    {
        IReadOnlyList<Token> tokens = file.Tokens;
        for (int i = 1; i < tokens.Count - 1; i++)
        {
            if (tokens[i].IsWord && IsDeclared(tokens[i - 1], tokens[i + 1]))
                yield return (tokens[i].Text, RoomOf(file));
        }
        foreach (Match member in EnumBody().Matches(file.Code).SelectMany(body => Word().Matches(body.Groups[1].Value)))
            yield return (member.Value, RoomOf(file));
    }

    [GeneratedRegex(@"\bnamespace\s+([\w.]+)")]
    private static partial Regex NamespaceLine();

    [GeneratedRegex(
        @"\b(?:class|struct|interface|enum|record|delegate\s+[\w<>\[\],.?\s]+?)\s+(?!struct\b|class\b)(?<name>[A-Z]\w*)"
    )]
    private static partial Regex TypeDeclaration();

    [GeneratedRegex(@"\benum\s+\w+[^{;]*\{([^}]*)\}")]
    private static partial Regex EnumBody();

    [GeneratedRegex(@"[A-Za-z_]\w*")]
    private static partial Regex Word();
}
