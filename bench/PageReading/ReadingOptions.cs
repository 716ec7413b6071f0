using Limpid;
using Limpid.Runs;

namespace PageReadingBench;

/// <summary>What is measured on what.</summary>
internal sealed record ReadingOptions
{
    private const string Usage = """
        Expected: [--model MODEL] [--validation] [--pens FILE] [--pages N] [--digits N] [--only WORD] [--save FOLDER]
          --model       cnn or reference, which come with Limpid, or a model file; cnn unless said
          --validation  write with MNIST's validation digits and one half of the pens, to try things out; the test digits and the other half unless said
          --pens        strokes.jsonl.gz, digits of real pens ({"label", "writer", "strokes"} a line); the variable LIMPID_PENS unless said, or none
          --pages       of each kind; 25 unless said
          --digits      on a canvas under each condition; 500 unless said
          --only        the kinds and conditions whose names have this word
          --save        a folder for the pictures that were misread, with what was read in their names
        """;

    public string Model { get; private init; } = PretrainedModels.Cnn;

    public bool IsValidation { get; private init; }

    public string? Pens { get; private init; } =
        Environment.GetEnvironmentVariable("LIMPID_PENS") is { Length: > 0 } file ? file : null;

    public int Pages { get; private init; } = 25;

    public int Digits { get; private init; } = 500;

    public string Only { get; private init; } = "";

    public string? Save { get; private init; }

    public static ReadingOptions Parse(ReadOnlySpan<string> words)
    {
        var options = new ReadingOptions();
        while (words.Length > 0)
        {
            int taken = words[0] == "--validation" ? 1 : 2;
            if (words.Length < taken)
                throw LimpidException.Usage(Usage);
            options = words[0] switch
            {
                "--validation" => options with { IsValidation = true },
                "--model" => options with { Model = words[1] },
                "--pens" => options with { Pens = words[1] },
                "--pages" => options with { Pages = Number(words[1]) },
                "--digits" => options with { Digits = Number(words[1]) },
                "--only" => options with { Only = words[1] },
                "--save" => options with { Save = Directory.CreateDirectory(words[1]).FullName },
                _ => throw LimpidException.Usage(Usage),
            };
            words = words[taken..];
        }
        return options;
    }

    private static int Number(string word) =>
        int.TryParse(word, out int number) && number >= 0 ? number : throw LimpidException.Usage(Usage);
}
