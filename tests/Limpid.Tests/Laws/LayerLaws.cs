using System.Reflection;
using System.Text.Json.Serialization;
using Limpid.Files;
using Limpid.Layers;
using Limpid.Numerics;
using Limpid.Tests.Reference;

namespace Limpid.Tests.Laws;

/// <summary>What holds for every layer.</summary>
public class LayerLaws
{
    private const float Step = 1e-2f;

    public static TheoryData<string> Layers => LayerSamples.Names;

    [Fact]
    public void Every_listed_layer_has_a_specimen()
    {
        foreach (JsonDerivedTypeAttribute line in typeof(LayerSpec).GetCustomAttributes<JsonDerivedTypeAttribute>())
            Assert.True(
                LayerSamples.All.Any(sample => sample.Spec.GetType() == line.DerivedType),
                $"{line.DerivedType.Name} fits none of the usual inputs: add one that it fits to LayerSamples.Varied, "
                    + "and every law is tried on it."
            );
    }

    [Fact]
    public void Every_layer_is_listed() => TheList.HoldsEveryKind<LayerSpec>();

    [Theory, MemberData(nameof(Layers))]
    public void The_gradient_is_that_of_finite_differences(string name)
    {
        var run = new LayerRun(name, rows: 3, zeros: 0);
        (float[] dx, float[] dValues) = run.Backward();
        for (int i = 0; i < dx.Length; i++)
            Near(run.Slope(run.X, i, Step), dx[i], $"{name}: ∂L/∂x[{i}]");
        foreach (int i in Trained(run))
            Near(run.Slope(run.Values, i, Step), dValues[i], $"{name}: ∂L/∂values[{i}]");
    }

    [Theory, MemberData(nameof(Layers))]
    public void The_gradient_is_the_same_where_zeros_are_skipped(string name)
    {
        var run = new LayerRun(name, rows: 3, zeros: 0.8);
        (_, float[] dValues) = run.Backward();
        foreach (int i in Trained(run))
            Near(run.Slope(run.Values, i, Step), dValues[i], $"{name}: ∂L/∂values[{i}]");
    }

    [Theory, MemberData(nameof(Layers))]
    public void A_batch_gives_what_its_rows_give_one_by_one(string name)
    {
        OneByOne(name, Mode.Inference);
        if (!LooksAtTheBatch(new LayerRun(name, rows: 1, zeros: 0).Layer))
            OneByOne(name, Mode.Training);
    }

    private static void OneByOne(string name, Mode mode)
    {
        var batch = new LayerRun(name, rows: 11, zeros: 0.3, mode);
        float[] whole = batch.Forward();
        int columns = whole.Length / 11,
            inputs = batch.X.Length / 11;
        for (int row = 0; row < 11; row++)
        {
            float[] x = batch.X[(row * inputs)..((row + 1) * inputs)];
            Assert.Equal(
                whole[(row * columns)..((row + 1) * columns)],
                new LayerRun(name, x, batch.Values, row, mode).Forward()
            );
        }
    }

    [Theory, MemberData(nameof(Layers))]
    public void An_unwanted_output_is_left_alone_and_changes_nothing(string name)
    {
        var run = new LayerRun(name, rows: 4, zeros: 0.5);
        (float[] dx, float[] dValues) = run.Backward();
        Assert.Equal(dx, run.Backward(gradients: false).Dx);
        Assert.Equal(dValues, run.Backward(input: false).Values);
    }

    [Theory, MemberData(nameof(Layers))]
    public void Forward_changes_neither_input_nor_values_and_repeats_itself(string name)
    {
        var run = new LayerRun(name, rows: 4, zeros: 0.5);
        float[] x = [.. run.X],
            values = [.. run.Values],
            y = run.Forward();
        Assert.Equal(y, run.Forward());
        Assert.Equal(x, run.X);
        Assert.Equal(values, run.Values);
    }

    [Theory, MemberData(nameof(Layers))]
    public void A_spec_comes_back_from_json_and_from_notation(string name)
    {
        (LayerSpec spec, Shape input) = LayerSamples.Named(name);
        Assert.Equal(spec, LimpidJson.Read<LayerSpec>(LimpidJson.Write(spec), "test"));
        var architecture = new Architecture(input, new Sequential([spec]));
        Assert.Equal(architecture, Notation.Parse(Notation.Write(architecture)));
        Assert.Throws<LimpidException>(() =>
            LimpidJson.Read<LayerSpec>(LimpidJson.Write(spec)[..^1] + ",\"unheardOf\":1}", "test")
        );
    }

    [Theory, MemberData(nameof(Layers))]
    public void Parameters_fill_their_values_without_gap(string name)
    {
        int end = 0;
        foreach (Parameter p in new LayerRun(name, rows: 1, zeros: 0).Layer.Parameters)
        {
            Assert.Equal(end, p.Offset);
            end += p.Count;
        }
    }

    private static bool LooksAtTheBatch(Layer layer) => layer.Parameters.Any(p => p.Kind == ParameterKind.Statistic);

    /// <summary>The places of what has a gradient: a statistic is measured.</summary>
    private static IEnumerable<int> Trained(LayerRun run) =>
        run
            .Layer.Parameters.Where(p => p.Kind != ParameterKind.Statistic)
            .SelectMany(p => Enumerable.Range(p.Offset, p.Count));

    private static void Near(double expected, double found, string where) =>
        Assert.True(
            Math.Abs(expected - found) <= 2e-3 * Math.Max(1, Math.Abs(expected)),
            $"{where}: finite differences {expected:g6}, backward {found:g6}."
        );
}
