using System.Reflection;
using System.Text.Json.Serialization;
using Limpid.Layers;
using Limpid.Numerics;
using Limpid.Tests.Laws;

namespace Limpid.Onnx.Tests;

/// <summary>ONNX Runtime as judge: each layer answers as its operator does.</summary>
public class OperatorTests
{
    private const int Rows = 3,
        Samples = 60;

    private static readonly Gen<Shape> Pictures = Gen.Select(
        Gen.Int[1, 5],
        Gen.Int[2, 9],
        Gen.OneOf(Gen.Int[2, 9], Gen.Int[15, 19]),
        (channels, height, width) => new Shape(channels, height, width)
    );

    private static readonly Gen<(int Size, int Stride, int Padding, Shape Input)> Windows =
        from size in Gen.Int[1, 4]
        from stride in Gen.Int[1, 4]
        from padding in Gen.Int[0, size / 2]
        from input in Pictures
        where size <= Math.Min(input.Height, input.Width) + 2 * padding
        select (size, stride, padding, input);

    private static readonly Gen<double> Epsilons = Gen.OneOf(Gen.Const(1e-5), Gen.Const(1e-3), Gen.Const(0.25));

    public static TheoryData<string> Specimens => LayerSamples.Names;

    [Fact]
    public void Every_layer_of_the_list_has_an_operator()
    {
        foreach (JsonDerivedTypeAttribute line in typeof(LayerSpec).GetCustomAttributes<JsonDerivedTypeAttribute>())
            Assert.True(
                OnnxOperator.All.Count(one => one.Kind == line.DerivedType) == 1,
                $"{line.DerivedType.Name} cannot be exported: write "
                    + $"src/Limpid.Onnx/Operators/{line.DerivedType.Name}Operator.cs and add new "
                    + $"{line.DerivedType.Name}Operator() to OnnxOperator.cs, once."
            );
    }

    [Fact]
    public void Every_operator_is_listed()
    {
        foreach (
            Type kind in typeof(OnnxOperator)
                .Assembly.GetTypes()
                .Where(type => type.IsSubclassOf(typeof(OnnxOperator)) && !type.IsAbstract)
        )
            Assert.True(
                OnnxOperator.All.Any(one => one.GetType() == kind),
                $"{kind.Name} is not used: add new {kind.Name}() to OnnxOperator.cs."
            );
    }

    [Theory, MemberData(nameof(Specimens))]
    public void A_layer_answers_as_its_operator_does(string name)
    {
        (LayerSpec spec, Shape input) = LayerSamples.Named(name);
        Agree(spec, input);
    }

    [Fact]
    public void Convolution_is_Conv() =>
        (
            from kernel in Gen.Int[1, 5]
            from stride in Gen.Int[1, 3]
            from padding in Gen.Int[0, 3]
            from groups in Gen.Int[1, 3]
            from filters in Gen.OneOf(Gen.Int[1, 4], Gen.Int[15, 18])
            from input in Pictures
            where kernel <= Math.Min(input.Height, input.Width) + 2 * padding
            select (
                new Convolution(filters * groups, kernel, stride, padding, groups),
                input with
                {
                    Channels = groups * input.Channels,
                }
            )
        ).Sample(Agree, iter: Samples, threads: 1);

    [Fact]
    public void MaxPool_is_MaxPool() =>
        Windows.Sample(
            (size, stride, padding, input) => Agree(new MaxPool(size, stride, padding), input),
            iter: Samples,
            threads: 1
        );

    [Fact]
    public void AveragePool_is_AveragePool_that_counts_the_padding() =>
        Windows.Sample(
            (size, stride, padding, input) => Agree(new AveragePool(size, stride, padding), input),
            iter: Samples,
            threads: 1
        );

    [Fact]
    public void GlobalAveragePool_is_GlobalAveragePool() =>
        Pictures.Sample(input => Agree(new GlobalAveragePool(), input), iter: Samples, threads: 1);

    [Fact]
    public void BatchNorm_is_BatchNormalization() =>
        Gen.Select(Pictures, Epsilons)
            .Sample((input, epsilon) => Agree(new BatchNorm(Epsilon: epsilon), input), iter: Samples, threads: 1);

    [Fact]
    public void LayerNorm_is_LayerNormalization_over_all_of_a_sample() =>
        Gen.Select(Pictures, Epsilons)
            .Sample((input, epsilon) => Agree(new LayerNorm(epsilon), input), iter: Samples, threads: 1);

    [Fact]
    public void Every_layer_takes_pictures_of_any_shape_that_it_fits()
    {
        foreach (Shape input in new Shape[] { new(1, 6, 7), new(4, 3, 5), new(6, 1, 8), new(2, 9, 1) })
        foreach (
            LayerSpec spec in LayerSamples
                .All.Select(sample => sample.Spec)
                .Where(spec => LayerSamples.Fits(spec, input))
        )
            Agree(spec, input);
    }

    [Fact]
    public void A_flat_row_and_a_picture_of_one_pixel_are_the_same_to_every_layer()
    {
        foreach (
            LayerSpec spec in LayerSamples
                .All.Select(sample => sample.Spec)
                .Where(spec => LayerSamples.Fits(spec, new(4)))
        )
        {
            Agree(spec, new(4)); // comes in flat
            Agree(new Sequential([new MaxPool(2), spec]), new(4, 2, 2)); // comes in as a picture
        }
    }

    private static void Agree(LayerSpec spec, Shape input)
    {
        using var judge = new OnnxRuntimeJudge(OnnxDraws.Model(new(input, new Sequential([spec])), seed: 1));
        judge.Agrees(OnnxDraws.Numbers(Rows * input.Count, seed: 2), Rows, $"{spec} on {input}");
    }
}
