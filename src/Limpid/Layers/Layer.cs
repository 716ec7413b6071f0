using Limpid.Numerics;

namespace Limpid.Layers;

/// <summary>
/// The machine that a spec builds for an input shape: a pure function of values and input, with its derivative. It
/// holds no numbers that
/// are learnt (they are handed in) and nothing that changes, so one layer serves any number of threads.
/// </summary>
/// <param name="input">The shape that comes in.</param>
/// <param name="output">The shape that goes out.</param>
public abstract class Layer(Shape input, Shape output)
{
    /// <summary>The shape that comes in.</summary>
    public Shape Input { get; } = input;

    /// <summary>The shape that goes out.</summary>
    public Shape Output { get; } = output;

    /// <summary>What is learnt, as windows of the layer's own values.</summary>
    public virtual IReadOnlyList<Parameter> Parameters => [];

    /// <summary>How many nodes of the tree of layers it makes: 1, and those inside.</summary>
    public virtual int Nodes => 1;

    /// <summary>Draws the first values.</summary>
    /// <param name="values">All values of <see cref="Parameters"/>.</param>
    /// <param name="random">Where to draw from.</param>
    public virtual void Initialize(Span<float> values, ref RandomStream random) { }

    /// <summary>How many floats of scratch a pass over so many rows needs. Backward finds there what Forward
    /// left.</summary>
    public virtual int Scratch(int rows) => 0;

    /// <summary>y = f(x).</summary>
    /// <param name="values">The layer's values.</param>
    /// <param name="x">rows × Input.Count.</param>
    /// <param name="y">rows × Output.Count; written whole.</param>
    /// <param name="scratch"><see cref="Scratch"/>(rows) floats.</param>
    /// <param name="pass">Which pass this is.</param>
    public abstract void Forward(ReadOnlySpan<float> values, Matrix x, Matrix y, Span<float> scratch, Pass pass);

    /// <summary>From ∂L/∂y to ∂L/∂x and ∂L/∂values. Both are written whole, not added to.</summary>
    public abstract void Backward(in Flow flow);
}

/// <summary>All that a layer's Backward reads and writes. An empty output is not wanted.</summary>
public readonly ref struct Flow
{
    /// <summary>The layer's values.</summary>
    public ReadOnlySpan<float> Values { get; init; }

    /// <summary>What Forward was given: rows × Input.Count.</summary>
    public Matrix X { get; init; }

    /// <summary>What Forward answered: rows × Output.Count.</summary>
    public Matrix Y { get; init; }

    /// <summary>∂L/∂y, read.</summary>
    public Matrix DY { get; init; }

    /// <summary>∂L/∂x, written; empty when not wanted.</summary>
    public Matrix DX { get; init; }

    /// <summary>∂L/∂values, written; empty when not wanted.</summary>
    public Span<float> Gradients { get; init; }

    /// <summary>The scratch that Forward was given.</summary>
    public Span<float> Scratch { get; init; }

    /// <summary>The pass that Forward was given.</summary>
    public Pass Pass { get; init; }
}
