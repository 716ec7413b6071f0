using Limpid.Initializers;
using Limpid.Layers;
using Limpid.Losses;
using Limpid.Numerics;
using Limpid.Optimizers;
using Limpid.Schedules;

namespace Limpid.Training;

/// <summary>Recipes with a name. This is the one list of them.</summary>
public static class Presets
{
    /// <summary>All presets, by name.</summary>
    public static IReadOnlyDictionary<string, Preset> All { get; } = new[]
    {
        new Preset("default", "The reference network 784-16-16-10 (sigmoid), with a recipe of today", Default),
        new Preset("video", "The same network as the video and Nielsen's book train it: squared error, plain SGD, rate 3.0, batches of 10", Video),
        new Preset("book", "Nielsen's 784-30-10 after 30 epochs: squared error, plain SGD, rate 3.0, batches of 10", Book),
        new Preset("relu", "A larger network, 784-128-64-10 with ReLU: 109,386 parameters, about 98.5 %", Wide),
    }.ToDictionary(p => p.Name, StringComparer.Ordinal);

    private static Recipe Default => new(                                  // chosen on validation: docs/decisions/0003
        Data: "mnist", Architecture: Plain([16, 16, 10], new Softmax()), Loss: new SquaredError(),
        Optimizer: new AdamW(0.02, WeightDecay: 0.04), Schedule: new OneCycle(), BatchSize: 64, Epochs: 50);

    private static Recipe Video => new(
        Data: "mnist", Architecture: Plain([16, 16, 10], new Sigmoid(), new GlorotNormal()), Loss: new SquaredError(),
        Optimizer: new Sgd(3.0), BatchSize: 10, Epochs: 10, Validation: 10_000, Keep: Keep.Last);

    private static Recipe Book => Video with
    {
        Architecture = new(new Shape(1, 28, 28), new Sequential([Drawn(30), new Sigmoid(), Drawn(10), new Sigmoid()])),
        Epochs = 30,
    };

    private static Recipe Wide => Default with
    {
        Architecture = Architecture.Plain(new Shape(1, 28, 28), [128, 64, 10], new Relu(), new Softmax(), new HeUniform()),
        Optimizer = new AdamW(0.003, WeightDecay: 0.1),
        Epochs = 30,
    };

    /// <summary>As the book begins: weights and biases from the standard normal.</summary>
    private static Dense Drawn(int units) => new(units, new PlainNormal(), new PlainNormal());

    private static Architecture Plain(int[] units, LayerSpec output, Initializer? weights = null) =>
        Architecture.Plain(new Shape(1, 28, 28), units, new Sigmoid(), output, weights);
}

/// <summary>A recipe with a name.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it is for, in a line.</param>
/// <param name="Recipe">The recipe.</param>
public sealed record Preset(string Name, string Description, Recipe Recipe);
