using System.Runtime.InteropServices;
using Limpid.Kernels;
using Limpid.Layers;
using Limpid.Numerics;
using Limpid.Optimizers;

namespace Limpid.Training;

/// <summary>
/// Adds the shards' gradients in shard order, clips, and updates; statistics are averaged over the batch's rows and
/// absorbed (docs/decisions/0004). All of it is elementwise but the norm, so it is cut into windows that threads
/// may share out without a change of bits.
/// </summary>
internal sealed class Updater
{
    private const int LargestWindow = 1 << 15;

    /// <summary>Fewer parameters than this are not worth waking a thread that slept through a batch of one
    /// shard.</summary>
    private const int WorthWaking = 1 << 18;

    private readonly Network _network;
    private readonly Optimizer _optimizer;
    private readonly double? _clipNorm;
    private readonly BatchGradient _gradient;
    private readonly List<Window> _windows = [];
    private int _pieces;
    private readonly Action<int, int> _work;
    private Stages _stages;
    private long _number;
    private double _rate;
    private float _scale;

    public Updater(Network network, Optimizer optimizer, double? clipNorm, BatchGradient gradient)
    {
        (_network, _optimizer, _clipNorm, _gradient) = (network, optimizer, clipNorm, gradient);
        First = new(optimizer.Slots > 0 ? network.Values.Length : 0);
        Second = new(optimizer.Slots > 1 ? network.Values.Length : 0);
        foreach (Parameter p in network.Parameters)
            for (int start = 0; start < p.Count; start += LargestWindow)
                _windows.Add(new(p.Offset + start, Math.Min(LargestWindow, p.Count - start), p.Kind));
        _work = Work;
    }

    /// <summary>The optimizer's first state.</summary>
    public Aligned First { get; }

    /// <summary>The optimizer's second state.</summary>
    public Aligned Second { get; }

    /// <summary>Takes up a captured state.</summary>
    public void Load(float[] first, float[] second)
    {
        if (first.Length != First.Length || second.Length != Second.Length)
            throw LimpidException.Mismatch(
                $"The optimizer keeps {First.Length} and {Second.Length} numbers of state, but the saved "
                    + $"state has {first.Length} and {second.Length}."
            );
        first.CopyTo(First);
        second.CopyTo(Second);
    }

    /// <summary>Makes the update of a given number, from 1.</summary>
    public void Update(long number, double rate, Workers workers)
    {
        (_number, _rate, _scale) = (number, rate, 1);
        _ = _network.Writable;
        if (_clipNorm is not { } limit)
        {
            Run(Stages.Reduce | Stages.Apply, workers);
            return;
        }
        Run(Stages.Reduce, workers);
        double norm = Math.Sqrt(SumOfSquares(CollectionsMarshal.AsSpan(_windows)));
        _scale = norm > limit ? (float)(limit / norm) : 1;
        Run(Stages.Apply, workers);
    }

    /// <summary>The norm of the last gradient, for each layer of the body that learns.</summary>
    public ImmutableSequence<double> GradientNorms()
    {
        var norms = new List<double>();
        foreach (
            IGrouping<string, Parameter> layer in _network
                .Parameters.Where(p => p.Kind != ParameterKind.Statistic)
                .GroupBy(p => p.Path[..p.Path.IndexOf('.')], StringComparer.Ordinal)
        )
            norms.Add(Math.Sqrt(SumOfSquares([.. layer.Select(p => new Window(p.Offset, p.Count, p.Kind))])));
        return ImmutableSequence.From(norms);
    }

    private void Run(Stages stages, Workers workers)
    {
        _stages = stages;
        _pieces = _network.Values.Length > (_gradient.Shards > 1 ? LargestWindow : WorthWaking) ? _windows.Count : 1;
        workers.Run(_pieces, _work);
    }

    private void Work(int piece, int thread)
    {
        ReadOnlySpan<Window> windows = CollectionsMarshal.AsSpan(_windows);
        if (_pieces > 1)
            windows = windows.Slice(piece, 1);
        foreach (Window window in windows)
        {
            if ((_stages & Stages.Reduce) != Stages.None)
                Reduce(window);
            if ((_stages & Stages.Apply) != Stages.None)
                Apply(window);
        }
    }

    private void Reduce(Window window)
    {
        Span<float> sum = window.Of(_gradient.Gradients(0));
        if (window.Kind == ParameterKind.Statistic)
            for (int shard = 0; shard < _gradient.Shards; shard++)
                Scale(window.Of(_gradient.Gradients(shard)), _gradient.Share(shard));
        for (int shard = 1; shard < _gradient.Shards; shard++)
            Elementwise.Map(default(Plus), sum, window.Of(_gradient.Gradients(shard)), sum);
    }

    private void Apply(Window window)
    {
        Span<float> gradients = window.Of(_gradient.Gradients(0)),
            first = First.Length == 0 ? [] : window.Of(First),
            second = Second.Length == 0 ? [] : window.Of(Second);
        if (window.Kind != ParameterKind.Statistic)
            Scale(gradients, _scale);
        UpdateStep step = new(_number, _rate, _optimizer.WeightDecay);
        _optimizer.Apply(window.Kind, window.Of(_network.Writable), gradients, first, second, step);
    }

    private static void Scale(Span<float> gradients, float by)
    {
        if (by != 1)
            Elementwise.Map(new By(by), gradients, gradients);
    }

    private double SumOfSquares(ReadOnlySpan<Window> windows)
    {
        double sum = 0;
        foreach (Window window in windows)
            if (window.Kind != ParameterKind.Statistic)
                sum += Reductions.OfSquares(window.Of(_gradient.Gradients(0)));
        return sum;
    }

    [Flags]
    private enum Stages
    {
        None = 0,
        Reduce = 1,
        Apply = 2,
    }

    private readonly record struct Window(int Offset, int Count, ParameterKind Kind)
    {
        public Span<float> Of(Span<float> buffer) => buffer.Slice(Offset, Count);
    }
}
