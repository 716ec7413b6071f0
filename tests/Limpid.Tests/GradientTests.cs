using Limpid.Files;
using Limpid.Layers;
using Limpid.Losses;
using Limpid.Numerics;
using Limpid.Optimizers;

namespace Limpid.Tests;

public class GradientTests
{
    private static readonly float[] X = [0, 0, 0, 1, 1, 0, 1, 1];
    private static readonly byte[] Labels = [0, 1, 1, 0];
    private static readonly Loss Loss = new SoftmaxCrossEntropy();

    private readonly Network _network = new(Notation.Parse("2 dense4 tanh dense2 softmax"), seed: 1);
    private readonly Workspace _workspace;

    public GradientTests() => _workspace = new(_network, capacity: 4);

    [Fact]
    public void It_is_that_of_the_mean_loss_by_finite_differences()
    {
        Gradient gradient = _workspace.Gradient(Loss, X, Labels);
        float[] measured = gradient.Values.ToArray();
        for (int i = 0; i < measured.Length; i++)
        {
            float value = _network.Values[i];
            double slope = (LossAt(i, value + 1e-2f) - LossAt(i, value - 1e-2f)) / 2e-2;
            _network.Edit(i, value);
            Assert.Equal(slope, measured[i], 1e-3);
        }
    }

    [Theory, MemberData(nameof(Optimizers))]
    public void A_step_is_the_optimizers_own_update_by_hand(Optimizer optimizer)
    {
        float[] values = _network.Values.ToArray(),
            first = new float[optimizer.Slots > 0 ? values.Length : 0],
            second = new float[optimizer.Slots > 1 ? values.Length : 0];
        for (int step = 1; step <= 5; step++)
        {
            Gradient gradient = _workspace.Gradient(Loss, X, Labels);
            optimizer.Update(values, gradient.Values, first, second, new(step, optimizer.Rate, 0));
            optimizer.Step(_network, gradient);
            Assert.Equal(values, _network.Values);
        }
    }

    public static TheoryData<Optimizer> Optimizers => [new Sgd(), new Momentum(), new Adam()];

    [Fact]
    public void Weights_decay_and_biases_do_not()
    {
        var plain = _network.Copy();
        Gradient gradient = _workspace.Gradient(Loss, X, Labels);
        new Sgd(Rate: 1).Step(plain, gradient);
        new Sgd(Rate: 1, WeightDecay: 0.5).Step(_network, gradient);
        foreach (Parameter p in _network.Parameters)
            Assert.Equal(
                p.Kind == ParameterKind.Bias,
                _network.Values.Slice(p.Offset, p.Count).SequenceEqual(plain.Values.Slice(p.Offset, p.Count))
            );
    }

    [Fact]
    public void Another_kind_of_optimizer_begins_without_a_memory()
    {
        Gradient gradient = _workspace.Gradient(Loss, X, Labels);
        new Momentum().Step(_network, gradient);
        Network fresh = _network.Copy();
        var workspace = new Workspace(fresh, 4);
        new Adam().Step(_network, _workspace.Gradient(Loss, X, Labels));
        new Adam().Step(fresh, workspace.Gradient(Loss, X, Labels));
        Assert.Equal(fresh.Values, _network.Values);
    }

    [Fact]
    public void Statistics_take_in_what_the_batch_measured()
    {
        var network = new Network(Notation.Parse("2 dense4 batch-norm tanh dense2 softmax"), seed: 1);
        Parameter mean = network.Parameters.First(p => p.Kind == ParameterKind.Statistic);
        float[] before = network.Values.Slice(mean.Offset, mean.Count).ToArray();
        Gradient gradient = new Workspace(network, 4).Gradient(Loss, X, Labels);
        float[] expected = [.. before.Select((value, i) => value - gradient.Values[mean.Offset + i])];
        new Sgd().Step(network, gradient);
        Assert.NotEqual(before, expected);
        Assert.Equal(expected, network.Values.Slice(mean.Offset, mean.Count));
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Refused("rows of 2 inputs", () => _workspace.Gradient(Loss, X.AsSpan(1), Labels));
        Refused("takes 1 to 4 rows", () => _workspace.Gradient(Loss, [], []));
        Refused("takes 1 to 4 rows", () => _workspace.Gradient(Loss, new float[10], new byte[5]));
        Refused("a label is 2", () => _workspace.Gradient(Loss, [0, 0], [2]));
        Refused("Softmax", () => _workspace.Gradient(new SigmoidCrossEntropy(), X, Labels));
        var other = new Network(Notation.Parse("2 dense2 softmax"));
        Refused("Measure it in a workspace of this network", () =>
            new Sgd().Step(other, _workspace.Gradient(Loss, X, Labels))
        );
    }

    private static void Refused(string why, Action act) =>
        Assert.Contains(why, Assert.Throws<LimpidException>(act).Message);

    private double LossAt(int i, float value)
    {
        _network.Edit(i, value);
        return _workspace.Gradient(Loss, X, Labels).Loss;
    }
}
