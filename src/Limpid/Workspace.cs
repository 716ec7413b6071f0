using System.Runtime.InteropServices;
using Limpid.Kernels;
using Limpid.Layers;
using Limpid.Numerics;

namespace Limpid;

/// <summary>
/// What one worker needs to run a network: the input, every layer's output and derivative, and, from the first backward
/// pass on, the gradients. Allocated
/// once; a pass allocates nothing. Not for two threads at a time.
/// </summary>
public sealed class Workspace
{
    private readonly Network _network;
    private readonly SequentialLayer _body;
    private readonly Aligned _output,
        _dOutput,
        _scratch;
    private readonly List<ClampedUnit> _clamps = [];
    private Aligned? _input,
        _gradients,
        _dInput;
    private int _rows;
    private Pass _pass;

    /// <summary>Makes room for passes over up to so many rows.</summary>
    public Workspace(Network network, int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capacity);
        (_network, _body, Capacity) = (network, network.Body, capacity);
        _output = new(capacity * _body.Output.Count);
        _dOutput = new(_output.Length);
        _scratch = new(_body.Scratch(capacity));
    }

    /// <summary>The most rows of one pass.</summary>
    public int Capacity { get; }

    /// <summary>∂L/∂values of the last <see cref="Backward"/>.</summary>
    public ReadOnlySpan<float> Gradients => OwnGradients;

    /// <summary>Where to write the rows of the next pass: rows × Input.Count.</summary>
    public Matrix Input(int rows)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rows, Capacity);
        return new(_input ??= new(Capacity * _body.Input.Count), _rows = rows, _body.Input.Count);
    }

    /// <summary>Takes rows that were written elsewhere for those of <see cref="Input"/>, from now on.</summary>
    internal void Read(Aligned input, int rows) => (_input, _rows) = (input, rows);

    /// <summary>Writes the gradients there, from now on.</summary>
    internal void Write(Aligned gradients) => _gradients = gradients;

    /// <summary>Runs the rows of <see cref="Input"/> through the layers.</summary>
    /// <param name="pass">Which pass this is.</param>
    /// <param name="from">The first layer of the body to run; the layers below keep what they answered last (after an
    /// edit of a layer, say).</param>
    /// <param name="to">The layer of the body to stop before; all when negative.</param>
    /// <returns>The last layer's output: rows × units.</returns>
    public Matrix Forward(Pass pass, int from = 0, int to = -1)
    {
        _pass = pass;
        int end = to < 0 ? _body.Layers.Length : to;
        _body.Forward(
            _network.Values,
            from == 0 ? Input(_rows) : Activation(from - 1),
            new(_output, _rows, _body.Output.Count),
            _scratch,
            pass,
            from..end,
            CollectionsMarshal.AsSpan(_clamps)
        );
        return Activation(end - 1);
    }

    /// <summary>From ∂L/∂y, written before into <see cref="Derivative"/> of the last layer run, to all gradients and
    /// derivatives below.</summary>
    /// <param name="to">As <see cref="Forward"/> was given.</param>
    /// <param name="wanted">Whether ∂L/∂input is wanted too.</param>
    public void Backward(int to = -1, Wanted wanted = Wanted.Gradients)
    {
        int end = to < 0 ? _body.Layers.Length : to;
        _body.Backward(
            new Flow
            {
                Values = _network.Values,
                X = Input(_rows),
                Y = Activation(end - 1),
                DY = Derivative(end - 1),
                Gradients = OwnGradients,
                Scratch = _scratch,
                Pass = _pass,
                DX = wanted == Wanted.Gradients ? default : InputDerivative(),
            },
            end
        );
    }

    /// <summary>What a layer of the body answered last: rows × units.</summary>
    public Matrix Activation(int layer) =>
        layer == _body.Layers.Length - 1
            ? new(_output, _rows, _body.Output.Count)
            : _body.OutputOf(_scratch.Span[_body.Start(layer, _rows)..], layer, _rows);

    /// <summary>∂L by what a layer of the body answered last: rows × units.</summary>
    public Matrix Derivative(int layer) =>
        layer == _body.Layers.Length - 1
            ? new(_dOutput, _rows, _body.Output.Count)
            : _body.DerivativeOf(_scratch.Span[_body.Start(layer, _rows)..], layer, _rows);

    /// <summary>∂L/∂input, where the last <see cref="Backward"/> was asked for it.</summary>
    public Matrix InputDerivative() => new(_dInput ??= new(Capacity * _body.Input.Count), _rows, _body.Input.Count);

    /// <summary>Holds a unit of a layer of the body at a value in every forward pass from now on: a neuron switched
    /// off, say.</summary>
    public void Clamp(int layer, int unit, float value)
    {
        Release(layer, unit);
        _clamps.Add(new(layer, unit, value));
    }

    /// <summary>Lets a clamped unit go.</summary>
    public void Release(int layer, int unit) => _clamps.RemoveAll(c => c.Layer == layer && c.Unit == unit);

    private Span<float> OwnGradients => _gradients ??= new(_network.Values.Length);
}

/// <summary>What a backward pass is asked for.</summary>
public enum Wanted
{
    /// <summary>∂L/∂values only.</summary>
    Gradients,

    /// <summary>∂L/∂input as well.</summary>
    GradientsAndInput,
}
