using Limpid.Layers;
using Limpid.Numerics;

namespace Limpid.Onnx.Tests;

/// <summary>ONNX Runtime as judge: a layer answers as the operator of its name does.</summary>
public class OnnxRuntimeTests
{
    private const int Samples = 60;

    private static readonly Gen<Shape> Pictures = Gen.Select(Gen.Int[1, 5], Gen.Int[2, 9], Gen.OneOf(Gen.Int[2, 9], Gen.Int[15, 19]), (channels, height, width) => new Shape(channels, height, width));

    private static readonly Gen<(int Size, int Stride, int Padding, Shape Input)> Windows =
        from size in Gen.Int[1, 4]
        from stride in Gen.Int[1, 4]
        from padding in Gen.Int[0, size / 2]
        from input in Pictures
        where size <= Math.Min(input.Height, input.Width) + 2 * padding
        select (size, stride, padding, input);

    private static readonly Gen<double> Epsilons = Gen.OneOf(Gen.Const(1e-5), Gen.Const(1e-3), Gen.Const(0.25));

    [Fact]
    public void Convolution_is_Conv() =>
        (from kernel in Gen.Int[1, 5]
         from stride in Gen.Int[1, 3]
         from padding in Gen.Int[0, 3]
         from groups in Gen.Int[1, 3]
         from filters in Gen.OneOf(Gen.Int[1, 4], Gen.Int[15, 18])
         from input in Pictures
         where kernel <= Math.Min(input.Height, input.Width) + 2 * padding
         select (new Convolution(filters * groups, kernel, stride, padding, groups), input with { Channels = groups * input.Channels }))
        .Sample((spec, input) => Agree(spec, input, new OnnxNode("Conv", [("group", spec.Groups), .. Geometry(spec.Kernel, spec.Stride, spec.Margin)])), iter: Samples, threads: 1);

    [Fact]
    public void MaxPool_is_MaxPool() => Windows.Sample((size, stride, padding, input) =>
        Agree(new MaxPool(size, stride, padding), input, new OnnxNode("MaxPool", Geometry(size, stride, padding))), iter: Samples, threads: 1);

    [Fact]
    public void AveragePool_is_AveragePool_that_counts_the_padding() => Windows.Sample((size, stride, padding, input) =>
        Agree(new AveragePool(size, stride, padding), input, new OnnxNode("AveragePool", [("count_include_pad", 1), .. Geometry(size, stride, padding)])), iter: Samples, threads: 1);

    [Fact]
    public void GlobalAveragePool_is_GlobalAveragePool() => Pictures.Sample(input => Agree(new GlobalAveragePool(), input, new OnnxNode("GlobalAveragePool")), iter: Samples, threads: 1);

    [Fact]
    public void BatchNorm_is_BatchNormalization() => Gen.Select(Pictures, Epsilons).Sample((input, epsilon) =>
        Agree(new BatchNorm(Epsilon: epsilon), input, new OnnxNode("BatchNormalization", ("epsilon", (float)epsilon))), iter: Samples, threads: 1);

    [Fact]
    public void LayerNorm_is_LayerNormalization_over_all_of_a_sample() => Gen.Select(Pictures, Epsilons).Sample((input, epsilon) =>
        Agree(new LayerNorm(epsilon), input, new OnnxNode("LayerNormalization", ("axis", 1), ("epsilon", (float)epsilon))), iter: Samples, threads: 1);

    private static (string, object)[] Geometry(int size, int stride, int padding) =>
        [("kernel_shape", new[] { size, size }), ("strides", new[] { stride, stride }), ("pads", new[] { padding, padding, padding, padding })];

    /// <summary>On two random samples, with random values, to 1e-5.</summary>
    private static void Agree(LayerSpec spec, Shape input, OnnxNode node)
    {
        const int rows = 2;
        Layer layer = spec.Build(input);
        RandomStream random = RandomStream.Named(1, "judge");
        float[] x = Draw(rows * input.Count, ref random), y = new float[rows * layer.Output.Count], values = new float[layer.Parameters.Sum(p => p.Count)];
        var held = new List<OnnxTensor>();
        foreach (Parameter p in layer.Parameters)
        {
            float[] drawn = Draw(p.Count, ref random);
            if (p.Kind == ParameterKind.Statistic) drawn = [.. drawn.Select(v => Math.Abs(v) + 0.5f)];   // a variance is not negative
            p.Write(drawn, values);
            held.Add(new(Extents(spec, input, p), drawn));
        }
        layer.Forward(values, new(x, rows, input.Count), new(y, rows, layer.Output.Count), new float[layer.Scratch(rows)], Pass.Inference);
        float[] expected = node.Run(new([rows, input.Channels, input.Height, input.Width], x), [.. held]);
        Assert.Equal(expected.Length, y.Length);
        for (int i = 0; i < y.Length; i++)
            Assert.True(Math.Abs(expected[i] - y[i]) <= 1e-5 * Math.Max(1, Math.Abs(expected[i])), $"{spec} on {input}, y[{i}]: ONNX Runtime {expected[i]:R}, Limpid {y[i]:R}.");
    }

    private static int[] Extents(LayerSpec spec, Shape input, Parameter p) => (spec, p.Window) switch
    {
        (LayerNorm, _) => [input.Channels, input.Height, input.Width],
        (_, { } window) => [p.Rows, window.Channels, window.Height, window.Width],
        _ => [p.Rows],
    };

    private static float[] Draw(int count, ref RandomStream random)
    {
        var values = new float[count];
        foreach (ref float value in values.AsSpan()) value = 0.5f * (float)random.NextNormal();
        return values;
    }
}
