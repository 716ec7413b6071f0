using Limpid.Numerics;

namespace Limpid.Datasets;

/// <summary>Where labelled pictures come from: a published data set, CSV files, strokes, or a folder. Equal by value,
/// written as <see cref="Notation"/>.</summary>
public abstract record DatasetSource
{
    /// <summary>THE LIST of published data sets, by name. To add one: one new file, one word here.</summary>
    public static ImmutableSequence<PublishedDataset> Catalogue { get; } = [new Mnist(), new FashionMnist()];

    /// <summary>How the source is written on a command line and in a recipe; <see cref="Parse"/> reads it
    /// back.</summary>
    public abstract string Notation { get; }

    /// <summary>Reads a notation; touches no disk.</summary>
    /// <param name="notation"><c>mnist</c>, <c>fashion-mnist</c>, <c>train.csv</c>, <c>train.csv,test.csv</c>,
    /// <c>strokes.jsonl.gz</c>, or a folder.</param>
    /// <exception cref="LimpidException"><see cref="Fault.Usage"/>: it says nothing, or too much.</exception>
    public static DatasetSource Parse(string notation)
    {
        string[] parts = notation.Split(',', StringSplitOptions.TrimEntries);
        DatasetSource? published = Catalogue.FirstOrDefault(set =>
            set.Name.Equals(notation.Trim(), StringComparison.OrdinalIgnoreCase)
        );
        if (published is not null)
            return published;
        return parts switch
        {
            [""] => throw LimpidException.Usage($"Data: expected {Forms}, but got nothing."),
            [var training] when IsCsv(training) => new CsvFiles(training),
            [var training, var test] when IsCsv(training) && IsCsv(test) => new CsvFiles(training, test),
            [var training] when IsStrokes(training) => new StrokeFiles(training),
            [var training, var test] when IsStrokes(training) && IsStrokes(test) => new StrokeFiles(training, test),
            _ when parts.Any(IsCsv) => throw LimpidException.Usage(
                $"Data: expected train.csv or train.csv,test.csv, but got '{notation}'."
            ),
            _ when parts.Any(IsStrokes) => throw LimpidException.Usage(
                $"Data: expected strokes.jsonl or train.jsonl,test.jsonl, but got '{notation}'."
            ),
            _ => new DataFolder(notation.Trim()),
        };
    }

    /// <summary>Gets the pictures, from wherever they can be had.</summary>
    /// <param name="search">Where to look, and whether the network may be used.</param>
    /// <param name="progress">Told what comes from where.</param>
    /// <param name="stop">Stops the waiting and the downloads; what came is kept for the next time.</param>
    /// <exception cref="LimpidException">The data cannot be had, or is not what it should be.</exception>
    public abstract Task<DatasetPair> LoadAsync(
        DataSearch search,
        IProgress<DataProgress>? progress = null,
        CancellationToken stop = default
    );

    /// <summary><see cref="Notation"/>.</summary>
    public sealed override string ToString() => Notation;

    internal static string Forms =>
        $"{string.Join(", ", Catalogue.Select(set => set.Name))}, a .csv or .jsonl file, or a folder of IDX "
        + "files or of pictures by class";

    private static bool IsCsv(string path) => EndsIn(path, ".csv");

    private static bool IsStrokes(string path) => EndsIn(path, ".jsonl");

    private static bool EndsIn(string path, string ending) =>
        path.EndsWith(ending, StringComparison.OrdinalIgnoreCase)
        || path.EndsWith(ending + ".gz", StringComparison.OrdinalIgnoreCase);
}
