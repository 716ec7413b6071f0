using Limpid.Files;
using Limpid.Layers;
using Limpid.Numerics;

namespace Limpid.Tests.Layers;

/// <summary>PyTorch as judge.</summary>
public class GoldenLayersTests
{
    private sealed record Case(string Name, double[][] Y, double[][] Dx);

    private sealed record Affine(
        double[][] X,
        double[][] W,
        double[] B,
        double[][] Dy,
        double[][] Y,
        double[][] Dx,
        double[][] Dw,
        double[] Db
    );

    private sealed record Judgement(double[][] X, double[][] Dy, Case[] Activations, Affine Linear);

    [Fact]
    public void Activations_are_PyTorchs()
    {
        Judgement judge = Golden.Read<Judgement>("layers.json");
        foreach (Case c in judge.Activations)
        {
            Layer layer = LimpidJson
                .Read<LayerSpec>($$"""{"type":"{{c.Name}}"}""", "golden")
                .Build(new Shape(judge.X[0].Length));
            (float[] y, float[] dx, _) = Run(layer, [], judge.X, judge.Dy);
            Golden.Near(Flat(c.Y), y, 2e-6, $"{c.Name} y");
            Golden.Near(Flat(c.Dx), dx, 5e-6, $"{c.Name} dx");
        }
    }

    [Fact]
    public void Dense_is_PyTorchs_linear()
    {
        Affine judge = Golden.Read<Judgement>("layers.json").Linear;
        Layer layer = new Dense(judge.B.Length).Build(new Shape(judge.X[0].Length));
        var values = new float[layer.Parameters.Sum(p => p.Count)];
        layer.Parameters[0].Write(Floats(judge.W), values);
        layer.Parameters[1].Write(Floats([judge.B]), values);
        (float[] y, float[] dx, float[] gradients) = Run(layer, values, judge.X, judge.Dy);
        Golden.Near(Flat(judge.Y), y, 2e-6, "y");
        Golden.Near(Flat(judge.Dx), dx, 2e-6, "dx");
        var dw = new float[layer.Parameters[0].Count];
        layer.Parameters[0].Read(gradients, dw);
        Golden.Near(Flat(judge.Dw), dw, 2e-6, "dw");
        Golden.Near(judge.Db, gradients.AsSpan(dw.Length), 2e-6, "db");
    }

    private static (float[] Y, float[] Dx, float[] Gradients) Run(
        Layer layer,
        float[] values,
        double[][] x,
        double[][] dy
    )
    {
        int rows = x.Length,
            outputs = layer.Output.Count,
            inputs = layer.Input.Count;
        float[] input = Floats(x),
            y = new float[rows * outputs],
            dx = new float[rows * inputs],
            gradients = new float[values.Length],
            scratch = new float[layer.Scratch(rows)];
        layer.Forward(values, new(input, rows, inputs), new(y, rows, outputs), scratch, Pass.Inference);
        layer.Backward(
            new Flow
            {
                Values = values,
                X = new(input, rows, inputs),
                Y = new(y, rows, outputs),
                DY = new(Floats(dy), rows, outputs),
                DX = new(dx, rows, inputs),
                Gradients = gradients,
                Scratch = scratch,
            }
        );
        return (y, dx, gradients);
    }

    private static double[] Flat(double[][] rows) => [.. rows.SelectMany(r => r)];

    private static float[] Floats(double[][] rows) => [.. rows.SelectMany(r => r).Select(v => (float)v)];
}
