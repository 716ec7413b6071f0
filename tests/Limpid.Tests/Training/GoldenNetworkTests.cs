using System.Text.Json;
using Limpid.Data;
using Limpid.Evaluation;
using Limpid.Files;
using Limpid.Layers;
using Limpid.Losses;
using Limpid.Numerics;
using Limpid.Optimizers;
using Limpid.Training;

namespace Limpid.Tests.Training;

/// <summary>A whole convolutional network as PyTorch has it: its first gradient, whole trainings by the trainer itself,
/// and its file.</summary>
public class GoldenNetworkTests
{
    private sealed record First(double Loss, double[][] Dx, Dictionary<string, double[]> Gradients);

    private sealed record Case(
        JsonElement Optimizer,
        double? ClipNorm,
        double[] Losses,
        Dictionary<string, double[]> Final,
        double[][] Answers
    );

    private sealed record Judgement(
        JsonElement Architecture,
        int[][] Pixels,
        int[] Labels,
        Dictionary<string, double[]> Initial,
        Dictionary<string, int[]> Shapes,
        First First,
        Case[] Cases
    );

    private static readonly Judgement Judge = Golden.Read<Judgement>("networks.json");
    private static readonly byte[] Labels = [.. Judge.Labels.Select(label => (byte)label)];
    private static readonly Architecture Architecture = LimpidJson.Read<Architecture>(
        Judge.Architecture.GetRawText(),
        "golden"
    );
    private static readonly Dataset Pictures = new(
        "golden",
        Architecture.Input,
        Judge.Pixels.SelectMany(row => row).Select(v => (byte)v).ToArray(),
        Labels,
        ["a", "b", "c"]
    );

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, Judge.Cases.Length)];

    [Fact]
    public void Its_loss_and_gradient_are_PyTorchs()
    {
        Network network = Initial();
        int rows = Labels.Length,
            top = Architecture.Body.Layers.Count - 1;
        var workspace = new Workspace(network, rows);
        Pictures.Fill([.. Enumerable.Range(0, rows)], workspace.Input(rows), new byte[rows]);
        double sum = new SoftmaxCrossEntropy().Measure(
            workspace.Forward(new Pass(Mode.Training), to: top),
            new Targets(Labels),
            1f / rows,
            workspace.Derivative(top - 1)
        );
        workspace.Backward(top, Wanted.GradientsAndInput);
        Assert.Equal(Judge.First.Loss, sum / rows, 1e-5);
        Golden.Near([.. Judge.First.Dx.SelectMany(row => row)], workspace.InputDerivative().Span, 1e-5, "dx");
        foreach ((string path, double[] expected) in Judge.First.Gradients)
            Golden.Near(expected, Rows(network, path, workspace.Gradients), 1e-5, path);
    }

    [Theory, MemberData(nameof(Numbers))]
    public void Its_trainings_go_the_way_of_PyTorch(int number)
    {
        Case judge = Judge.Cases[number];
        var recipe = new Recipe(
            "golden",
            Architecture,
            new SoftmaxCrossEntropy(),
            LimpidJson.Read<Optimizer>(judge.Optimizer.GetRawText(), "golden"),
            BatchSize: Labels.Length,
            Epochs: judge.Losses.Length,
            Validation: 0,
            Keep: Keep.Last,
            ClipNorm: judge.ClipNorm
        );
        using var workers = new Workers(1);
        var trainer = new Trainer(recipe, new TrainingData(Pictures, recipe), workers, TimeProvider.System, Initial());
        for (int step = 0; trainer.Step(); step++)
            Assert.Equal(judge.Losses[step], trainer.Report.Loss, 1e-5);
        foreach ((string path, double[] expected) in judge.Final)
            Golden.Near(expected, Rows(trainer.Network, path, trainer.Network.Values), 3e-5, path);
        Predictions answers = new Evaluator(trainer.Network, workers).Run(Pictures);
        var p = new double[judge.Answers[0].Length];
        for (int i = 0; i < answers.Count; i++)
        {
            answers.Probabilities(i, 1, p);
            Golden.Near(judge.Answers[i], [.. p.Select(v => (float)v)], 5e-5, $"answer {i}");
        }
    }

    [Fact]
    public void Its_file_has_the_tensors_of_PyTorchs_state_dict()
    {
        var file = new MemoryStream();
        ModelFile.Write(file, new() { Network = Initial(), ClassNames = Pictures.ClassNames });
        file.Position = 0;
        (_, List<Tensor> tensors) = Safetensors.Read(file, "golden");
        Assert.Equal(Judge.Shapes.Keys.Order(), tensors.Select(t => t.Name).Order());
        foreach (Tensor tensor in tensors)
        {
            Assert.Equal(Judge.Shapes[tensor.Name], tensor.Dimensions);
            Assert.Equal(Judge.Initial[tensor.Name].Select(v => (float)v), tensor.ToFloats());
        }
    }

    private static Network Initial()
    {
        var network = new Network(Architecture);
        var values = new float[network.Values.Length];
        Assert.Equal(Judge.Initial.Keys.Order(), network.Parameters.Select(p => p.Path).Order());
        foreach (Parameter p in network.Parameters)
            p.Write([.. Judge.Initial[p.Path].Select(v => (float)v)], values);
        network.Load(values);
        return network;
    }

    private static float[] Rows(Network network, string path, ReadOnlySpan<float> values)
    {
        Parameter parameter = network.Parameters.Single(p => p.Path == path);
        var rows = new float[parameter.Count];
        parameter.Read(values, rows);
        return rows;
    }
}
