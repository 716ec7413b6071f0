using Limpid.Kernels;
using Limpid.Numerics;

namespace Limpid.Layers;

/// <summary>Layers one after another: y = fₙ(… f₂(f₁(x))).</summary>
/// <param name="Layers">In order; at least one.</param>
public sealed record Sequential(ImmutableSequence<LayerSpec> Layers) : LayerSpec
{
    /// <summary>The most layers that one sequence may have.</summary>
    public const int MaximumLayers = 256;

    /// <inheritdoc/>
    public override Layer Build(Shape input) => BuildSequence(input);

    internal SequentialLayer BuildSequence(Shape input)
    {
        if (Layers.Count is 0 or > MaximumLayers)
            throw LimpidException.Usage(
                $"A sequence of layers has 1 to {MaximumLayers} layers, but this one has {Layers.Count}."
            );
        var built = new Layer[Layers.Count];
        for (int i = 0; i < built.Length; i++)
        {
            LayerSpec spec = Layers[i]
                ?? throw LimpidException.Usage($"Layer {i + 1} of {Layers.Count} is missing (null).");
            built[i] = Build(spec, i, input);
            input = built[i].Output;
        }
        return new(built);
    }

    /// <summary>A layer that cannot be built says why; here it is told which one it was, and what came to it.</summary>
    private Layer Build(LayerSpec spec, int i, Shape input)
    {
        try
        {
            return spec.Build(input);
        }
        catch (LimpidException exception)
        {
            throw new LimpidException(
                exception.Fault,
                $"Layer {i + 1} of {Layers.Count}, {spec.GetType().Name} on {input}: {exception.Message}",
                exception
            );
        }
    }
}

/// <summary>
/// Runs its layers in order. Its scratch holds, layer by layer, the layer's output, the derivative by that output and
/// the layer's own
/// scratch; the last output is y itself.
/// </summary>
internal sealed class SequentialLayer : Layer
{
    private readonly Layer[] _layers;
    private readonly int[] _offsets,
        _nodes;

    public SequentialLayer(Layer[] layers)
        : base(layers[0].Input, layers[^1].Output)
    {
        _layers = layers;
        _offsets = new int[layers.Length + 1];
        _nodes = new int[layers.Length];
        Nodes = 1;
        var parameters = new List<Parameter>();
        for (int i = 0; i < layers.Length; i++)
        {
            foreach (Parameter p in layers[i].Parameters)
                parameters.Add(p with { Path = $"{i}.{p.Path}", Offset = checked(p.Offset + _offsets[i]) });
            _offsets[i + 1] = checked(_offsets[i] + layers[i].Parameters.Sum(p => p.Count));
            _nodes[i] = Nodes;
            Nodes += layers[i].Nodes;
        }
        Parameters = parameters;
    }

    public ReadOnlySpan<Layer> Layers => _layers;

    public override IReadOnlyList<Parameter> Parameters { get; }

    public override int Nodes { get; }

    public override void Initialize(Span<float> values, ref RandomStream random)
    {
        for (int i = 0; i < _layers.Length; i++)
            _layers[i].Initialize(Own(values, i), ref random);
    }

    public override int Scratch(int rows)
    {
        int sum = 0;
        foreach (Layer layer in _layers)
            sum = checked(sum + ScratchSize(layer, rows));
        return sum;
    }

    public override void Forward(ReadOnlySpan<float> values, Matrix x, Matrix y, Span<float> scratch, Pass pass) =>
        Forward(values, x, y, scratch, pass, 0.._layers.Length, []);

    /// <summary>Forward through some consecutive layers: x is what comes to the first of them; y is used where the last
    /// of all is among them, and every other output lies in the scratch.</summary>
    public void Forward(
        ReadOnlySpan<float> values,
        Matrix x,
        Matrix y,
        Span<float> scratch,
        Pass pass,
        Range layers,
        ReadOnlySpan<ClampedUnit> clamps
    )
    {
        int start = Start(layers.Start.Value, x.Rows);
        for (int i = layers.Start.Value; i < layers.End.Value; i++)
        {
            Span<float> own = scratch[start..];
            Matrix output = i == _layers.Length - 1 ? y : OutputOf(own, i, x.Rows);
            _layers[i].Forward(Own(values, i), x, output, Inner(own, x.Rows, i), At(pass, i));
            foreach (ClampedUnit clamp in clamps)
                clamp.Hold(i, output);
            start += ScratchSize(_layers[i], x.Rows);
            x = output;
        }
    }

    public override void Backward(in Flow flow) => Backward(flow, _layers.Length);

    /// <summary>Backward through the first layers only, from ∂L/∂y of the last of them.</summary>
    public void Backward(in Flow flow, int count)
    {
        int rows = flow.X.Rows,
            start = Start(count, rows);
        Matrix y = flow.Y,
            dy = flow.DY;
        for (int i = count - 1; i >= 0; i--)
        {
            int scratch = ScratchSize(_layers[i], rows);
            start -= scratch;
            Span<float> before = i == 0 ? [] : flow.Scratch[(start - ScratchSize(_layers[i - 1], rows))..];
            Matrix x = i == 0 ? flow.X : OutputOf(before, i - 1, rows),
                dx = i == 0 ? flow.DX : DerivativeOf(before, i - 1, rows);
            _layers[i]
                .Backward(
                    new Flow
                    {
                        Values = Own(flow.Values, i),
                        X = x,
                        Y = y,
                        DY = dy,
                        DX = dx,
                        Gradients = flow.Gradients.IsEmpty ? [] : Own(flow.Gradients, i),
                        Scratch = Inner(flow.Scratch[start..], rows, i),
                        Pass = At(flow.Pass, i),
                    }
                );
            y = x;
            dy = dx;
        }
    }

    /// <summary>Where in the scratch layer i's part begins.</summary>
    public int Start(int i, int rows)
    {
        int start = 0;
        for (int k = 0; k < i; k++)
            start += ScratchSize(_layers[k], rows);
        return start;
    }

    /// <summary>Layer i's output, of a scratch that begins with the layer's part.</summary>
    public Matrix OutputOf(Span<float> scratch, int i, int rows) => new(scratch, rows, _layers[i].Output.Count);

    /// <summary>The derivative by layer i's output, of a scratch that begins with the layer's part.</summary>
    public Matrix DerivativeOf(Span<float> scratch, int i, int rows) =>
        new(scratch[Answers(_layers[i], rows)..], rows, _layers[i].Output.Count);

    public Pass At(Pass pass, int i) => pass with { Layer = pass.Layer + _nodes[i] };

    public Span<float> Inner(Span<float> scratch, int rows, int i) =>
        scratch.Slice(2 * Answers(_layers[i], rows), _layers[i].Scratch(rows));

    public Span<float> Own(Span<float> values, int i) => values[_offsets[i].._offsets[i + 1]];

    public ReadOnlySpan<float> Own(ReadOnlySpan<float> values, int i) => values[_offsets[i].._offsets[i + 1]];

    private static int ScratchSize(Layer layer, int rows) =>
        checked(2 * Answers(layer, rows) + Aligned.Whole(layer.Scratch(rows)));

    private static int Answers(Layer layer, int rows) => Aligned.Whole(checked(rows * layer.Output.Count));
}
