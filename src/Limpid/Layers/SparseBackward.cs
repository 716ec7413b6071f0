using System.Runtime.InteropServices;
using Limpid.Kernels;
using Limpid.Numerics;

namespace Limpid.Layers;

/// <summary>
/// A convolution's way back where most of dy is zero, as behind a pool: each number that is not zero adds its own part
/// to the weights' gradients and to dx. A
/// stride needs no planes here. It gives the bits of <see cref="ConvolutionPlan"/> and
/// <see cref="ConvolutionBackward"/>.
/// </summary>
internal sealed class SparseBackward
{
    private const int FewestChannels = 5; // fewer leave too many lanes empty
    private const int WorthSkipping = 4; // one in four: what a pool over 2×2 leaves at most

    private readonly Shape _input,
        _output;
    private readonly int _margin,
        _area,
        _columns,
        _pitch,
        _pixels,
        _weights,
        _sums,
        _biases;
    private readonly SparseConvolution _taps;

    public SparseBackward(Convolution spec, Shape input, Shape output)
    {
        (_input, _output, _margin, _area) = (input, output, spec.Margin, spec.Kernel * spec.Kernel);
        (_columns, _pitch) = (DirectConvolution.Columns(input.Channels), input.Width + 2 * spec.Margin);
        _taps = new(Offsets(spec.Kernel, spec.Kernel, 1), Offsets(output.Height, output.Width, spec.Stride), _columns);
        _pixels = Aligned.Whole(checked((input.Height + 2 * spec.Margin) * _pitch * _columns));
        _weights = Aligned.Whole(checked(_pixels + _taps.ScratchSize(output.Channels)));
        _sums = Aligned.Whole(checked(_weights + output.Channels * _taps.Weights));
        _biases = checked(_sums + output.Channels * _taps.Weights);
        ScratchSize = checked(_biases + output.Channels);
    }

    /// <summary>Floats of scratch: a picture, pixel after pixel, what was found in dy, the weights and their sums so,
    /// and the biases' sums.</summary>
    public int ScratchSize { get; }

    /// <summary>Whether a convolution's shapes allow it: gradients must be one chain a sum. The browser's interpreter
    /// gains nothing by it.</summary>
    public static bool MayPay(Convolution spec, Shape input, Shape output) =>
        spec.Groups == 1
        && input.Channels >= FewestChannels
        && !DirectConvolution.SumsPlaces(spec.Filters, output.Width, output.Height)
        && !OperatingSystem.IsBrowser();

    /// <summary>Whether so much of dy is zero that it is the faster way; the first row speaks for all.</summary>
    public static bool IsWorthwhile(Matrix dy) =>
        !dy.IsEmpty && (dy.Columns - MemoryMarshal.Cast<float, int>(dy[0]).Count(0)) * WorthSkipping <= dy.Columns;

    /// <summary>From dy to the gradients and to dx, as far as they are wanted.</summary>
    public void Run(in Flow flow, Span<float> scratch)
    {
        scratch.Clear();
        Matrix weights = new(scratch[_weights..], _output.Channels, _taps.Weights),
            sums = new(scratch[_sums..], _output.Channels, _taps.Weights);
        Span<float> pixels = scratch[.._pixels],
            biases = scratch[_biases..];
        bool isLearnt = !flow.Gradients.IsEmpty,
            isPassedOn = !flow.DX.IsEmpty;
        if (isPassedOn)
            Turn(
                MemoryMarshal.CreateSpan(ref MemoryMarshal.GetReference(flow.Values), flow.Values.Length),
                weights,
                back: false
            );
        for (int row = 0; row < flow.DY.Rows; row++)
        {
            SparseConvolution.NonZeroPixels nonZeros = _taps.Find(
                new(flow.DY[row], _output.Channels, _output.Height * _output.Width),
                scratch[_pixels.._weights],
                biases
            );
            if (isLearnt)
            {
                pixels.Clear();
                Move(flow.X[row], pixels, back: false);
                _taps.AddGradient(nonZeros, pixels, sums);
            }
            if (!isPassedOn)
                continue;
            pixels.Clear();
            _taps.Spread(nonZeros, weights, pixels);
            Move(flow.DX[row], pixels, back: true);
        }
        if (!isLearnt)
            return;
        Turn(flow.Gradients, sums, back: true);
        biases.CopyTo(flow.Gradients[(_area * _input.Channels * _output.Channels)..]);
    }

    /// <summary>Weights as a layer's values hold them to a row a filter, tap after tap, or back.</summary>
    private void Turn(Span<float> values, Matrix rows, bool back)
    {
        for (int filter = 0, filters = _output.Channels; filter < filters; filter++)
        for (int tap = 0; tap < _area; tap++)
        for (int channel = 0; channel < _input.Channels; channel++)
        {
            ref float value = ref values[(channel * _area + tap) * filters + filter],
                turned = ref rows[filter][tap * _columns + channel];
            if (back)
                value = turned;
            else
                turned = value;
        }
    }

    /// <summary>A picture to where its pixels lie one after another, or back; its margins stay as they are.</summary>
    private void Move(Span<float> picture, Span<float> pixels, bool back)
    {
        int plane = _input.Height * _input.Width,
            lines = _margin == 0 ? 1 : _input.Height,
            line = plane / lines;
        for (int i = 0; i < lines; i++)
        {
            Span<float> planes = picture[(i * line)..],
                first = pixels[(((i + _margin) * _pitch + _margin) * _columns)..];
            if (back)
                Reductions.Transpose(first, _columns, line, _input.Channels, planes, plane);
            else
                Reductions.Transpose(planes, plane, _input.Channels, line, first, _columns);
        }
    }

    /// <summary>Where the pixels of a grid lie, line after line.</summary>
    private int[] Offsets(int height, int width, int stride)
    {
        var offsets = new int[height * width];
        for (int i = 0; i < height; i++)
        for (int j = 0; j < width; j++)
            offsets[i * width + j] = (i * _pitch + j) * stride * _columns;
        return offsets;
    }
}
