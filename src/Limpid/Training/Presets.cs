using Limpid.Augmentations;
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
    public static IReadOnlyDictionary<string, Preset> All { get; } =
        new[]
        {
            new Preset("default", "The reference network 784-16-16-10 (sigmoid), with a recipe of today", Default),
            new Preset(
                "video",
                "The same network as the video and Nielsen's book train it: squared error, plain SGD, rate "
                    + "3.0, batches of 10",
                Video
            ),
            new Preset(
                "book",
                "Nielsen's 784-30-10 after 30 epochs: squared error, plain SGD, rate 3.0, batches of 10",
                Book
            ),
            new Preset("relu", "A larger network, 784-128-64-10 with ReLU: 109,386 parameters, about 98.5 %", Wide),
            new Preset(
                "reference",
                "The reference network again, taught with shifted, turned and bent digits: better on real handwriting",
                Reference
            ),
            new Preset("mlp", "The best plain network, 784-800-10, taught with elastic distortions", Mlp),
            new Preset("lenet", "A small convolutional network after LeNet-5: 61,706 parameters", LeNet),
            new Preset("tiny", "A convolutional network of fewer than 8,000 parameters", Tiny),
            new Preset("cnn", "The convolutional network that reads best after some ten minutes of training", Cnn),
        }.ToDictionary(p => p.Name, StringComparer.Ordinal);

    private static Shape Picture => new(1, 28, 28);

    private static Recipe Default =>
        new( // chosen on validation: docs/decisions/0003
            Data: "mnist",
            Architecture: Plain([16, 16, 10], new Softmax()),
            Loss: new SquaredError(),
            Optimizer: new AdamW(0.02, WeightDecay: 0.04),
            Schedule: new OneCycle(),
            BatchSize: 64,
            Epochs: 50
        );

    private static Recipe Video =>
        new(
            Data: "mnist",
            Architecture: Plain([16, 16, 10], new Sigmoid(), new GlorotNormal()),
            Loss: new SquaredError(),
            Optimizer: new Sgd(3.0),
            BatchSize: 10,
            Epochs: 10,
            Validation: 10_000,
            Keep: Keep.Last
        );

    private static Recipe Book =>
        Video with
        {
            Architecture = new(Picture, new Sequential([Drawn(30), new Sigmoid(), Drawn(10), new Sigmoid()])),
            Epochs = 30,
        };

    private static Recipe Wide =>
        Default with
        {
            Architecture = Architecture.Plain(Picture, [128, 64, 10], new Relu(), new Softmax(), new HeUniform()),
            Optimizer = new AdamW(0.003, WeightDecay: 0.1),
            Epochs = 30,
        };

    private static Recipe Reference =>
        new(
            Data: "mnist",
            Architecture: Plain([16, 16, 10], new Softmax()),
            Loss: new SoftmaxCrossEntropy(),
            Optimizer: new AdamW(0.01, WeightDecay: 0.001),
            Schedule: new OneCycle(),
            BatchSize: 128,
            Epochs: 100,
            Keep: Keep.Last,
            Augmentations: [new Rotate(8), new Shift(0.5), new Scale(0.1), new Shear(0.15)],
            Averaging: new Ema(0.998),
            Precision: Precision.Half
        );

    private static Recipe Mlp =>
        Reference with // chosen on validation: docs/decisions/0009
        {
            Architecture = Architecture.Plain(Picture, [800, 10], new Relu(), new Softmax()),
            Optimizer = new AdamW(0.002, WeightDecay: 0.05),
            Epochs = 120,
            Augmentations = [new Rotate(8), new Shift(1), new Scale(0.1), new Shear(0.15), new Elastic(20)],
        };

    private static Recipe LeNet =>
        new(
            Data: "mnist",
            new(
                Picture,
                new Sequential([
                    new Convolution(6, 5, Padding: 2),
                    new MaxPool(2),
                    new Relu(),
                    new Convolution(16, 5, Padding: 0),
                    new MaxPool(2),
                    new Relu(),
                    new Dense(120, new HeUniform()),
                    new Relu(),
                    new Dense(84, new HeUniform()),
                    new Relu(),
                    new Dense(10),
                    new Softmax(),
                ])
            ),
            new SoftmaxCrossEntropy(),
            new AdamW(0.003, WeightDecay: 0.05),
            new OneCycle(),
            BatchSize: 128,
            Epochs: 12
        );

    private static Recipe Tiny =>
        Cnn with
        {
            Architecture = new(
                Picture,
                new Sequential([
                    .. Filters(8, 3),
                    new MaxPool(2),
                    .. Filters(16, 3),
                    .. Filters(16, 3),
                    new MaxPool(2),
                    .. Filters(24, 3),
                    new GlobalAveragePool(),
                    new Dense(10),
                    new Softmax(),
                ])
            ),
            Optimizer = new AdamW(0.01, WeightDecay: 0.02),
            Epochs = 25,
            Augmentations = [new Rotate(10), new Shift(1.5), new Scale(0.1), new Shear(0.15)],
        };

    private static Recipe Cnn =>
        Reference with // chosen on validation: docs/decisions/0009
        {
            Architecture = new(
                Picture,
                new Sequential([
                    .. Filters(24, 3, padding: 0),
                    .. Filters(24, 3, padding: 0),
                    .. Filters(32, 5, stride: 2),
                    new Dropout(0.2),
                    .. Filters(64, 3, padding: 0),
                    .. Filters(64, 3, padding: 0),
                    .. Filters(64, 5, stride: 2),
                    new Dropout(0.3),
                    new Dense(128),
                    new BatchNorm(),
                    new Relu(),
                    new Dropout(0.3),
                    new Dense(10),
                    new Softmax(),
                ])
            ),
            Optimizer = new AdamW(0.003, WeightDecay: 0.05),
            Epochs = 16,
            Augmentations = [new Rotate(10), new Shift(1.5), new Scale(0.1), new Shear(0.1)],
        };

    /// <summary>Filters, normalized and rectified (Ioffe and Szegedy 2015).</summary>
    private static LayerSpec[] Filters(int count, int kernel, int stride = 1, int? padding = null) =>
        [new Convolution(count, kernel, stride, padding), new BatchNorm(), new Relu()];

    /// <summary>As the book begins: weights and biases from the standard normal.</summary>
    private static Dense Drawn(int units) => new(units, new PlainNormal(), new PlainNormal());

    private static Architecture Plain(int[] units, LayerSpec output, Initializer? weights = null) =>
        Architecture.Plain(Picture, units, new Sigmoid(), output, weights);
}

/// <summary>A recipe with a name.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it is for, in a line.</param>
/// <param name="Recipe">The recipe.</param>
public sealed record Preset(string Name, string Description, Recipe Recipe);
