namespace Limpid.Race;

/// <summary>A question that every engine is asked in the same words: one line on its standard input, answered by one
/// <see cref="EngineReply"/>.</summary>
internal abstract record Job
{
    /// <summary>Reads the words back.</summary>
    public static Job Parse(string line) =>
        line.Split(' ') switch
        {
            ["train", var model, var batch, var threads] => new RaceTrainJob(
                model,
                int.Parse(batch),
                int.Parse(threads)
            ),
            ["predict", var model, var amount, var pictures, var threads] => new PredictJob(
                model,
                amount == PredictJob.Many,
                pictures,
                int.Parse(threads)
            ),
            ["product", var size, var threads] => new ProductJob(int.Parse(size), int.Parse(threads)),
            ["recipe", var name, var seed, var threads] => new RecipeJob(name, int.Parse(seed), int.Parse(threads)),
            ["start", var model, var picture] => new StartJob(model, picture),
            _ => throw LimpidException.Usage(
                $"Expected a job (train, predict, product, recipe, start), but got '{line}'."
            ),
        };
}

/// <summary>One epoch more of a training that goes on from job to job; the answers are those to the test digits after
/// it.</summary>
internal sealed record RaceTrainJob(string Model, int Batch, int Threads) : Job
{
    public override string ToString() => $"train {Model} {Batch} {Threads}";
}

/// <summary>Probabilities of all pictures of a file, by the weights that all engines share: one picture a call, or all
/// in one call.</summary>
internal sealed record PredictJob(string Model, bool IsMany, string Pictures, int Threads) : Job
{
    public const string One = "one",
        Many = "many",
        Digits = "digits",
        Noise = "noise";

    public override string ToString() => $"predict {Model} {(IsMany ? Many : One)} {Pictures} {Threads}";
}

/// <summary>C = A·B of Size × Size float32.</summary>
internal sealed record ProductJob(int Size, int Threads) : Job
{
    public override string ToString() => $"product {Size} {Threads}";
}

/// <summary>A whole training, from the files on the disk to the answers to the test digits, in a process of its
/// own.</summary>
internal sealed record RecipeJob(string Name, int Seed, int Threads) : Job
{
    public override string ToString() => $"recipe {Name} {Seed} {Threads}";
}

/// <summary>Start, load a model, classify one PNG, exit.</summary>
internal sealed record StartJob(string Model, string Picture) : Job
{
    public override string ToString() => $"start {Model} {Picture}";
}
