using System.Runtime.InteropServices;
using System.Text.Json;
using Limpid.Files;
using Limpid.Layers;
using Limpid.Numerics;
using Limpid.Onnx.Format;

namespace Limpid.Onnx.Tests;

/// <summary>What stands in an exported file beside its graph.</summary>
public class OnnxModelTests
{
    private static readonly Architecture Plain = Architecture.Plain(
        new(1, 28, 28),
        [16, 10],
        new Sigmoid(),
        new Softmax()
    );

    [Fact]
    public void The_file_tells_its_makers_its_classes_and_its_network()
    {
        Model model = OnnxDraws.Model(Plain, seed: 1) with
        {
            ClassNames = ["zero", "\"one\"", "二", "3", "4", "5", "6", "7", "8", "9"],
        };
        using var judge = new OnnxRuntimeJudge(model);
        Dictionary<string, string> told = judge.Metadata.CustomMetadataMap;
        Assert.Equal(model.ClassNames, JsonSerializer.Deserialize<string[]>(told["classNames"])!);
        Assert.Equal(Plain, Notation.Parse(told["architecture"]));
        Assert.Equal((model.Network.Sha256(), "1.7"), (told["weightsSha256"], told["temperature"]));
        Assert.Contains("always answers", judge.Metadata.Description);
        ModelProto file = Parse(model);
        Assert.Equal("limpid", file.ProducerName);
        Assert.Matches(@"^\d+\.\d+\.\d+", file.ProducerVersion);
    }

    [Theory]
    [InlineData("28x28 dense10 softmax", 13, 7)]
    [InlineData("28x28 dense10 layer-norm softmax", 17, 8)]
    public void A_file_asks_for_the_oldest_operators_that_do(string notation, int operators, int format)
    {
        ModelProto file = Parse(OnnxDraws.Model(Notation.Parse(notation), seed: 1));
        Assert.Equal((operators, format), (file.OpsetImport[0].Version, file.IrVersion));
    }

    [Theory]
    [InlineData("28x28 dense10 softmax", "n x 1 x 28 x 28")]
    [InlineData("784 dense10 softmax", "n x 784")]
    [InlineData("3x8x9 conv4k3 relu", "n x 3 x 8 x 9")]
    public void The_input_has_the_shape_that_the_architecture_gives_it(string notation, string shape)
    {
        Model model = OnnxDraws.Model(Notation.Parse(notation), seed: 1);
        Assert.Equal(("x", shape), (OnnxModel.Of(model).Input.Name, OnnxModel.Of(model).Input.Shape));
        ValueInfoProto input = Assert.Single(Parse(model).Graph.Input);
        Assert.Equal(
            shape,
            string.Join(
                " x ",
                input.Type.TensorType.Shape.Dim.Select(d => d.DimParam.Length > 0 ? d.DimParam : $"{d.DimValue}")
            )
        );
    }

    [Fact]
    public void A_row_of_weights_is_a_neuron_under_the_name_that_the_model_file_has()
    {
        Model model = OnnxDraws.Model(Plain, seed: 1);
        TensorProto weight = Parse(model).Graph.Initializer.Single(tensor => tensor.Name == "0.weight");
        Assert.Equal([16L, 784L], weight.Dims);
        ReadOnlySpan<float> rows = MemoryMarshal.Cast<byte, float>(weight.RawData.Span);
        Assert.Equal(model.Network.Values[model.Network.Parameters[0].IndexOf(3, 5)], rows[3 * 784 + 5]);
    }

    [Fact]
    public void The_same_model_gives_the_same_bytes() =>
        Assert.Equal(
            OnnxRuntimeJudge.Bytes(OnnxDraws.Model(Plain, seed: 1)),
            OnnxRuntimeJudge.Bytes(OnnxDraws.Model(Plain, seed: 1))
        );

    [Fact]
    public void A_layer_that_no_operator_says_is_named_with_the_cure()
    {
        var own = new Architecture(new(6), new Sequential([new Dense(5), new Residual([new Spiral()])]));
        var refusal = Assert.Throws<LimpidException>(() =>
            OnnxModel.Of(new() { Network = new(own), ClassNames = ["a", "b", "c", "d", "e"] })
        );
        Assert.Equal(Fault.Mismatch, refusal.Fault);
        Assert.All(
            ["Layer 1.body.0 is Spiral", "Dense, Convolution", "Operators/SpiralOperator.cs", "OnnxOperator.cs"],
            words => Assert.Contains(words, refusal.Message, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void A_temperature_that_float32_cannot_divide_by_is_refused() =>
        Assert.Contains(
            "temperature",
            Assert
                .Throws<LimpidException>(() => OnnxModel.Of(OnnxDraws.Model(Plain, seed: 1, temperature: 1e-50)))
                .Message,
            StringComparison.Ordinal
        );

    private static ModelProto Parse(Model model) => ModelProto.Parser.ParseFrom(OnnxRuntimeJudge.Bytes(model));

    /// <summary>A layer of somebody's own.</summary>
    private sealed record Spiral : LayerSpec
    {
        public override Layer Build(Shape input) => new Tanh().Build(input);
    }
}
