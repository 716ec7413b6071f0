namespace Limpid.Race;

/// <summary>A line of the table: a job, in how many threads, and what has to come out.</summary>
/// <param name="Name">What people call it; --rows looks in it.</param>
/// <param name="Threads">Each is measured, and an engine is judged by its best.</param>
/// <param name="Unit">What it counts in.</param>
/// <param name="Job">The job of a round in so many threads.</param>
internal sealed record RaceRow(string Name, IReadOnlyList<int> Threads, Unit Unit, Func<int, int, Job> Job)
{
    /// <summary>A recipe's seeds take turns.</summary>
    public const int Seeds = 5;

    /// <summary>What is asked for against the rival; missing where it only shows.</summary>
    public Bar? Bar { get; init; }

    /// <summary>Whom the bar is against: the strongest where it is missing, or where this one was not
    /// measured.</summary>
    public string? Against { get; init; }

    /// <summary>What ours must not exceed, in the row's unit.</summary>
    public double? Most { get; init; }

    /// <summary>The share of test digits that the median over the seeds must reach.</summary>
    public double? LeastAccuracy { get; init; }

    /// <summary>The share of the measured peak that ours must reach.</summary>
    public double? LeastOfPeak { get; init; }

    /// <summary>Floating point operations in the seconds that an engine answers, counted as dense arithmetic.</summary>
    public double? Flop { get; init; }

    /// <summary>Whether the accuracies after equal epochs are compared.</summary>
    public bool IsTraining { get; init; }

    /// <summary>Whether each measurement is a process of its own, from its start to its exit by the race's
    /// clock.</summary>
    public bool IsProcess { get; init; }

    public static RaceRow Train(string model, int batch, int[] threads, double bar, double? leastOfPeak = null) =>
        new($"train {model}, batch {batch}, {Text(threads)}", threads, Unit.Epoch, (t, _) =>
            new RaceTrainJob(model, batch, t)
        )
        {
            Bar = new(bar),
            IsTraining = true,
            LeastOfPeak = leastOfPeak,
            Flop = 60_000 * RaceModel.All[model].TrainingFlop,
        };

    /// <summary>Seeds 1 to 5 in turn.</summary>
    public static RaceRow Recipe(string name, int threads, double accuracy, double bar, double? most = null) =>
        new($"recipe for {accuracy:P0}, whole process, {Text([threads])}", [threads], Unit.Process, (t, round) =>
            new RecipeJob(name, 1 + round % Seeds, t)
        )
        {
            Bar = new(bar),
            IsProcess = true,
            LeastAccuracy = accuracy,
            Most = most,
        };

    public static RaceRow One(string model, string pictures, double? bar = null) =>
        new($"predict one, {model}, {pictures}, {Text([1])}", [1], Unit.Image, (t, _) =>
            new PredictJob(model, false, pictures, t)
        )
        {
            Against = Rivals.OnnxRuntime,
            Bar = bar is { } ratio ? new(ratio) : null,
        };

    public static RaceRow Many(string model, string pictures, int threads, double? bar = null) =>
        new($"predict 10,000, {model}, {pictures}, {Text([threads])}", [threads], Unit.Images, (t, _) =>
            new PredictJob(model, true, pictures, t)
        )
        {
            Against = Rivals.OnnxRuntime,
            Bar = bar is { } ratio ? new(ratio) : null,
        };

    public static RaceRow Product(int size, int threads, double bar) =>
        new($"matrix product {size}³, {Text([threads])}", [threads], Unit.Gigaflops(size), (t, _) =>
            new ProductJob(size, t)
        )
        {
            Bar = new(bar),
            Flop = 2.0 * size * size * size,
        };

    public static RaceRow Start(string model, double bar) =>
        new($"start, load {model}, classify one PNG, exit", [1], Unit.Start, (_, _) =>
            new StartJob(model, RaceWorkplace.Picture)
        )
        {
            Bar = new(bar),
            IsProcess = true,
        };

    private static string Text(int[] threads) =>
        threads is [var one] ? $"{one}t" : $"best of {string.Join(", ", threads.Select(t => $"{t}t"))}";
}
