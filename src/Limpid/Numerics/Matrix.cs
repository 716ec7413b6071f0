namespace Limpid.Numerics;

/// <summary>A rows × columns view of contiguous floats, row-major. It owns nothing; one row is one sample.</summary>
public readonly ref struct Matrix
{
    /// <summary>Views the first rows · columns floats of a span.</summary>
    /// <param name="values">At least rows · columns floats.</param>
    /// <param name="rows">Samples.</param>
    /// <param name="columns">Values a sample.</param>
    public Matrix(Span<float> values, int rows, int columns)
    {
        Span = values[..checked(rows * columns)];
        Rows = rows;
        Columns = columns;
    }

    /// <summary>All values, row after row.</summary>
    public Span<float> Span { get; }

    /// <summary>Samples.</summary>
    public int Rows { get; }

    /// <summary>Values a sample.</summary>
    public int Columns { get; }

    /// <summary>True for a matrix without values: "not wanted", where an output is asked for.</summary>
    public bool IsEmpty => Span.IsEmpty;

    /// <summary>One row.</summary>
    public Span<float> this[int row] => Span.Slice(row * Columns, Columns);

    /// <summary>Some consecutive rows.</summary>
    public Matrix Slice(int row, int rows) => new(Span[(row * Columns)..], rows, Columns);
}
