using Limpid.Layers;
using Limpid.Losses;
using Limpid.Numerics;
using Limpid.Optimizers;

namespace Limpid.Tests.Training;

/// <summary>Whole trainings as PyTorch makes them.</summary>
public class GoldenTrainingTests
{
    private sealed record Weights(double[][] W, double[] B);

    private sealed record Case(string Name, int Steps, double[] Losses, Weights[] Final);

    private sealed record Judgement(int[] Sizes, double[][] X, int[] Labels, Weights[] Initial, Case[] Cases);

    [Fact]
    public void Sigmoid_and_squared_error_go_the_way_of_PyTorch() =>
        Follows(0, new Sigmoid(), new Sigmoid(), new SquaredError(), new Sgd(3));

    [Fact]
    public void Relu_softmax_and_adam_go_the_way_of_PyTorch() =>
        Follows(1, new Relu(), new Softmax(), new SoftmaxCrossEntropy(), new Adam(0.01));

    private static void Follows(int index, LayerSpec hidden, LayerSpec output, Loss loss, Optimizer optimizer)
    {
        Judgement judge = Golden.Read<Judgement>("trainings.json");
        Case expected = judge.Cases[index];
        var network = new Network(Architecture.Plain(new Shape(judge.Sizes[0]), judge.Sizes.AsSpan(1), hidden, output));
        var values = new float[network.Values.Length];
        Each(network, judge.Initial, (p, rows) => p.Write(rows, values));
        network.Load(values);
        int top = network.Architecture.Body.Layers.Count - (loss.Fuses(output) ? 1 : 0),
            rows = judge.X.Length;
        var workspace = new Workspace(network, rows);
        float[] first = new float[optimizer.Slots > 0 ? values.Length : 0],
            second = new float[optimizer.Slots > 1 ? values.Length : 0];
        for (int step = 0; step < expected.Steps; step++)
        {
            Matrix x = workspace.Input(rows);
            for (int i = 0; i < x.Span.Length; i++)
                x.Span[i] = (float)judge.X[i / x.Columns][i % x.Columns];
            double sum = loss.Measure(
                workspace.Forward(new Pass(Mode.Training), to: top),
                new Targets([.. judge.Labels.Select(l => (byte)l)]),
                1f / rows,
                workspace.Derivative(top - 1)
            );
            Assert.Equal(expected.Losses[step], sum / rows, 1e-5);
            workspace.Backward(top);
            optimizer.Update(values, workspace.Gradients, first, second, new(step + 1, optimizer.Rate, 0));
            network.Load(values);
        }
        Each(network, expected.Final, (p, golden) =>
        {
            var found = new float[p.Count];
            p.Read(network.Values, found);
            Golden.Near([.. golden.Select(v => (double)v)], found, 2e-5, $"{expected.Name}: {p.Path}");
        });
    }

    private static void Each(Network network, Weights[] weights, Action<Parameter, float[]> use)
    {
        for (int i = 0; i < weights.Length; i++)
        {
            use(network.Parameters[2 * i], [.. weights[i].W.SelectMany(row => row).Select(v => (float)v)]);
            use(network.Parameters[2 * i + 1], [.. weights[i].B.Select(v => (float)v)]);
        }
    }
}
