using Limpid.Files;
using Limpid.Layers;
using Limpid.Numerics;
using Limpid.Tests.Reference;

namespace Limpid.Tests;

public class NetworkTests
{
    private static readonly Architecture Deep = Notation.Parse(
        "12 dense7 tanh dense6 sigmoid sequential(dense5 relu) dense4 softmax"
    );

    [Fact]
    public void The_reference_network_has_13002_parameters() =>
        Assert.Equal(
            (784 * 16) + (16 * 16) + (16 * 10) + 16 + 16 + 10,
            new Network(Notation.Parse("28x28 dense16 sigmoid dense16 sigmoid dense10 sigmoid")).ParameterCount
        );

    [Fact]
    public void The_same_seed_gives_the_same_values_and_another_others()
    {
        Assert.Equal(new Network(Deep, 3).Sha256(), new Network(Deep, 3).Sha256());
        Assert.NotEqual(new Network(Deep, 3).Sha256(), new Network(Deep, 4).Sha256());
    }

    [Fact]
    public void Values_come_back_through_rows() =>
        Gen.Int[0, 1000]
            .Sample(
                seed =>
                {
                    var network = new Network(Deep, (ulong)seed);
                    var values = new float[network.Values.Length];
                    foreach (Parameter p in network.Parameters)
                    {
                        var rows = new float[p.Count];
                        p.Read(network.Values, rows);
                        p.Write(rows, values);
                        Assert.Equal(rows[p.Count - 1], network.Values[p.IndexOf(p.Rows - 1, p.Columns - 1)]);
                    }
                    Assert.Equal(network.Values, values);
                },
                iter: 20
            );

    [Fact]
    public void An_edit_changes_the_version_and_no_copy()
    {
        var network = new Network(Deep, 1);
        Network copy = network.Copy();
        int version = network.Version;
        network.Edit(5, 2.5f);
        Assert.Equal(2.5f, network.Values[5]);
        Assert.NotEqual(2.5f, copy.Values[5]);
        Assert.True(network.Version > version);
        Assert.Throws<LimpidException>(() => network.Edit(5, float.NaN));
        Assert.Throws<LimpidException>(() => network.Load(new float[3]));
    }

    [Fact]
    public void Running_only_the_layers_above_an_edit_gives_the_whole_answer()
    {
        var network = new Network(Deep, 1);
        var workspace = new Workspace(network, 3);
        Fill(workspace);
        workspace.Forward(Pass.Inference);
        network.Edit(network.Parameters.Single(p => p.Path == "2.weight").IndexOf(3, 2), 1.5f);
        float[] above = workspace.Forward(Pass.Inference, from: 2).Span.ToArray();
        var whole = new Workspace(network, 3);
        Fill(whole);
        Assert.Equal(whole.Forward(Pass.Inference).Span.ToArray(), above);
    }

    [Fact]
    public void A_clamped_neuron_holds_its_value_until_released()
    {
        var network = new Network(Deep, 1);
        var workspace = new Workspace(network, 3);
        Fill(workspace);
        float[] before = workspace.Forward(Pass.Inference).Span.ToArray();
        workspace.Clamp(1, 4, 0.25f);
        float[] clamped = workspace.Forward(Pass.Inference).Span.ToArray();
        for (int row = 0; row < 3; row++)
            Assert.Equal(0.25f, workspace.Activation(1)[row][4]);
        Assert.NotEqual(before, clamped);
        workspace.Release(1, 4);
        Assert.Equal(before, workspace.Forward(Pass.Inference).Span.ToArray());
    }

    [Fact]
    public void The_derivative_by_the_input_comes_when_asked_for()
    {
        var workspace = new Workspace(new Network(Deep, 1), 3);
        Fill(workspace);
        workspace.Forward(Pass.Inference);
        workspace.Derivative(6).Span.Clear();
        for (int row = 0; row < 3; row++)
            workspace.Derivative(6)[row][1] = 1;
        workspace.Backward(wanted: Wanted.GradientsAndInput);
        float[] slope = workspace.InputDerivative()[0].ToArray();
        Fill(workspace);
        for (int i = 0; i < slope.Length; i++)
        {
            float Output(float nudge)
            {
                Fill(workspace);
                workspace.Input(3)[0][i] += nudge;
                return workspace.Forward(Pass.Inference)[0][1];
            }
            Assert.Equal((Output(1e-2f) - Output(-1e-2f)) / 2e-2f, slope[i], 1e-3f);
        }
    }

    [Fact]
    public void An_architecture_that_cannot_be_is_told()
    {
        Assert.Contains(
            "values",
            Assert
                .Throws<LimpidException>(() => new Network(Notation.Parse("28x28 dense1000000 relu dense10 softmax")))
                .Message
        );
        Assert.Contains(
            "units",
            Assert.Throws<LimpidException>(() => new Network(Notation.Parse("28x28 dense0"))).Message
        );
        Assert.Contains(
            "rate",
            Assert.Throws<LimpidException>(() => new Network(Notation.Parse("28x28 dropout1"))).Message
        );
        Assert.Throws<LimpidException>(() =>
            new Network(new Architecture(new Shape(0), new Sequential([new Sigmoid()])))
        );
    }

    private static void Fill(Workspace workspace) => Draws.Normal(36, 9).CopyTo(workspace.Input(3).Span);
}
