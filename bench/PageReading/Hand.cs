using System.IO.Compression;
using System.Text.Json;
using Limpid.Data;
using Limpid.Datasets;
using Limpid.Drawing;
using Limpid.Numerics;
using Limpid.Tests.Recognition;

namespace PageReadingBench;

/// <summary>Somebody's single digits: to write pages with, and to lay on a canvas.</summary>
/// <param name="Name">Whose.</param>
/// <param name="Digits">Each with what it is.</param>
internal sealed record Hand(string Name, IReadOnlyList<Written> Digits)
{
    private const int Held = 5_000; // of MNIST's training digits, by the split that the models were trained with
    private const double Widest = 1.4; // by its height: what is wider lies on its side, or is two digits

    /// <summary>MNIST's test digits, or those that validated.</summary>
    public static Hand OfMnist(bool isValidation)
    {
        DatasetPair mnist = new Mnist().LoadAsync(DataSearch.FromEnvironment()).GetAwaiter().GetResult();
        Dataset digits = isValidation ? mnist.Training : mnist.Test!;
        IEnumerable<int> chosen = isValidation
            ? Split.LastOfShuffle(digits.Count, Held, seed: 1).Validation
            : Enumerable.Range(0, digits.Count);
        return new(
            $"MNIST's {(isValidation ? "validation" : "test")} digits",
            [.. chosen.Select(i => new Print(digits.Picture(i).ToArray()) { Name = (char)('0' + digits.Labels[i]) })]
        );
    }

    /// <summary>Real pens' digits: of half of the writers, or of the others.</summary>
    public static Hand OfPens(string path, bool isValidation)
    {
        using var lines = new StreamReader(
            path.EndsWith(".gz", StringComparison.Ordinal)
                ? new GZipStream(File.OpenRead(path), CompressionMode.Decompress)
                : File.OpenRead(path)
        );
        List<(string Writer, PenWork Digit)> all = [];
        while (lines.ReadLine() is { } line)
            all.Add(Digit(line));
        HashSet<string> half =
        [
            .. all.Select(digit => digit.Writer).Distinct().Order(StringComparer.Ordinal).Where((_, i) => i % 2 == 0),
        ];
        return new(
            "real pens' digits",
            [
                .. all.Where(digit => half.Contains(digit.Writer) == isValidation && digit.Digit.Ratio <= Widest)
                    .Select(digit => digit.Digit),
            ]
        );
    }

    private static (string Writer, PenWork Digit) Digit(string line)
    {
        using var json = JsonDocument.Parse(line);
        Stroke[] strokes =
        [
            .. json
                .RootElement.GetProperty("strokes")
                .EnumerateArray()
                .Select(stroke => new Stroke(
                    ImmutableSequence.From(
                        stroke.EnumerateArray().Select(at => new StrokePoint(at[0].GetDouble(), at[1].GetDouble()))
                    )
                )),
        ];
        return (
            json.RootElement.GetProperty("writer").GetString()!,
            new(strokes) { Name = (char)('0' + json.RootElement.GetProperty("label").GetInt32()) }
        );
    }
}
