using Limpid.Kernels;
using Limpid.Numerics;

namespace Limpid.Layers;

/// <summary>
/// Where everything lies when a convolution looks at one sample. The padded picture is cut into Stride × Stride planes,
/// plane (u, v) holding every
/// Stride-th pixel from (u, v) on, so that from one place to the next every tap of a filter moves by one, at any
/// stride.
/// </summary>
internal sealed class ConvolutionPlan
{
    private readonly Shape _input,
        _output;
    private readonly int _groups,
        _filters,
        _lines,
        _pitch,
        _margin,
        _ones,
        _pixels,
        _wide,
        _filled;
    private readonly bool _sumsPlaces,
        _areWide;
    private readonly StridePhases _phases;
    private readonly PositionGrid _places;
    private readonly DirectConvolution[] _taps;

    public ConvolutionPlan(Convolution spec, Shape input, Shape output)
    {
        (_input, _output, _groups, _filters) = (input, output, spec.Groups, spec.Filters / spec.Groups);
        (_phases, _margin) = (new(spec), spec.Margin);
        int reach = (spec.Kernel - 1) / spec.Stride;
        int shared = spec.Stride == 1 ? spec.Margin : 0; // the zeros behind a line are those before the next
        (_lines, _pitch) = (output.Height + reach, output.Width + reach - shared);
        _places = new(_pitch, output.Width, output.Height);
        _ones = Aligned.Whole(checked(input.Channels * _phases.Count * _lines * _pitch + shared));
        (_pixels, _wide) = (_places.Count, DirectConvolution.Columns(_filters));
        _areWide = _groups == 1 && _wide == _filters;
        (_sumsPlaces, _filled) = (
            DirectConvolution.SumsPlaces(_filters, output.Width, output.Height),
            DirectConvolution.Filled(output.Width)
        );
        _taps = [.. Enumerable.Range(0, _groups).Select(group => new DirectConvolution(Offsets(group)))];
        ScratchSize = Aligned.Whole(
            checked(
                Sums + _groups * _taps[0].Count * Math.Max(_wide, _sumsPlaces ? _filters * DirectConvolution.Chains : 0)
            )
        );
    }

    /// <summary>Floats of scratch: the planes and one of ones, the answers or the derivatives with filters across, and
    /// the weights so or the sums.</summary>
    public int ScratchSize { get; }

    private int Answers => Aligned.Whole(checked(_ones + (_places.Height - 1) * _pitch + _filled));

    private int Sums =>
        Aligned.Whole(
            checked(
                Answers
                + Math.Max(
                    DirectConvolution.ScratchSize(_filters, _places),
                    _sumsPlaces ? _filters * _places.Height * _filled : 0
                )
            )
        );

    /// <summary>Clears the margins, which laying a sample out leaves as they are, and makes the weights ready for
    /// <see cref="Answer"/>.</summary>
    public void BeginForward(ReadOnlySpan<float> values, Span<float> scratch)
    {
        scratch[.._ones].Clear();
        scratch[_ones..Answers].Fill(1f);
        if (!_areWide)
            Widen(values, scratch);
    }

    /// <summary>The same for <see cref="AddGradient"/>, whose sums begin at 0.</summary>
    public void BeginGradients(Span<float> scratch)
    {
        scratch.Clear();
        scratch[_ones..Answers].Fill(1f);
    }

    /// <summary>Lays out one sample.</summary>
    public void Spread(Span<float> x, Span<float> scratch)
    {
        int plane = _lines * _pitch;
        if (_phases.Stride > 1)
        {
            _phases.Part(x, _input, scratch, new(_pitch, plane, _phases.Count * plane, _lines, Start: 0), back: false);
            return;
        }
        for (int channel = 0, pixels = _input.Height * _input.Width; channel < _input.Channels; channel++)
            StridedCopy.Copy(
                x.Slice(channel * pixels, pixels),
                _input.Width,
                scratch[(channel * plane + _margin * _pitch + _margin)..],
                _pitch,
                _input.Width,
                _input.Height
            );
    }

