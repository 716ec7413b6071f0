using System.Diagnostics;
using System.Reflection;
using Limpid.Data;
using Limpid.Evaluation;
using Limpid.Files;
using Limpid.Layers;
using Limpid.Recognition;
using Limpid.Training;

namespace Limpid.Race.Engines;

/// <summary>Limpid, through its public API alone: <see cref="Trainer"/>, <see cref="Recognizer"/>,
/// <see cref="Evaluator"/>, <see cref="Workspace"/>.</summary>
internal sealed class LimpidEngine(RaceWorkplace workplace) : Engine(workplace)
{
    private const int WarmUpSteps = 500,
        Pieces = 40;
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(0.15),
        WarmUpTime = TimeSpan.FromSeconds(1); // the compiler comes back to what runs often
    private readonly Dictionary<int, Workers> _workers = [];
    private readonly Dictionary<string, object> _kept = [];
    private readonly Dictionary<int, LimpidProduct> _products = [];
    private Dataset? _training,
        _digits;

    protected override string Version =>
        typeof(Network).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    private Dataset Training => _training ??= Workplace.Read(RaceWorkplace.Training);

    private Dataset Digits => _digits ??= Workplace.Read(RaceWorkplace.Digits);

    protected override EngineReply Do(Job job, bool isWarmUp) =>
        job switch
        {
            RaceTrainJob train => Train(train, isWarmUp),
            PredictJob { IsMany: false } one => PredictOne(one),
            PredictJob many => PredictMany(many),
            ProductJob product => new EngineReply.Done(Time(Least, Product(product).Multiply)),
            RecipeJob recipe => Run(recipe),
            _ => NoSuchThing("start is measured with the program compiled ahead of time"),
        };

    private EngineReply Train(RaceTrainJob job, bool isWarmUp)
    {
        Workers workers = With(job.Threads);
        if (isWarmUp)
        {
            Trainer throwaway = Begin(job);
            long begun = Stopwatch.GetTimestamp();
            for (int step = 0; step < WarmUpSteps || Stopwatch.GetElapsedTime(begun) < WarmUpTime; step++)
                if (!throwaway.Step())
                    throwaway = Begin(job);
            return new EngineReply.Done(0, Classes(throwaway.Network, workers));
        }
        Trainer trainer = Kept($"{job}", () => Begin(job));
        int epochs = trainer.History.Count;
        long start = Stopwatch.GetTimestamp();
        while (trainer.History.Count == epochs)
            trainer.Step();
        return new EngineReply.Done(Stopwatch.GetElapsedTime(start).TotalSeconds, Classes(trainer.Network, workers));
    }

    private Trainer Begin(RaceTrainJob job)
    {
        Recipe recipe = RaceModel.All[job.Model].Recipe(job.Batch);
        return new(recipe, new TrainingData(Training, recipe), With(job.Threads), TimeProvider.System);
    }

    private string Classes(Network network, Workers workers)
    {
        Predictions answers = new Evaluator(network, workers).Run(Digits);
        return string.Concat(Enumerable.Range(0, answers.Count).Select(i => (char)('0' + answers.Predicted(i))));
    }

    /// <summary>The bytes of a picture in, its class and ten probabilities out.</summary>
    private EngineReply.Done PredictOne(PredictJob job)
    {
        Dataset pictures = Pictures(job);
        var recognizer = Kept($"{job.Model} recognizer", () => new Recognizer(Model(job)));
        var probabilities = new float[recognizer.ClassNames.Count];
        var classes = new char[pictures.Count];
        double seconds = Time(Least, () =>
        {
            for (int i = 0; i < classes.Length; i++)
                classes[i] = (char)('0' + recognizer.Predict(pictures.Picture(i), probabilities).Class);
        });
        return new(seconds / classes.Length, new string(classes));
    }

    /// <summary>The bytes of all pictures in, all probabilities out: what a softmax layer shows; of a network that ends
    /// otherwise, softmax of its scores, as the others write it.</summary>
    private EngineReply.Done PredictMany(PredictJob job)
    {
        Dataset pictures = Pictures(job);
        Workers workers = With(job.Threads);
        var evaluator = Kept($"{job.Model} evaluator {job.Threads}", () => new Evaluator(Model(job).Network, workers));
        var indices = Enumerable.Range(0, pictures.Count).ToArray();
        Predictions answers = evaluator.Run(pictures, indices);
        bool areShown = Model(job).Network.Architecture.Last is Softmax;
        var probabilities = new float[areShown ? 0 : answers.Count * answers.Classes];
        void Piece(int piece, int thread)
        {
            int first = piece * answers.Count / Pieces,
                end = (piece + 1) * answers.Count / Pieces;
            answers.Probabilities(
                first,
                1,
                probabilities.AsSpan(first * answers.Classes, (end - first) * answers.Classes)
            );
        }
        double seconds = Time(Least, () =>
        {
            evaluator.Run(pictures, indices, answers);
            if (!areShown)
                workers.Run(Pieces, Piece);
        });
        return new(seconds / answers.Count, string.Concat(indices.Select(i => (char)('0' + answers.Predicted(i)))));
    }

    private LimpidProduct Product(ProductJob job)
    {
        if (_products.TryGetValue(job.Size, out LimpidProduct? product))
            return product;
        _products.Clear();
        return _products[job.Size] = new(job.Size, With(job.Threads));
    }

    private EngineReply Run(RecipeJob job)
    {
        Recipe recipe = RaceModel.Recipes[job.Name] with { Seed = (ulong)job.Seed };
        var trainer = new Trainer(recipe, new TrainingData(Training, recipe), With(job.Threads), TimeProvider.System);
        while (trainer.Step()) { }
        return new EngineReply.Done(trainer.Seconds, Classes(trainer.Network, With(job.Threads)));
    }

    private Dataset Pictures(PredictJob job) => Kept(job.Pictures, () => Workplace.Read(job));

    private Model Model(PredictJob job)
    {
        using FileStream file = File.OpenRead(Workplace.File($"{job.Model}.safetensors"));
        return ModelFile.Read(file);
    }

    private Workers With(int threads) =>
        _workers.TryGetValue(threads, out Workers? workers) ? workers : _workers[threads] = new(threads);

    private T Kept<T>(string name, Func<T> make)
        where T : notnull => (T)(_kept.TryGetValue(name, out object? kept) ? kept : _kept[name] = make());
}
