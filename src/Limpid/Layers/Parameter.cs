using Limpid.Numerics;

namespace Limpid.Layers;

/// <summary>What a parameter is.</summary>
public enum ParameterKind
{
    /// <summary>Multiplies: trained, and decayed where weight decay is on.</summary>
    Weight,

    /// <summary>Adds: trained, never decayed.</summary>
    Bias,

    /// <summary>Multiplies what was brought to unit size (a normalization's weight): trained, never decayed.</summary>
    Scale,

    /// <summary>
    /// Measured, not trained: a running mean, say. Not counted among the parameters. A layer that has one looks at all
    /// rows at hand in training; the gradient
    /// slot holds what is to be taken away from the value, and the trainer does so, averaged over the rows of a batch.
    /// </summary>
    Statistic,
}

/// <summary>
/// A named window of the flat buffer. At every door it is a matrix of Rows × Columns, one row a neuron; inside it lies
/// input-major, element
/// (row, column) at Offset + column · Rows + row, so that one input's weights to all neurons are one run.
/// </summary>
/// <param name="Path">Where it belongs: <c>0.weight</c> is the weight of the body's first layer, as in PyTorch's
/// <c>nn.Sequential</c>.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Offset">Its first value in the flat buffer.</param>
/// <param name="Rows">Neurons.</param>
/// <param name="Columns">Values a neuron.</param>
/// <param name="Window">What the columns are, where they are a filter: channels × height × width.</param>
public sealed record Parameter(string Path, ParameterKind Kind, int Offset, int Rows, int Columns, Shape? Window = null)
{
    /// <summary>Rows · Columns.</summary>
    public int Count => Rows * Columns;

    /// <summary>The index in the flat buffer of (row, column).</summary>
    public int IndexOf(int row, int column) => Offset + column * Rows + row;

    /// <summary>Copies the window out as rows, one neuron after the other.</summary>
    /// <param name="values">The flat buffer.</param>
    /// <param name="rows">Rows × Columns values, row-major.</param>
    public void Read(ReadOnlySpan<float> values, Span<float> rows)
    {
        for (int row = 0; row < Rows; row++)
        for (int column = 0; column < Columns; column++)
            rows[row * Columns + column] = values[IndexOf(row, column)];
    }

    /// <summary>Copies rows, one neuron after the other, into the window.</summary>
    /// <param name="rows">Rows × Columns values, row-major.</param>
    /// <param name="values">The flat buffer.</param>
    public void Write(ReadOnlySpan<float> rows, Span<float> values)
    {
        for (int row = 0; row < Rows; row++)
            Write(row, rows.Slice(row * Columns, Columns), values);
    }

    /// <summary>Copies one neuron's row into the window.</summary>
    /// <param name="row">Which.</param>
    /// <param name="neuron">Columns values.</param>
    /// <param name="values">The flat buffer.</param>
    internal void Write(int row, ReadOnlySpan<float> neuron, Span<float> values)
    {
        for (int column = 0; column < Columns; column++)
            values[IndexOf(row, column)] = neuron[column];
    }
}
