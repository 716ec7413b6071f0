using Limpid.Data;
using Limpid.Evaluation;
using Limpid.Files;
using Limpid.Recognition;
using Limpid.Training;

namespace Limpid.Cli.Speed;

/// <summary>Measures a network: each figure once a round, all figures in turn, so that a disturbance spoils a round and
/// not a figure.</summary>
/// <param name="samples">The pictures.</param>
/// <param name="rounds">How often each figure is taken.</param>
/// <param name="clock">The time.</param>
internal sealed class Speedometer(Dataset samples, int rounds, TimeProvider clock)
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(0.5),
        Round = TimeSpan.FromSeconds(0.2);

    /// <summary>Measures on one thread and on several.</summary>
    public SpeedRow Measure(SpeedModel model, int threads, CancellationToken stop)
    {
        int[] counts = threads > 1 ? [1, threads] : [1];
        Workers[] workers = [.. counts.Select(count => new Workers(count))];
        try
        {
            var network = new Network(model.Recipe.Architecture, model.Recipe.Seed);
            Rate[] rates = Rates(
                [
                    .. workers.Select(w => Training(model.Recipe, w)),
                    .. workers.Select(w => Together(network, w)),
                    Alone(network),
                ],
                stop
            );
            return new()
            {
                Model = model,
                Parameters = network.ParameterCount,
                Alone = rates[^1],
                Training = counts.Zip(rates).ToDictionary(),
                Together = counts.Zip(rates[counts.Length..]).ToDictionary(),
            };
        }
        finally
        {
            foreach (Workers each in workers)
                each.Dispose();
        }
    }

    private Rate[] Rates(Func<int>[] works, CancellationToken stop)
    {
        foreach (Func<int> work in works)
            Timed(work, WarmUp, stop);
        double[][] rates = [.. works.Select(_ => new double[rounds])];
        for (int round = 0; round < rounds; round++)
        for (int i = 0; i < works.Length; i++)
            rates[i][round] = Timed(works[i], Round, stop);
        return [.. rates.Select(of => Rate.Of(of))];
    }

    /// <summary>Does a work again and again; it says how many pictures it did.</summary>
    private double Timed(Func<int> work, TimeSpan least, CancellationToken stop)
    {
        long begin = clock.GetTimestamp(),
            pictures = 0;
        TimeSpan passed;
        do
        {
            stop.ThrowIfCancellationRequested();
            pictures += work();
            passed = clock.GetElapsedTime(begin);
        } while (passed < least);
        return pictures / passed.TotalSeconds;
    }

    private Func<int> Training(Recipe recipe, Workers workers)
    {
        const int StepsATime = 16,
            Forever = 100_000; // epochs
        Recipe endless = recipe with { Validation = 0, Epochs = Forever, Keep = Keep.Last };
        var trainer = new Trainer(endless, new TrainingData(samples, endless), workers, clock);
        return () =>
        {
            for (int step = 0; step < StepsATime; step++)
                trainer.Step();
            return StepsATime * recipe.BatchSize;
        };
    }

    private Func<int> Together(Network network, Workers workers)
    {
        var evaluator = new Evaluator(network, workers);
        return () => evaluator.Run(samples).Count;
    }

    private Func<int> Alone(Network network)
    {
        const int PicturesATime = 64;
        var recognizer = new Recognizer(new Model { Network = network, ClassNames = samples.ClassNames });
        var probabilities = new float[samples.ClassNames.Count];
        int next = 0;
        return () =>
        {
            for (int i = 0; i < PicturesATime; i++, next = (next + 1) % samples.Count)
                recognizer.Predict(samples.Picture(next), probabilities);
            return PicturesATime;
        };
    }
}
