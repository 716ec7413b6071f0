using Limpid.Kernels;
using Limpid.Numerics;

namespace Limpid.Layers;

/// <summary>
/// Makes one number of each window of Size × Size numbers of a channel: C × H × W becomes C × ⌊(H + 2·Padding − Size) /
/// Stride⌋ + 1 × so too W. What a last
/// window would need beyond the padding is left out.
/// </summary>
/// <param name="Size">Lines and columns of a window.</param>
/// <param name="Stride">From one window to the next; Size when 0.</param>
/// <param name="Padding">How far windows reach beyond the picture on all four sides; at most half of Size.</param>
public abstract record Pool(int Size, int Stride, int Padding) : LayerSpec
{
    /// <summary>From one window to the next.</summary>
    public int Stride { get; init; } = Stride == 0 ? Size : Stride;

    /// <summary>The windows on a shape, or why there are none.</summary>
    private protected Windows On(Shape input)
    {
        if (Size < 1 || Stride < 1 || Padding < 0 || Padding > Size / 2)
            throw LimpidException.Usage(
                $"size and stride must be at least 1 and padding from 0 to half of size, but they are {Size}, "
                    + $"{Stride} and {Padding}."
            );
        if (Size > Math.Min(input.Height, input.Width) + 2L * Padding)
            throw LimpidException.Usage(
                $"windows of {Size}x{Size} with padding {Padding} do not fit into "
                    + $"{input.Height}x{input.Width}. Use smaller windows, or fewer layers that make "
                    + "pictures "
                    + "smaller."
            );
        return new(input, Size, Stride, Padding);
    }
}

/// <summary>Runs a pooling formula over all windows.</summary>
internal sealed class PoolLayer<F>(Windows windows, F f) : Layer(windows.Input, windows.Output)
    where F : struct, IPooling
{
    public override void Forward(ReadOnlySpan<float> values, Matrix x, Matrix y, Span<float> scratch, Pass pass) =>
        Pooling.Forward(f, windows, x.Span, y.Span);

    public override void Backward(in Flow flow)
    {
        if (!flow.DX.IsEmpty)
            Pooling.Backward(f, windows, flow.X.Span, flow.Y.Span, flow.DY.Span, flow.DX.Span);
    }
}
