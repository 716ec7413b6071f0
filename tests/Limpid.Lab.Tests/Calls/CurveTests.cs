using System.Text.Json.Nodes;
using Limpid.Layers;
using Limpid.Numerics;

namespace Limpid.Lab.Tests;

/// <summary>The activations that the page draws are those that the engine computes.</summary>
public sealed class CurveTests
{
    private static readonly (Activation Spec, string Symbol, Func<double, double> F)[] Activations =
    [
        (new Sigmoid(), "σ", x => 1 / (1 + Math.Exp(-x))),
        (new LeakyRelu(0.2), "leaky ReLU", x => x > 0 ? x : 0.2 * x),
        (new Gelu(), "GELU", x => x / 2 * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)))),
    ];

    public static TheoryData<int> All => [.. Enumerable.Range(0, Activations.Length)];

    [Theory, MemberData(nameof(All))]
    public void A_layer_brings_its_activations_symbol_formula_curve_and_slope(int which)
    {
        (Activation spec, string symbol, Func<double, double> f) = Activations[which];
        JsonNode column = Card(new Dense(3), spec, new LayerNorm(), new Dense(10), new Softmax())["columns"]![0]!;
        Assert.Equal(symbol, (string?)column["symbol"]);
        Assert.Equal(spec.Equation, (string?)column["formula"]);
        JsonNode curve = column["curve"]!;
        var (from, to) = ((double)curve["from"]!, (double)curve["to"]!);
        Assert.Equal((-6, 6), (from, to));
        double[] values = [.. curve["values"]!.AsArray().Select(value => (double)value!)],
            slopes = [.. curve["slopes"]!.AsArray().Select(value => (double)value!)];
        Assert.Equal((97, 97), (values.Length, slopes.Length));
        for (int i = 0; i < values.Length; i++)
        {
            double x = from + i * (to - from) / (values.Length - 1);
            Assert.Equal(f(x), values[i], 1e-5);
            if (x != 0) // where a leaky ReLU has its kink
                Assert.Equal((f(x + 1e-4) - f(x - 1e-4)) / 2e-4, slopes[i], 1e-4);
        }
    }

    [Fact]
    public void A_layer_without_such_an_activation_has_no_curve()
    {
        JsonNode column = Card(new Dense(10), new Softmax())["columns"]![0]!;
        Assert.Equal("softmax", (string?)column["activation"]);
        Assert.All((string[])["symbol", "formula", "curve"], name => Assert.Null(column[name]));
    }

    private static JsonNode Card(params LayerSpec[] layers)
    {
        var network = new Network(new(new Shape(1, 28, 28), new Sequential(ImmutableSequence.From(layers))), seed: 1);
        using var workers = new Workers(1);
        var file = new MemoryStream();
        Files.ModelFile.Write(
            file,
            new Files.Model { Network = network, ClassNames = [.. Enumerable.Range(0, 10).Select(i => $"{i}")] }
        );
        return JsonNode.Parse(
            new LabSession(workers, _ => throw new NotSupportedException()).ActiveModel.Load(file.ToArray())
        )!;
    }
}
