using System.Runtime.InteropServices;
using Limpid.Kernels;
using Limpid.Layers;
using Limpid.Losses;
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
    private Gradient? _gradient;
    private long _measured;

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

    /// <summary>
    /// Measures a batch: forward, the loss, backward. L = 1/n · Σᵣ loss(f(xᵣ), labelᵣ) over its n rows, and ∂L/∂values
    /// of that mean. A loss that fuses with the last layer is measured on that layer's input, as the trainer does.
    /// </summary>
    /// <param name="loss">One that fits the network's last layer.</param>
    /// <param name="x">n × Input.Count floats, row after row.</param>
    /// <param name="labels">n classes, from 0; n is from 1 to <see cref="Capacity"/>.</param>
    /// <returns>This workspace's own gradient: the same object at each call, overwritten.</returns>
    /// <remarks>Dropout draws anew at each call; a new workspace draws the same again.</remarks>
    /// <exception cref="LimpidException"><see cref="Fault.Mismatch"/>: x is not n rows, n does not fit the workspace, a
    /// label is no class, or the loss does not fit the last layer.</exception>
    /// <example><code>
    /// Gradient gradient = workspace.Gradient(loss, x, labels);
    /// optimizer.Step(network, gradient);
    /// Console.WriteLine(gradient.Loss);
    /// </code></example>
    public Gradient Gradient(Loss loss, ReadOnlySpan<float> x, ReadOnlySpan<byte> labels)
    {
        Check(loss, x, labels);
        LayerSpec last = _network.Architecture.Last;
        int top = _body.Layers.Length - (loss.Fuses(last) ? 1 : 0),
            rows = labels.Length;
        x.CopyTo(Input(rows).Span);
        Matrix scores = Forward(new Pass(Mode.Training, RandomStream.Named(0, "pass", _measured++).State), to: top);
        double sum = loss.Measure(scores, new Targets(labels), 1f / rows, Derivative(top - 1));
        Backward(top);
        _gradient ??= new(this);
        _gradient.Loss = sum / rows;
        return _gradient;
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

    private void Check(Loss loss, ReadOnlySpan<float> x, ReadOnlySpan<byte> labels)
    {
        int inputs = _body.Input.Count,
            classes = _body.Output.Count;
        loss.Validate(classes);
        if (!loss.Fits(_network.Architecture.Last))
            throw LimpidException.Mismatch(
                $"This loss fits a network that ends in {loss.FitsOn}, but this one ends in "
                    + $"{_network.Architecture.Last.GetType().Name}. Change the last layer or the loss."
            );
        if (labels.IsEmpty || labels.Length > Capacity)
            throw LimpidException.Mismatch(
                $"This workspace takes 1 to {Capacity:N0} rows, but {labels.Length:N0} labels came."
            );
        if (x.Length != (long)labels.Length * inputs)
            throw LimpidException.Mismatch(
                $"{labels.Length:N0} labels need {labels.Length:N0} rows of {inputs:N0} inputs, but {x.Length:N0} "
                    + "numbers came."
            );
        foreach (byte label in labels)
            if (label >= classes)
                throw LimpidException.Mismatch($"The classes are 0 to {classes - 1}, but a label is {label}.");
    }

    internal Span<float> OwnGradients => _gradients ??= new(_network.Values.Length);
}

/// <summary>What a backward pass is asked for.</summary>
public enum Wanted
{
    /// <summary>∂L/∂values only.</summary>
    Gradients,

    /// <summary>∂L/∂input as well.</summary>
    GradientsAndInput,
}
