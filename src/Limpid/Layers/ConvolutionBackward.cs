using Limpid.Kernels;
using Limpid.Numerics;

namespace Limpid.Layers;

/// <summary>
/// dx[c,·,·] = Σ_o Σ_u Σ_v w[o,c,u,v] · dy[o, ·, ·] at the places from which tap (u, v) saw the pixel: the convolution
/// the other way round, plane after
/// plane of <see cref="StridePhases"/>, each with the taps that fell into it.
/// </summary>
internal sealed class ConvolutionBackward
{
    private readonly Shape _input,
        _output;
    private readonly int _groups,
        _channels,
        _filters,
        _kernel,
        _before,
        _margin,
        _start,
        _lines,
        _pitch,
        _height,
        _width,
        _wide;
    private readonly StridePhases _phases;
    private readonly PositionGrid _places;
    private readonly Lazy<DirectConvolution[,]> _taps; // a network that only answers needs none

    public ConvolutionBackward(Convolution spec, Shape input, Shape output)
    {
        (_input, _output, _groups, _kernel) = (input, output, spec.Groups, spec.Kernel);
        (_channels, _filters, _phases) = (input.Channels / _groups, spec.Filters / _groups, new(spec));
        _start = spec.Margin / spec.Stride; // the first line of a plane that may hold a pixel
        _margin = Math.Max(0, (spec.Kernel - 1) / spec.Stride - _start); // zeros before dy
        _before = _start + _margin;
        _height = (input.Height - 1 + spec.Margin) / spec.Stride - _start + 1;
        _width = (input.Width - 1 + spec.Margin) / spec.Stride - _start + 1;
        (_lines, _pitch) = (
            Math.Max(_height + _before, output.Height + _margin),
            Math.Max(_width + _start, output.Width + _margin)
        ); // the zeros before a line are those behind the one above
        _places = new(_pitch, _width, _height);
        _taps = new(AllTaps);
        _wide = DirectConvolution.Columns(_channels);
        Weights = Aligned.Whole(checked(spec.Filters * _lines * _pitch + _margin));
        Answers = Aligned.Whole(checked(Weights + spec.Filters * _kernel * _kernel * _wide));
        Planes = Aligned.Whole(checked(Answers + DirectConvolution.ScratchSize(_channels, _places)));
        ScratchSize = checked(Planes + (spec.Stride == 1 ? 0 : input.Channels * _phases.Count * _places.Count));
    }

    /// <summary>Floats of scratch: dy with its margins, the weights, what <see cref="DirectConvolution.Answer"/> needs,
    /// and the
    /// planes of dx where a stride cuts it.</summary>
    public int ScratchSize { get; }

    private int Weights { get; }

    private int Answers { get; }

    private int Planes { get; }

    /// <summary>Lays the weights out as they are read here: for each plane and group, one run of channels a
    /// tap.</summary>
    public void Turn(ReadOnlySpan<float> values, Span<float> scratch)
    {
        int at = Weights,
            all = _filters * _groups,
            area = _kernel * _kernel;
        for (int phase = 0; phase < _phases.Count; phase++)
        for (int filter = 0; filter < all; filter++)
        for (int tap = 0; tap < area; tap++)
        {
            if (_phases.Taps[tap].Phase != phase)
                continue;
            for (int channel = 0; channel < _channels; channel++)
                scratch[at + channel] = values[(channel * area + tap) * all + filter];
            at += _wide;
        }
    }

    /// <summary>Clears the margins; <see cref="Run"/> leaves them as they are.</summary>
    public void Begin(Span<float> scratch) => scratch.Clear();

    /// <summary>One sample's dx from its dy.</summary>
    public void Run(ReadOnlySpan<float> dy, Span<float> scratch, Span<float> dx)
    {
        int area = _output.Height * _output.Width;
        for (int filter = 0; filter < _output.Channels; filter++)
            StridedCopy.Copy(
                dy.Slice(filter * area, area),
                _output.Width,
                scratch[((filter * _lines + _margin) * _pitch + _margin)..],
                _pitch,
                _output.Width,
                _output.Height
            );
        int weights = Weights,
            plane = _places.Count,
            count = _phases.Count;
        bool isWhole = _phases.Stride == 1;
        Span<float> planes = isWhole ? dx : scratch[Planes..];
        for (int phase = 0; phase < count; phase++)
        for (int group = 0; group < _groups; group++)
        {
            DirectConvolution taps = _taps.Value[phase, group];
            var to = new Matrix(planes[((phase * _groups + group) * _channels * plane)..], _channels, plane);
            taps.Answer(scratch[weights..Answers], _wide, scratch[..Weights], _places, scratch[Answers..Planes], to);
            weights += taps.Count * _wide;
        }
        if (isWhole)
            return;
        if (_phases.Stride > _kernel)
            dx.Clear(); // pixels that no filter sees
        _phases.Part(dx, _input, planes, new(_width, _input.Channels * plane, plane, _height, _start), back: true);
    }

    private DirectConvolution[,] AllTaps()
    {
        var taps = new DirectConvolution[_phases.Count, _groups];
        for (int phase = 0; phase < _phases.Count; phase++)
        for (int group = 0; group < _groups; group++)
            taps[phase, group] = new(Offsets(phase, group), Seeing(phase));
        return taps;
    }

    /// <summary>Of one filter's taps on a plane, at each of its lines, those that meet a line of dy.</summary>
    private PaddingMask? Seeing(int phase)
    {
        int[] lines = [.. _phases.Taps.Where(tap => tap.Phase == phase).Select(tap => _before - tap.Line - _margin)];
        int[] first = new int[_height],
            end = new int[_height];
        for (int i = 0; i < _height; i++)
        {
            first[i] = Array.FindIndex(lines, line => line + i >= 0 && line + i < _output.Height);
            end[i] = Array.FindLastIndex(lines, line => line + i >= 0 && line + i < _output.Height) + 1;
        }
        return first.Contains(-1) ? null : new(lines.Length, first, end);
    }

    /// <summary>The taps of one plane, filter after filter: where, in dy's lines, the first place that saw the plane's
    /// first pixel lies.</summary>
    private int[] Offsets(int phase, int group)
    {
        var offsets = new List<int>();
        for (int filter = group * _filters; filter < (group + 1) * _filters; filter++)
            foreach ((int of, int line, int column) in _phases.Taps)
                if (of == phase)
                    offsets.Add((filter * _lines + _before - line) * _pitch + _before - column);
        return [.. offsets];
    }
}
