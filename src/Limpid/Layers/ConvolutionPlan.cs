using Limpid.Kernels;
using Limpid.Numerics;

namespace Limpid.Layers;

/// <summary>
/// Where everything lies when a convolution looks at one sample. The padded picture is cut into Stride × Stride planes, plane (u, v) holding every
/// Stride-th pixel from (u, v) on, so that from one place to the next every tap of a filter moves by one, at any stride.
/// </summary>
internal sealed class ConvolutionPlan
{
    private readonly Shape _input, _output;
    private readonly int _groups, _filters, _lines, _pitch, _columns, _ones, _wide;
    private readonly Phases _phases;
    private readonly Taps[] _forward, _gradient;

    public ConvolutionPlan(Convolution spec, Shape input, Shape output)
    {
        (_input, _output, _groups, _filters) = (input, output, spec.Groups, spec.Filters / spec.Groups);
        _phases = new(spec);
        int reach = (spec.Kernel - 1) / spec.Stride;
        (_lines, _pitch) = (output.Height + reach, output.Width + reach);
        _columns = Up((output.Height - 1) * _pitch + output.Width, Taps.ColumnStep);
        _ones = checked(input.Channels * _phases.Count * _lines * _pitch);
        _wide = Up(_filters, Lanes512.Count);
        int[][] offsets = [.. Enumerable.Range(0, _groups).Select(Offsets)];
        _forward = [.. offsets.Select(o => new Taps(o))];
        _gradient = [.. offsets.Select(o => new Taps([.. o, .. Enumerable.Repeat(_ones, Up(o.Length, Taps.TapStep) - o.Length)]))];
        Room = checked(Answers + Math.Max(_filters * _columns, Sums + _groups * _gradient[0].Count * _wide - Answers));
    }

    /// <summary>Floats of scratch: the planes, a line of ones, and the answers or the turned derivatives and the sums.</summary>
    public int Room { get; }

    private int Answers => _ones + _columns;

    private int Sums => Answers + _output.Height * _output.Width * _wide;

    /// <summary>Clears the margins and the sums; Laying a sample out leaves the margins as they are.</summary>
    public void Begin(Span<float> room)
    {
        room.Clear();
        room.Slice(_ones, _columns).Fill(1f);
    }

    /// <summary>Lays out one sample.</summary>
    public void Spread(ReadOnlySpan<float> x, Span<float> room)
    {
        int plane = 0;
        for (int channel = 0; channel < _input.Channels; channel++, x = x[(_input.Height * _input.Width)..])
            for (int phase = 0; phase < _phases.Count; phase++, plane += _lines * _pitch) Spread(phase, x, room.Slice(plane, _lines * _pitch));
    }

    private void Spread(int phase, ReadOnlySpan<float> x, Span<float> plane)
    {
        (Places i, Places j) = (_phases.Lines(phase, _input.Height, _lines), _phases.Columns(phase, _input.Width, _pitch));
        for (int line = i.First; line < i.End; line++)
        {
            ReadOnlySpan<float> from = x.Slice(i.Pixel(line) * _input.Width, _input.Width);
            Span<float> to = plane.Slice(line * _pitch, _pitch);
            if (_phases.Stride == 1) from[j.Pixel(j.First)..(j.Pixel(j.End - 1) + 1)].CopyTo(to[j.First..]);
            else for (int column = j.First; column < j.End; column++) to[column] = from[j.Pixel(column)];
        }
    }

    /// <summary>One group's part of y, from one sample laid out.</summary>
    /// <param name="values">The group's weights, and its biases as the last tap's; one run of filters a tap.</param>
    /// <param name="stride">From one run to the next.</param>
    /// <param name="group">Which group.</param>
    /// <param name="room">The scratch.</param>
    /// <param name="y">The sample's answer, of all groups.</param>
    public void Answer(ReadOnlySpan<float> values, int stride, int group, Span<float> room, Span<float> y)
    {
        var answers = new Matrix(room[Answers..], _filters, _columns);
        _forward[group].Multiply(values, stride, room[..Answers], answers);
        y = y[(group * _filters * _output.Height * _output.Width)..];
        for (int filter = 0; filter < _filters; filter++)
            for (int line = 0; line < _output.Height; line++, y = y[_output.Width..])
                answers[filter].Slice(line * _pitch, _output.Width).CopyTo(y);
    }

    /// <summary>Adds one sample's part of a group's gradients to the sums.</summary>
    public void AddGradient(int group, ReadOnlySpan<float> dy, Span<float> room)
    {
        int pixels = _output.Height * _output.Width;
        var turned = new Matrix(room[Answers..], pixels, _wide);
        Kernels.Sums.Transpose(dy.Slice(group * _filters * pixels, _filters * pixels), _filters, turned);
        _gradient[group].AddGradient(room[..Answers], _pitch, _output.Width, turned, SumsOf(group, room));
    }

    /// <summary>Copies the sums out, as the values lie.</summary>
    public void End(Span<float> room, Span<float> gradients)
    {
        int all = _filters * _groups;
        for (int group = 0; group < _groups; group++)
            for (int tap = 0; tap < _forward[group].Count; tap++)
                SumsOf(group, room)[tap][.._filters].CopyTo(gradients[(tap * all + group * _filters)..]);
    }

    private Matrix SumsOf(int group, Span<float> room) => new(room[(Sums + group * _gradient[0].Count * _wide)..], _gradient[0].Count, _wide);

    /// <summary>For each channel, line and column of a group's filters, where its first pixel lies; the bias's 1 at last.</summary>
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

    private static int Up(int count, int step) => checked((count + step - 1) / step * step);
}