    /// <summary>Lays the weights of all groups out with so many columns as <see cref="Answer"/> wants, the biases as
    /// the last tap's; where all filters are so many, the values lie so themselves.</summary>
    private void Widen(ReadOnlySpan<float> values, Span<float> scratch)
    {
        int all = _filters * _groups;
        for (int group = 0; group < _groups; group++)
        {
            Matrix wide = WideOf(group, scratch);
            if (_wide > _filters)
                wide.Span.Clear();
            for (int tap = 0; tap < wide.Rows; tap++)
                values.Slice(tap * all + group * _filters, _filters).CopyTo(wide[tap]);
        }
    }

    /// <summary>One group's part of y, from one sample laid out.</summary>
    public void Answer(int group, ReadOnlySpan<float> values, Span<float> scratch, Span<float> y)
    {
        ReadOnlySpan<float> weights = _areWide ? values : WideOf(group, scratch).Span;
        var planes = new Matrix(y.Slice(group * _filters * _pixels, _filters * _pixels), _filters, _pixels);
        _taps[group].Answer(weights, _wide, scratch[..Answers], _places, scratch[Answers..Sums], planes);
    }

    /// <summary>Adds one sample's part of a group's gradients to the sums.</summary>
    public void AddGradient(int group, ReadOnlySpan<float> dy, Span<float> scratch)
    {
        ReadOnlySpan<float> own = dy.Slice(group * _filters * _pixels, _filters * _pixels);
        if (_sumsPlaces)
        {
            var filled = new Matrix(scratch[Answers..], _filters, _places.Height * _filled);
            StridedCopy.Copy(own, _places.Width, filled.Span, _filled, _places.Width, _filters * _places.Height);
            _taps[group]
                .AddGradientOfPlaces(scratch[..Answers], _pitch, _places.Width, filled, ChainsOf(group, scratch));
            return;
        }
        var across = new Matrix(scratch[Answers..], _pixels, _wide);
        Kernels.Reductions.Transpose(own, _pixels, _filters, _pixels, across.Span, _wide);
        _taps[group].AddGradient(scratch[..Answers], _pitch, _output.Width, across, WideOf(group, scratch));
    }

    /// <summary>Copies the sums out, as the values lie.</summary>
    public void End(Span<float> scratch, Span<float> gradients)
    {
        int all = _filters * _groups;
        for (int group = 0; group < _groups; group++)
        for (int tap = 0; tap < _taps[group].Count; tap++)
        {
            Span<float> own = gradients.Slice(tap * all + group * _filters, _filters);
            if (_sumsPlaces)
                DirectConvolution.Fold(ChainsOf(group, scratch)[tap], own);
            else
                WideOf(group, scratch)[tap][.._filters].CopyTo(own);
        }
    }

    private Matrix WideOf(int group, Span<float> scratch) =>
        new(scratch[(Sums + group * _taps[0].Count * _wide)..], _taps[0].Count, _wide);

    private Matrix ChainsOf(int group, Span<float> scratch)
    {
        int count = _taps[0].Count,
            columns = _filters * DirectConvolution.Chains;
        return new(scratch[(Sums + group * count * columns)..], count, columns);
    }

    /// <summary>For each channel, line and column of a group's filters, where its first pixel lies; the bias's 1 at
    /// last.</summary>
    private int[] Offsets(int group)
    {
        var offsets = new List<int>();
        int channels = _input.Channels / _groups;
        for (int channel = group * channels; channel < (group + 1) * channels; channel++)
            foreach ((int phase, int line, int column) in _phases.Taps)
                offsets.Add(((channel * _phases.Count + phase) * _lines + line) * _pitch + column);
        offsets.Add(_ones);
        return [.. offsets];
    }
}
