using Limpid.Kernels;
using Limpid.Numerics;

namespace Limpid.Layers;

/// <summary>
/// y = 1/V · Σᵥ f(xᵥ): the mean of what the same layers answer to the picture and to copies of it shifted by a pixel,
/// what comes in being 0; dx is the mean of the ways
/// back. Around a trained network's body it is test-time averaging (Krizhevsky, Sutskever and Hinton 2012, section
/// 4.1): better answers for V times the work.
/// </summary>
/// <param name="Count">V: 1 (the picture alone), 5 (and its neighbours across and down), or 9 (and on the
/// diagonals).</param>
/// <param name="Layers">The layers f, in order.</param>
public sealed record Views(int Count, ImmutableSequence<LayerSpec> Layers) : LayerSpec
{
    /// <summary>By how many pixels each view is shifted, to the right and down; the first of them are taken.</summary>
    public static ImmutableSequence<(int Across, int Down)> Shifts { get; } =
    [(0, 0), (1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, 1), (1, -1), (-1, -1)];

    /// <inheritdoc/>
    public override Layer Build(Shape input) =>
        Count is 1 or 5 or 9
            ? new ViewsLayer(new Sequential(Layers).BuildSequence(input), Count)
            : throw LimpidException.Usage($"count must be 1, 5 or 9 views, but is {Count}.");
}

/// <summary>Values are those of f. Scratch: dy / V, xᵥ, dxᵥ and the gradients of one view, then for each view its
/// answer and f's own scratch.</summary>
internal sealed class ViewsLayer(SequentialLayer body, int count) : Layer(body.Input, body.Output)
{
    private readonly float _share = 1f / count;
    private readonly int _values = body.Parameters.Sum(p => p.Count);

    public override IReadOnlyList<Parameter> Parameters => body.Parameters;

    public override int Nodes => checked(1 + count * body.Nodes);

    public override void Initialize(Span<float> values, ref RandomStream random) => body.Initialize(values, ref random);

    public override int Scratch(int rows) => checked(Start(rows, count));

    public override void Forward(ReadOnlySpan<float> values, Matrix x, Matrix y, Span<float> scratch, Pass pass)
    {
        Matrix seen = Seen(scratch, x.Rows);
        y.Span.Clear();
        for (int v = 0; v < count; v++)
        {
            Matrix answer = AnswerOf(scratch, x.Rows, v);
            seen.Span.Clear();
            AddShifted(x, Views.Shifts[v], seen);
            body.Forward(values, seen, answer, Own(scratch, x.Rows, v), At(pass, v));
            Elementwise.Map(default(Plus), y.Span, answer.Span, y.Span);
        }
        Elementwise.Map(new By(_share), y.Span, y.Span);
    }

    public override void Backward(in Flow flow)
    {
        int rows = flow.X.Rows;
        Matrix dy = new(flow.Scratch, rows, Output.Count),
            seen = Seen(flow.Scratch, rows),
            back = new(flow.Scratch[(dy.Span.Length + seen.Span.Length)..], rows, Input.Count);
        Span<float> gradients = flow.Gradients.IsEmpty
            ? []
            : flow.Scratch.Slice(rows * (Output.Count + 2 * Input.Count), _values);
        Elementwise.Map(new By(_share), flow.DY.Span, dy.Span);
        flow.DX.Span.Clear();
        flow.Gradients.Clear();
        for (int v = 0; v < count; v++)
        {
            seen.Span.Clear();
            AddShifted(flow.X, Views.Shifts[v], seen);
            body.Backward(
                new Flow
                {
                    Values = flow.Values,
                    X = seen,
                    Y = AnswerOf(flow.Scratch, rows, v),
                    DY = dy,
                    DX = flow.DX.IsEmpty ? default : back,
                    Gradients = gradients,
                    Scratch = Own(flow.Scratch, rows, v),
                    Pass = At(flow.Pass, v),
                }
            );
            Elementwise.Map(default(Plus), flow.Gradients, gradients, flow.Gradients);
            if (!flow.DX.IsEmpty)
                AddShifted(back, (-Views.Shifts[v].Across, -Views.Shifts[v].Down), flow.DX);
        }
        foreach (Parameter p in Parameters) // each view has told what the batch was: their mean
            if (p.Kind == ParameterKind.Statistic && !gradients.IsEmpty)
                Elementwise.Map(
                    new By(_share),
                    flow.Gradients.Slice(p.Offset, p.Count),
                    flow.Gradients.Slice(p.Offset, p.Count)
                );
    }

    /// <summary>to[c,h,w] += x[c, h − down, w − across], where there is such a pixel.</summary>
    private void AddShifted(Matrix x, (int Across, int Down) by, Matrix to)
    {
        int width = Input.Width,
            length = width - Math.Abs(by.Across),
            planes = x.Rows * Input.Channels;
        if (length <= 0)
            return;
        for (int plane = 0; plane < planes; plane++)
        for (int line = Math.Max(0, by.Down); line < Math.Min(Input.Height, Input.Height + by.Down); line++)
        {
            Span<float> target = to.Span.Slice((plane * Input.Height + line) * width + Math.Max(0, by.Across), length);
            Elementwise.Map(
                default(Plus),
                target,
                x.Span.Slice((plane * Input.Height + line - by.Down) * width + Math.Max(0, -by.Across), length),
                target
            );
        }
    }

    private Matrix Seen(Span<float> scratch, int rows) => new(scratch[(rows * Output.Count)..], rows, Input.Count);

    private Matrix AnswerOf(Span<float> scratch, int rows, int view) =>
        new(scratch[Start(rows, view)..], rows, Output.Count);

    private Span<float> Own(Span<float> scratch, int rows, int view) =>
        scratch.Slice(Start(rows, view) + rows * Output.Count, body.Scratch(rows));

    private int Start(int rows, int view) =>
        checked(rows * (Output.Count + 2 * Input.Count) + _values + view * (rows * Output.Count + body.Scratch(rows)));

    private Pass At(Pass pass, int view) => pass with { Layer = pass.Layer + 1 + view * body.Nodes };
}
