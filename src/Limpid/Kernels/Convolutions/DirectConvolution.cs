using Limpid.Numerics;

namespace Limpid.Kernels;

/// <summary>
/// A direct convolution: it reads the input planes in place and makes no im2col copy. Tap t of every filter reads b
/// from offsets[t] on. Either filters or positions lie across the lanes, whichever wastes fewer of them. Each element
/// is one chain of fused multiply-adds.
/// </summary>
internal sealed partial class DirectConvolution
{
    private const int Step = 4; // the narrowest lanes worth filling up to

    private readonly int[] _offsets;
    private readonly int _reach;
    private readonly PaddingMask? _seeing;

    /// <summary>A convolution with these taps.</summary>
    /// <param name="offsets">For each tap, the index in b that it reads for the first position.</param>
    /// <param name="seeing">Which taps read more than padding, where that is known.</param>
    public DirectConvolution(int[] offsets, PaddingMask? seeing = null) =>
        (_offsets, _reach, _seeing) = (offsets, offsets.Length == 0 ? 0 : offsets.Max(), seeing);

    /// <summary>How many taps.</summary>
    public int Count => _offsets.Length;

    /// <summary>The columns that hold so many filters: a multiple of four, or one or two.</summary>
    public static int Columns(int filters) => filters <= 2 ? filters : checked((filters + Step - 1) / Step * Step);

    /// <summary>y[i·width + j, o] = Σₜ a[t·stride + o] · b[offsets[t] + i·pitch + j], t ascending.</summary>
    /// <param name="a">Weights, one run of y.Columns a tap.</param>
    /// <param name="stride">From one tap's run to the next's.</param>
    /// <param name="b">Planes.</param>
    /// <param name="pitch">From one line of them to the next.</param>
    /// <param name="width">Columns of y's picture.</param>
    /// <param name="y">One row a place; written.</param>
    public void Multiply(ReadOnlySpan<float> a, int stride, ReadOnlySpan<float> b, int pitch, int width, Matrix y)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(a.Length, (Count - 1) * stride + y.Columns);
        Check(b, pitch, width, y);
        SimdDispatch.Sweep(new Product(_offsets, _seeing, a, stride, b, pitch, width, y));
    }

    /// <summary>y[o, i·width + j] = Σₜ a[t·stride + o] · b[offsets[t] + i·pitch + j], t ascending: plane after
    /// plane.</summary>
    /// <param name="a">Weights, one run of <see cref="Columns"/> a tap.</param>
    /// <param name="stride">From one tap's run to the next's.</param>
    /// <param name="b">Planes.</param>
    /// <param name="picture">Where places lie in b, and in y.</param>
    /// <param name="scratch"><see cref="ScratchSize"/> floats.</param>
    /// <param name="y">A row a filter; written.</param>
    public void Answer(
        ReadOnlySpan<float> a,
        int stride,
        ReadOnlySpan<float> b,
        PositionGrid picture,
        Span<float> scratch,
        Matrix y
    )
    {
        if (PlacesAcross(y.Rows, picture))
        {
            MultiplyPlaces(a, stride, b, picture, new(scratch, y.Rows, picture.Reach));
            for (int filter = 0; filter < y.Rows; filter++)
                picture.Gather(scratch.Slice(filter * picture.Reach, picture.Reach), y[filter]);
            return;
        }
        var answers = new Matrix(scratch, picture.Count, Columns(y.Rows));
        Multiply(a, stride, b, picture.Pitch, picture.Width, answers);
        Reductions.Transpose(answers.Span, answers.Columns, answers.Rows, y.Rows, y.Span, y.Columns);
    }

    /// <summary>How many floats <see cref="Answer"/> needs beside its operands.</summary>
    public static int ScratchSize(int filters, PositionGrid picture) =>
        checked(Math.Max(Columns(filters) * picture.Count, filters * picture.Reach));

    /// <summary>dw[t,o] += Σᵢⱼ b[offsets[t] + i·pitch + j] · dy[i·width + j, o], i and j ascending.</summary>
    /// <param name="b">Planes.</param>
    /// <param name="pitch">From one line of them to the next.</param>
    /// <param name="width">Columns of dy's picture.</param>
    /// <param name="dy">One row a place.</param>
    /// <param name="dw">Count × dy.Columns; added to.</param>
    public void AddGradient(ReadOnlySpan<float> b, int pitch, int width, Matrix dy, Matrix dw)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual((dw.Rows, dw.Columns), (Count, dy.Columns));
        Check(b, pitch, width, dy);
        SimdDispatch.Sweep(new Gradient(_offsets, b, pitch, width, dy, dw));
    }

    private void Check(ReadOnlySpan<float> b, int pitch, int width, Matrix y)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(y.Rows % width, 0);
        ArgumentOutOfRangeException.ThrowIfLessThan(b.Length, _reach + (y.Rows / width - 1) * pitch + width);
    }
}
