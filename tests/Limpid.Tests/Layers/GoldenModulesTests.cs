using System.Text.Json;
using Limpid.Files;
using Limpid.Layers;
using Limpid.Numerics;

namespace Limpid.Tests.Layers;

/// <summary>PyTorch's modules as judges: what goes in and out, and what becomes of running statistics. Tensors go by
/// PyTorch's own names.</summary>
public class GoldenModulesTests
{
    private sealed record Case(
        JsonElement Spec,
        int[] Input,
        bool Training,
        Dictionary<string, double[]> Values,
        Dictionary<string, double[]> After,
        double[][] X,
        double[][] Dy,
        double[][] Y,
        double[][] Dx,
        Dictionary<string, double[]> Gradients
    );

    private sealed record Judgement(Case[] Cases);

    private static readonly Case[] Cases = Golden.Read<Judgement>("modules.json").Cases;

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, Cases.Length)];

    [Theory, MemberData(nameof(Numbers))]
    public void A_layer_is_PyTorchs_module(int number)
    {
        Case judge = Cases[number];
        Layer layer = LimpidJson
            .Read<LayerSpec>(judge.Spec.GetRawText(), "golden")
            .Build(new Shape(judge.Input[0], judge.Input[1], judge.Input[2]));
        int rows = judge.X.Length,
            inputs = layer.Input.Count,
            outputs = layer.Output.Count;
        var pass = new Pass(judge.Training ? Mode.Training : Mode.Inference);
        float[] values = new float[layer.Parameters.Sum(p => p.Count)],
            gradients = new float[values.Length],
            scratch = new float[layer.Scratch(rows)];
        float[] x = Floats(judge.X),
            y = new float[rows * outputs],
            dx = new float[x.Length];
        Assert.Equal(judge.Values.Keys.Order(), layer.Parameters.Select(p => p.Path).Order());
        foreach (Parameter p in layer.Parameters)
            p.Write(Floats([judge.Values[p.Path]]), values);
        layer.Forward(values, new(x, rows, inputs), new(y, rows, outputs), scratch, pass);
        layer.Backward(
            new Flow
            {
                Values = values,
                X = new(x, rows, inputs),
                Y = new(y, rows, outputs),
                DY = new(Floats(judge.Dy), rows, outputs),
                DX = new(dx, rows, inputs),
                Gradients = gradients,
                Scratch = scratch,
                Pass = pass,
            }
        );
        Golden.Near([.. judge.Y.SelectMany(r => r)], y, 5e-6, "y");
        Golden.Near([.. judge.Dx.SelectMany(r => r)], dx, 1e-5, "dx");
        foreach (Parameter p in layer.Parameters)
        {
            var found = new float[p.Count];
            p.Read(gradients, found);
            if (judge.Gradients.TryGetValue(p.Path, out double[]? expected))
                Golden.Near(expected, found, 1e-5, p.Path);
            else
                Golden.Near(
                    judge.After[p.Path],
                    [.. found.Select((taken, i) => (float)judge.Values[p.Path][i] - taken)],
                    2e-6,
                    p.Path
                );
        }
    }

    private static float[] Floats(double[][] rows) => [.. rows.SelectMany(r => r).Select(v => (float)v)];
}
