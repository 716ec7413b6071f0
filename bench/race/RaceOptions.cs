using System.Text.RegularExpressions;

namespace Limpid.Race;

/// <summary>How the race is run.</summary>
internal sealed record RaceOptions
{
    public const string Rival = "--rival";

    /// <summary>The fewest rounds of a race whose table may be committed.</summary>
    public const int FewestRounds = 7;

    private const string Program = "dotnet run -c Release --project bench/race";

    private const string Usage = """
        Expected: [--rows PATTERN] [--rivals NAME[,NAME]] [--rounds N] [--quick] [--list] [--output FILE]
          --rows     only rows whose names match, as 'train a|product'
          --rivals   only rivals whose names have one of the words; Limpid always runs
          --rounds   alternating rounds; 7 unless said
          --quick    one round: does everything run?
          --list     names the rows and tells which rivals are here, and ends
          --output   where the table goes: bench/results/race.md for a whole race, artifacts/race.md for a part of one, unless said
        """;

    public Regex? Rows { get; private init; }

    public IReadOnlyList<string> Names { get; private init; } = [];

    public int Rounds { get; private init; } = FewestRounds;

    public bool IsList { get; private init; }

    public string? Output { get; private init; }

    /// <summary>How to do the same again.</summary>
    public string Command { get; private init; } = Program;

    /// <summary>Whether nothing is left out.</summary>
    public bool IsWhole => Rows is null && Names.Count == 0 && Rounds >= FewestRounds;

    public bool Has(RaceRow row) => Rows?.IsMatch(row.Name) != false;

    public bool Has(Rival rival) =>
        Names.Count == 0
        || rival.Name == Rivals.Limpid
        || Names.Any(name => rival.Name.Contains(name, StringComparison.OrdinalIgnoreCase));

    public static RaceOptions Parse(ReadOnlySpan<string> words)
    {
        var options = new RaceOptions();
        if (words.Length > 0)
            options = options with
            {
                Command =
                    $"{Program} -- "
                    + $"{string.Join(' ', words.ToArray().Select(word => word.Any(letter => " |$(*".Contains(letter)) ? $"'{word}'" : word))}",
            };
        while (words.Length > 0)
        {
            int taken = words[0] is "--quick" or "--list" ? 1 : 2;
            if (words.Length < taken)
                throw LimpidException.Usage(Usage);
            options = words[0] switch
            {
                "--quick" => options with { Rounds = 1 },
                "--list" => options with { IsList = true },
                "--rows" => options with { Rows = Pattern(words[1]) },
                "--rivals" => options with { Names = words[1].Split(',') },
                "--rounds" => options with
                {
                    Rounds =
                        int.TryParse(words[1], out int rounds) && rounds > 0
                            ? rounds
                            : throw LimpidException.Usage(Usage),
                },
                "--output" => options with { Output = words[1] },
                _ => throw LimpidException.Usage(Usage),
            };
            words = words[taken..];
        }
        return options;
    }

    private static Regex Pattern(string text)
    {
        try
        {
            return new(text, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
        }
        catch (ArgumentException exception)
        {
            throw LimpidException.Usage($"--rows: {exception.Message}\n{Usage}", exception);
        }
    }
}
