using System.Text.Json;
using Limpid.Data;
using Limpid.Data.Corruptions;
using Limpid.Drawing;
using Limpid.Evaluation;
using Limpid.Files;
using Limpid.Numerics;
using Limpid.Training;

namespace Limpid.Lab;

/// <summary>How networks bear test digits that are moved, turned, or drawn smaller and larger: the same digits, changed
/// in the same way, for each of them.</summary>
public sealed class TransformRobustness
{
    private const double HalfTurn = 180; // degrees
    private const int MostKnown = 4; // networks beside the desk's
    private readonly Dictionary<string, (Model Model, Evaluator Evaluator)> _known = new(StringComparer.Ordinal);
    private readonly LabDigits _digits;
    private readonly ActiveModel _activeModel;
    private readonly Workers _workers;
    private (Dataset? Of, string Kind, double Amount, int Seed, int First, int Count) _bentBy;
    private Dataset? _bent;
    private (string Name, TrainingRun Lane)? _pupil;

    internal TransformRobustness(LabDigits digits, ActiveModel activeModel, Workers workers) =>
        (_digits, _activeModel, _workers) = (digits, activeModel, workers);

    /// <summary>Brings a network to be measured, beside that on the desk.</summary>
    /// <param name="name">What it is called from now on.</param>
    /// <param name="file">A model file, whole.</param>
    /// <returns>A <see cref="NetworkCard"/>.</returns>
    public string Bring(string name, ArraySegment<byte> file) => Add(name, ComparisonModels.Read(file));

    /// <summary>Begins to train a network to be measured; makes no step.</summary>
    /// <param name="name">What it is called once it has learnt.</param>
    /// <param name="recipe">As <see cref="TrainingSession.Begin(string)"/> has it.</param>
    /// <returns>A <see cref="TrainingNews"/>.</returns>
    public string Teach(string name, string recipe)
    {
        Recipe read = LimpidJson.Read<Recipe>(recipe, "recipe");
        Dataset digits = _digits.Of(LabDigits.Training);
        var data = new TrainingData(digits, read);
        _pupil = (
            name,
            new(
                new(read, data, _workers, TimeProvider.System),
                new()
                {
                    Network = null!,
                    ClassNames = digits.ClassNames,
                    Recipe = read,
                },
                data
            )
        );
        return News(_pupil.Value.Lane);
    }

    /// <summary>Goes on with it for so many milliseconds; at the end it is brought.</summary>
    /// <returns>A <see cref="TrainingNews"/>.</returns>
    public string Learn(double milliseconds)
    {
        if (_pupil is not var (name, lane))
            throw LimpidException.Usage("No network is learning to be measured. Begin one first.");
        lane.Note();
        long begun = TimeProvider.System.GetTimestamp();
        do lane.Step();
        while (!lane.IsFinished && TimeProvider.System.GetElapsedTime(begun).TotalMilliseconds < milliseconds);
        if (lane is { IsFinished: true, Problem: null })
            Add(name, lane.Model with { TestAccuracy = Accuracy(lane.Model) });
        return News(lane);
    }

    /// <summary>A network that was brought, or taught, as a model file.</summary>
    public byte[] Save(string name)
    {
        var file = new MemoryStream();
        ModelFile.Write(file, Of(name).Model);
        return file.ToArray();
    }

    /// <summary>How many of some bent test digits a network reads right.</summary>
    /// <param name="name">As it was brought; "desk" for the network on the desk.</param>
    /// <param name="kind">shift, rotation or scale.</param>
    /// <param name="amount">Pixels, degrees, or the size as a share of the picture's own.</param>
    /// <param name="seed">Of the ways that the digits go.</param>
    /// <param name="first">The first of them.</param>
    /// <param name="count">How many.</param>
    public int Judge(string name, string kind, double amount, int seed, int first, int count)
    {
        Dataset digits = _digits.Of(LabDigits.Test);
        if (_bent is null || _bentBy != (digits, kind, amount, seed, first, count))
            (_bent, _bentBy) = (
                Bent(digits, kind, amount, seed, first, count),
                (digits, kind, amount, seed, first, count)
            );
        Evaluator evaluator = name == "desk" ? new(_activeModel.Now.Network, _workers) : Of(name).Evaluator;
        return evaluator.Run(_bent).Correct();
    }

    /// <summary>Some test digits bent, 784 bytes each.</summary>
    public byte[] Pictures(string kind, double amount, int seed, int first, int count)
    {
        Dataset bent = Bent(_digits.Of(LabDigits.Test), kind, amount, seed, first, count);
        return [.. Enumerable.Range(0, bent.Count).SelectMany(i => bent.Picture(i).ToArray())];
    }

    private string Add(string name, Model model)
    {
        if (_known.Count == MostKnown && !_known.ContainsKey(name))
            throw LimpidException.Usage($"Only {MostKnown} networks can be measured beside that on the activeModel.");
        _known[name] = (model, new(model.Network, _workers));
        return NetworkCards.Text(model);
    }

    private (Model Model, Evaluator Evaluator) Of(string name) =>
        _known.TryGetValue(name, out (Model, Evaluator) known)
            ? known
            : throw LimpidException.Usage($"No network of the name {name} was brought.");

    /// <summary>The share of the test digits that a model reads right; null where they are not open.</summary>
    private double? Accuracy(Model model) =>
        _digits.Find(LabDigits.Test) is { } test
            ? (double)new Evaluator(model.Network, _workers).Run(test).Correct() / test.Count
            : null;

    private static string News(TrainingRun lane) =>
        JsonSerializer.Serialize(lane.News(), Messages.Default.TrainingNews);

    private static Dataset Bent(Dataset digits, string kind, double amount, int seed, int first, int count)
    {
        int[] indices = BatchPredictions.Part(digits, first, count);
        var pixels = new byte[indices.Length * digits.Item.Count];
        for (int i = 0; i < indices.Length; i++)
        {
            RandomStream random = RandomStream.Named((uint)seed, kind, indices[i]);
            var picture = new GrayImage(digits.Item.Width, digits.Item.Height, digits.Picture(indices[i]).ToArray());
            Map(kind, amount, ref random).Apply(picture).Pixels.Span.CopyTo(pixels.AsSpan(i * digits.Item.Count));
        }
        return new(
            digits.Name,
            digits.Item,
            pixels,
            indices.Select(i => digits.Labels[i]).ToArray(),
            digits.ClassNames
        );
    }

    private static Warp Map(string kind, double amount, ref RandomStream random)
    {
        double chance = 2 * random.NextDouble() - 1,
            halfTurns = Math.CopySign(amount, chance) / HalfTurn;
        return kind switch
        {
            "shift" => new(1, 0, 0, 1, amount * Elementary.CosPi(chance), amount * Elementary.SinPi(chance)),
            "rotation" => new(
                Elementary.CosPi(halfTurns),
                -Elementary.SinPi(halfTurns),
                Elementary.SinPi(halfTurns),
                Elementary.CosPi(halfTurns)
            ),
            "scale" when amount > 0 => new(1 / amount, 0, 0, 1 / amount),
            _ => throw LimpidException.Usage(
                $"Digits are bent by shift, rotation or a scale above 0, but not by {kind} {amount}."
            ),
        };
    }
}
