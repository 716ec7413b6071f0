using System.Text.Json;
using Limpid.Layers;
using Limpid.Numerics;

namespace Limpid.Lab;

/// <summary>
/// One layer computed in two ways on the very machine that runs this: by two loops as one writes them first, over the
/// neurons and over their weights; and by the
/// engine's matrix product, for one picture, and for many at once. Both get the same numbers.
/// </summary>
public sealed class Timing
{
    private const int Many = 100; // pictures at once
    private const int Rounds = 9; // the middle one counts
    private readonly ActiveModel _activeModel;

    internal Timing(ActiveModel activeModel) => _activeModel = activeModel;

    /// <summary>Times z = W·a + b of a layer for the picture on the desk.</summary>
    /// <param name="column">A dense layer as people count them, from 1.</param>
    /// <param name="milliseconds">How long each way is timed.</param>
    /// <returns>A <see cref="TimingCard"/>.</returns>
    public string Layer(int column, double milliseconds)
    {
        (Network layer, float[] a) = Alone(column);
        float[] w = Values(layer, "0.weight"),
            b = Values(layer, "0.bias"),
            z = new float[b.Length];
        Workspace one = Filled(layer, a, 1),
            many = Filled(layer, a, Many);
        double loop = Time(() => Loop(w, b, a, z), milliseconds),
            product = Time(() => one.Forward(Pass.Inference), milliseconds),
            together = Time(() => many.Forward(Pass.Inference), milliseconds) / Many;
        ReadOnlySpan<float> engine = one.Activation(0).Span;
        double apart = 0;
        for (int j = 0; j < z.Length; j++)
            apart = Math.Max(apart, Math.Abs(z[j] - engine[j]));
        return JsonSerializer.Serialize(
            new TimingCard(w.Length, loop, product, together, Many, apart),
            Messages.Default.TimingCard
        );
    }

    /// <summary>z[j] = b[j] + Σₖ w[j,k]·a[k].</summary>
    private static void Loop(float[] w, float[] b, float[] a, float[] z)
    {
        for (int j = 0; j < z.Length; j++)
        {
            float sum = b[j];
            for (int k = 0; k < a.Length; k++)
                sum += w[j * a.Length + k] * a[k];
            z[j] = sum;
        }
    }

    /// <summary>The layer as a network of its own, and what comes into it now.</summary>
    private (Network Layer, float[] Input) Alone(int column)
    {
        EditableNetwork editable = _activeModel.Now;
        int at = FloatBytes.Place(editable.Network, column);
        Matrix input = at == 0 ? editable.Workspace.Input(1) : editable.Workspace.Activation(at - 1);
        if (editable.Network.Architecture.Body.Layers[at] is not Dense dense)
            throw LimpidException.Usage(
                $"Layer {column} is no dense layer: its product is not one of a matrix and a vector."
            );
        Network layer = new(new Architecture(new(input.Columns), new Sequential([dense])), seed: 0);
        var values = new List<float>();
        foreach (
            Parameter p in editable.Network.Parameters.Where(p => p.Path.StartsWith($"{at}.", StringComparison.Ordinal))
        )
            values.AddRange(editable.Network.Values.Slice(p.Offset, p.Count));
        layer.Load(values.ToArray());
        return (layer, input.Span.ToArray());
    }

    private static float[] Values(Network layer, string path)
    {
        Parameter p = layer.Parameters.First(p => p.Path == path);
        var rows = new float[p.Count];
        p.Read(layer.Values, rows);
        return rows;
    }

    private static Workspace Filled(Network layer, float[] a, int rows)
    {
        var workspace = new Workspace(layer, rows);
        Matrix x = workspace.Input(rows);
        for (int row = 0; row < rows; row++)
            a.CopyTo(x[row]);
        return workspace;
    }

    /// <summary>Microseconds of one time: the middle of some rounds, each of as many times as fill its share.</summary>
    private static double Time(Action work, double milliseconds)
    {
        int times = 1;
        while (Round(work, times) < milliseconds * 1000 / Rounds && times < 1 << 20)
            times *= 2; // also warms up
        return Enumerable.Range(0, Rounds).Select(_ => Round(work, times) / times).Order().ElementAt(Rounds / 2);
    }

    private static double Round(Action work, int times)
    {
        long begun = TimeProvider.System.GetTimestamp();
        for (int i = 0; i < times; i++)
            work();
        return TimeProvider.System.GetElapsedTime(begun).TotalMicroseconds;
    }
}
