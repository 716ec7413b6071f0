using Limpid.Layers;
using Limpid.Numerics;

namespace Limpid.Tests.Laws;

/// <summary>At least one specimen of every layer: the laws hold for all of them.</summary>
internal static class LayerSamples
{
    public static IEnumerable<(LayerSpec Spec, Shape Input)> All =>
        [
            (new Dense(5), new Shape(7)),
            (new Dense(16), new Shape(1, 6, 6)),
            (new Dense(33), new Shape(2, 3, 3)),
            (new Sigmoid(), new Shape(9)),
            (new Relu(), new Shape(9)),
            (new LeakyRelu(), new Shape(9)),
            (new LeakyRelu(0.3), new Shape(9)),
            (new Tanh(), new Shape(9)),
            (new Gelu(), new Shape(9)),
            (new MaxPool(2), new Shape(2, 4, 6)),
            (new MaxPool(2), new Shape(1, 5, 11)),
            (new MaxPool(3, 2, 1), new Shape(2, 5, 4)),
            (new MaxPool(3), new Shape(1, 7, 6)),
            (new AveragePool(2), new Shape(2, 4, 6)),
            (new AveragePool(2), new Shape(1, 5, 11)),
            (new AveragePool(3, 1, 1), new Shape(2, 5, 4)),
            (new GlobalAveragePool(), new Shape(3, 4, 5)),
            (new Flatten(), new Shape(2, 3, 2)),
            (new BatchNorm(), new Shape(2, 3, 4)),
            (new BatchNorm(0.3, 1e-3), new Shape(3, 5, 4)),
            (new LayerNorm(), new Shape(11)),
            (new LayerNorm(1e-6), new Shape(2, 3, 6)),
            (new Residual([new Dense(6), new Tanh(), new Dropout()]), new Shape(6)),
            (
                new Residual([new Dense(4), new BatchNorm(Epsilon: 1)], [new AveragePool(2), new Dense(4)]),
                new Shape(1, 4, 4)
            ),
            (new Softmax(), new Shape(10)),
            (new Dropout(), new Shape(12)),
            (new Dropout(0.1), new Shape(12)),
            (new Convolution(3, 3), new Shape(1, 5, 6)),
            (new Convolution(6, 5, Padding: 2), new Shape(2, 6, 5)),
            (new Convolution(4, 4, Stride: 2, Padding: 1), new Shape(2, 7, 6)),
            (new Convolution(18, 3, Stride: 3, Padding: 0), new Shape(3, 8, 9)),
            (new Convolution(8, 3, Groups: 2), new Shape(4, 4, 4)),
            (new Convolution(3, 3, Groups: 3), new Shape(3, 5, 5)),
            (new Convolution(2, 1, Stride: 2), new Shape(2, 5, 4)),
            (new Convolution(40, 2, Stride: 3, Padding: 3), new Shape(1, 5, 4)),
            (new Convolution(5, 5, Padding: 0), new Shape(2, 5, 5)),
            (new Ensemble(3, [new Dense(4), new Tanh(), new Dropout(0.2), new Dense(3)]), new Shape(5)),
            (new Ensemble(1, [new Dense(4)]), new Shape(3)),
            (new Views(5, [new Convolution(2, 3), new Tanh(), new Dropout(0.2), new Dense(3)]), new Shape(1, 4, 5)),
            (new Views(9, [new Dense(4)]), new Shape(2, 3, 2)),
            (new Views(1, [new Dense(2)]), new Shape(3)),
            (
                new Sequential([new Dense(6), new Tanh(), new Sequential([new Dense(4), new Sigmoid()]), new Dense(3)]),
                new Shape(5)
            ),
        ];

    public static TheoryData<string> Names =>
        [.. All.Select((sample, i) => $"{i} {sample.Spec.GetType().Name} on {sample.Input}")];

    public static (LayerSpec Spec, Shape Input) Named(string name) => All.ElementAt(int.Parse(name.Split(' ')[0]));
}
