using Limpid.Kernels;
using Limpid.Numerics;

namespace Limpid.Layers;

/// <summary>y = f(x) + g(x): f are layers, g is the identity or layers of its own, where f changes the shape; dx is the
/// sum of both ways back (He et al. 2016).</summary>
/// <param name="Body">f, in order; at least one.</param>
/// <param name="Shortcut">g, in order; none for the identity.</param>
public sealed record Residual(ImmutableSequence<LayerSpec> Body, ImmutableSequence<LayerSpec>? Shortcut = null)
    : LayerSpec
{
    /// <summary>g, in order; none for the identity.</summary>
    public ImmutableSequence<LayerSpec> Shortcut { get; init; } = Shortcut ?? [];

    /// <inheritdoc/>
    public override Layer Build(Shape input)
    {
        SequentialLayer body = new Sequential(Body).BuildSequence(input);
        SequentialLayer? shortcut = Shortcut.Count == 0 ? null : new Sequential(Shortcut).BuildSequence(input);
        Shape direct = shortcut?.Output ?? input;
        return direct == body.Output
            ? new ResidualLayer(body, shortcut)
            : throw LimpidException.Usage(
                $"its body gives {body.Output} and its shortcut {direct}, but the two are added and must be "
                    + "alike. Let the body keep the shape, or give a shortcut that changes it as the body "
                    + "does."
            );
    }
}

/// <summary>Values are the body's, then the shortcut's. Its scratch holds what each way answered, room for one ∂L/∂x,
/// and the scratch of each way.</summary>
internal sealed class ResidualLayer(SequentialLayer body, SequentialLayer? shortcut) : Layer(body.Input, body.Output)
{
    private readonly int _values = body.Parameters.Sum(p => p.Count);

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        .. body.Parameters.Select(p => p with { Path = $"body.{p.Path}" }),
        .. shortcut?.Parameters.Select(p =>
            p with
            {
                Path = $"shortcut.{p.Path}",
                Offset = p.Offset + body.Parameters.Sum(b => b.Count),
            }
        )
            ?? [],
    ];

    public override int Nodes => 1 + body.Nodes + (shortcut?.Nodes ?? 0);

    public override void Initialize(Span<float> values, ref RandomStream random)
    {
        body.Initialize(values[.._values], ref random);
        shortcut?.Initialize(values[_values..], ref random);
    }

    public override int Scratch(int rows) =>
        checked(rows * (2 * Output.Count + Input.Count) + body.Scratch(rows) + (shortcut?.Scratch(rows) ?? 0));

    public override void Forward(ReadOnlySpan<float> values, Matrix x, Matrix y, Span<float> scratch, Pass pass)
    {
        Ways ways = new(this, scratch, x.Rows);
        body.Forward(values[.._values], x, ways.Body, ways.BodyScratch, InBody(pass));
        shortcut?.Forward(values[_values..], x, ways.Shortcut, ways.ShortcutScratch, InShortcut(pass));
        Elementwise.Map(default(Plus), ways.Body.Span, shortcut is null ? x.Span : ways.Shortcut.Span, y.Span);
    }

    public override void Backward(in Flow flow)
    {
        Ways ways = new(this, flow.Scratch, flow.X.Rows);
        bool learns = !flow.Gradients.IsEmpty,
            wanted = !flow.DX.IsEmpty;
        body.Backward(
            new Flow
            {
                Values = flow.Values[.._values],
                X = flow.X,
                Y = ways.Body,
                DY = flow.DY,
                DX = flow.DX,
                Gradients = learns ? flow.Gradients[.._values] : [],
                Scratch = ways.BodyScratch,
                Pass = InBody(flow.Pass),
            }
        );
        shortcut?.Backward(
            new Flow
            {
                Values = flow.Values[_values..],
                X = flow.X,
                Y = ways.Shortcut,
                DY = flow.DY,
                DX = wanted ? ways.Back : default,
                Gradients = learns ? flow.Gradients[_values..] : [],
                Scratch = ways.ShortcutScratch,
                Pass = InShortcut(flow.Pass),
            }
        );
        if (wanted)
            Elementwise.Map(
                default(Plus),
                flow.DX.Span,
                shortcut is null ? flow.DY.Span : ways.Back.Span,
                flow.DX.Span
            );
    }

    private static Pass InBody(Pass pass) => pass with { Layer = pass.Layer + 1 };

    private Pass InShortcut(Pass pass) => pass with { Layer = pass.Layer + 1 + body.Nodes };

    private int BodyScratch(int rows) => body.Scratch(rows);

    private readonly ref struct Ways(ResidualLayer layer, Span<float> scratch, int rows)
    {
        private readonly int _outputs = rows * layer.Output.Count,
            _inner = rows * (2 * layer.Output.Count + layer.Input.Count);
        private readonly Span<float> _scratch = scratch;

        public Matrix Body => new(_scratch, rows, layer.Output.Count);

        public Matrix Shortcut => new(_scratch[_outputs..], rows, layer.Output.Count);

        public Matrix Back => new(_scratch[(2 * _outputs)..], rows, layer.Input.Count);

        public Span<float> BodyScratch => _scratch.Slice(_inner, layer.BodyScratch(rows));

        public Span<float> ShortcutScratch => _scratch[(_inner + layer.BodyScratch(rows))..];
    }
}
