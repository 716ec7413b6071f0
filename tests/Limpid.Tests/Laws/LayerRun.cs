using Limpid.Layers;
using Limpid.Numerics;
using Limpid.Tests.Reference;

namespace Limpid.Tests.Laws;

/// <summary>One layer with values, input and a random linear objective L = Σ dy·y, so that ∂L/∂y = dy.</summary>
internal sealed class LayerRun
{
    private readonly int _rows;
    private readonly Pass _pass;
    private readonly float[] _dy;

    public LayerRun(string name, int rows, double zeros, Mode mode = Mode.Training)
    {
        (LayerSpec spec, Shape input) = LayerSamples.Named(name);
        Layer = spec.Build(input);
        (_rows, _pass) = (rows, new Pass(mode, Seed: 77));
        X = Draws.Normal(rows * input.Count, 1, zeros);
        if (zeros == 0)
            for (int row = 0; row < rows; row++)
                KeepFromKinks(X.AsSpan(row * input.Count, input.Count));
        Values = Draws.Normal(Layer.Parameters.Sum(p => p.Count), 2);
        foreach (Parameter p in Layer.Parameters) // a variance is not negative
        foreach (ref float value in Values.AsSpan(p.Offset, p.Count))
            value = 0.5f * (p.Kind == ParameterKind.Statistic ? Math.Abs(value) : value);
        _dy = Draws.Normal(rows * Layer.Output.Count, 3);
    }

    /// <summary>A single row of a batch.</summary>
    public LayerRun(string name, float[] x, float[] values, int row, Mode mode)
    {
        (LayerSpec spec, Shape input) = LayerSamples.Named(name);
        (Layer, X, Values, _rows, _pass) = (spec.Build(input), x, values, 1, new Pass(mode, Seed: 77, FirstRow: row));
        _dy = new float[Layer.Output.Count];
    }

    public Layer Layer { get; }

    public float[] X { get; }

    public float[] Values { get; }

    public float[] Forward() => Forward(new float[Layer.Scratch(_rows)]);

    public (float[] Dx, float[] Values) Backward(bool input = true, bool gradients = true)
    {
        float[] scratch = new float[Layer.Scratch(_rows)],
            y = Forward(scratch),
            dx = new float[input ? X.Length : 0],
            dValues = new float[gradients ? Values.Length : 0];
        Layer.Backward(
            new Flow
            {
                Values = Values,
                X = new(X, _rows, Layer.Input.Count),
                Y = new(y, _rows, Layer.Output.Count),
                DY = new(_dy, _rows, Layer.Output.Count),
                DX = input ? new(dx, _rows, Layer.Input.Count) : default,
                Gradients = dValues,
                Scratch = scratch,
                Pass = _pass,
            }
        );
        return (dx, dValues);
    }

    /// <summary>(L(v + h) − L(v − h)) / 2h, the objective summed in double.</summary>
    public double Slope(float[] array, int index, float h)
    {
        float kept = array[index];
        array[index] = kept + h;
        double above = Objective(),
            up = array[index];
        array[index] = kept - h;
        double below = Objective(),
            down = array[index];
        array[index] = kept;
        return (above - below) / (up - down);
    }

    /// <summary>Moves a sample's numbers away from 0 (relu) and from each other (pooling), further than a finite
    /// difference steps.</summary>
    private static void KeepFromKinks(Span<float> x)
    {
        int[] order = [.. Enumerable.Range(0, x.Length)];
        Array.Sort(x.ToArray(), order);
        float last = float.NegativeInfinity;
        foreach (int i in order)
        {
            x[i] = Math.Max(x[i], last + 0.03f);
            last = x[i] = Math.Abs(x[i]) < 0.05f ? 0.05f : x[i];
        }
    }

    private double Objective() => Forward().Zip(_dy, (y, d) => (double)y * d).Sum();

    private float[] Forward(float[] scratch)
    {
        var y = new float[_rows * Layer.Output.Count];
        Layer.Forward(Values, new(X, _rows, Layer.Input.Count), new(y, _rows, Layer.Output.Count), scratch, _pass);
        return y;
    }
}
