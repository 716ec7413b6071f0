using System.Runtime.InteropServices;
using Limpid.Initializers;
using Limpid.Kernels;
using Limpid.Numerics;

namespace Limpid.Layers;

/// <summary>
/// y = x·Wᵀ + b: every unit looks at every input. W is Units × inputs, one row a neuron; dx = dy·W, dW = dyᵀ·x, db = Σ
/// dy over the batch.
/// A picture is read as one long row, channel after channel, line after line.
/// </summary>
/// <param name="Units">Neurons.</param>
/// <param name="Weights">How the weights begin; Glorot and Bengio's uniform when missing.</param>
/// <param name="Biases">How the biases begin; zeros when missing.</param>
public sealed record Dense(int Units, Initializer? Weights = null, Initializer? Biases = null) : LayerSpec
{
    /// <summary>How the weights begin.</summary>
    public Initializer Weights { get; init; } = Weights ?? new GlorotUniform();

    /// <summary>How the biases begin.</summary>
    public Initializer Biases { get; init; } = Biases ?? new Zeros();

    /// <inheritdoc/>
    public override Layer Build(Shape input)
    {
        Weights.Validate();
        Biases.Validate();
        return Units > 0 && (long)Units * (input.Count + 1L) <= int.MaxValue / 2 && new Shape(Units).IsValid
            ? new DenseLayer(this, input)
            : throw LimpidException.Usage(
                $"units must be at least 1 and units × inputs below 2³⁰, but there are {Units} units."
            );
    }
}

internal sealed class DenseLayer : Layer
{
    private readonly Dense _spec;
    private readonly int _inputs,
        _units,
        _weights;

    public DenseLayer(Dense spec, Shape input)
        : base(input, new Shape(spec.Units))
    {
        (_spec, _inputs, _units) = (spec, input.Count, spec.Units);
        _weights = _inputs * _units;
        Parameters =
        [
            new("weight", ParameterKind.Weight, 0, _units, _inputs),
            new("bias", ParameterKind.Bias, _weights, _units, 1),
        ];
    }

    public override IReadOnlyList<Parameter> Parameters { get; }

    public override void Initialize(Span<float> values, ref RandomStream random)
    {
        _spec.Weights.Fill(values[.._weights], _inputs, _units, ref random);
        _spec.Biases.Fill(values[_weights..], _inputs, _units, ref random);
    }

    /// <summary>The places of x's non-zeros, and W turned round for dx.</summary>
    public override int Scratch(int rows) => SparseRows.Size(rows, _inputs) + _weights;

    public override void Forward(ReadOnlySpan<float> values, Matrix x, Matrix y, Span<float> scratch, Pass pass)
    {
        Matrix w = Weights(values);
        ReadOnlySpan<float> b = values.Slice(_weights, _units);
        Span<int> nonZeros = Found(scratch, x.Rows);
        SparseRows.Find(x, _units, nonZeros);
        if (SparseRows.IsWorthwhile(nonZeros))
            SparseRows.Multiply(x, nonZeros, w, b, y);
        else
            Product.Run(x.Span, _inputs, 1, w, b, y);
    }

    public override void Backward(in Flow flow)
    {
        Matrix x = flow.X,
            dy = flow.DY;
        Span<int> nonZeros = Found(flow.Scratch, x.Rows);
        if (!flow.Gradients.IsEmpty)
        {
            Matrix dw = Weights(flow.Gradients);
            if (SparseRows.IsWorthwhile(nonZeros))
                SparseRows.Gradient(x, nonZeros, dy, dw);
            else
                Product.Run(x.Span, 1, _inputs, dy, [], dw);
            Reductions.Rows(dy, flow.Gradients[_weights..]);
        }
        if (flow.DX.IsEmpty)
            return;
        var turned = new Matrix(flow.Scratch[nonZeros.Length..], _units, _inputs);
        Reductions.Transpose(Weights(flow.Values), turned);
        Product.Run(dy.Span, _units, 1, turned, [], flow.DX);
    }

    private Span<int> Found(Span<float> scratch, int rows) =>
        MemoryMarshal.Cast<float, int>(scratch[..SparseRows.Size(rows, _inputs)]);

    /// <summary>As they lie: inputs × units, one run of neurons an input.</summary>
    private Matrix Weights(ReadOnlySpan<float> values) =>
        new(MemoryMarshal.CreateSpan(ref MemoryMarshal.GetReference(values), _weights), _inputs, _units);
}
