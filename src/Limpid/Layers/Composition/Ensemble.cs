using Limpid.Kernels;
using Limpid.Numerics;

namespace Limpid.Layers;

/// <summary>
/// y = 1/M · Σₘ fₘ(x): the same layers M times over, each time with values of their own, and the mean of what they
/// answer; dx = 1/M · Σₘ dxₘ. With
/// members that were trained apart it is an ensemble (Hansen and Salamon 1990), and one model file holds it.
/// </summary>
/// <param name="Members">M, how many times.</param>
/// <param name="Layers">The layers of one member, in order.</param>
public sealed record Ensemble(int Members, ImmutableSequence<LayerSpec> Layers) : LayerSpec
{
    /// <summary>The most members.</summary>
    public const int MaximumMembers = 100;

    /// <inheritdoc/>
    public override Layer Build(Shape input) =>
        Members is >= 1 and <= MaximumMembers
            ? new EnsembleLayer(new Sequential(Layers).BuildSequence(input), Members)
            : throw LimpidException.Usage($"members must be from 1 to {MaximumMembers}, but are {Members}.");
}

/// <summary>One machine serves all members: they differ in their values only. Scratch: the shared dy / M and dxₘ, then
/// yₘ and the member's own.</summary>
internal sealed class EnsembleLayer : Layer
{
    private readonly SequentialLayer _member;
    private readonly int _members,
        _values;
    private readonly float _share;

    public EnsembleLayer(SequentialLayer member, int members)
        : base(member.Input, member.Output)
    {
        (_member, _members, _share) = (member, members, 1f / members);
        _values = member.Parameters.Sum(p => p.Count);
        Parameters =
        [
            .. Enumerable
                .Range(0, members)
                .SelectMany(m =>
                    member.Parameters.Select(p =>
                        p with
                        {
                            Path = $"{m}.{p.Path}",
                            Offset = checked(m * _values + p.Offset),
                        }
                    )
                ),
        ];
        Nodes = checked(1 + members * member.Nodes);
    }

    public override IReadOnlyList<Parameter> Parameters { get; }

    public override int Nodes { get; }

    public override void Initialize(Span<float> values, ref RandomStream random)
    {
        for (int m = 0; m < _members; m++)
            _member.Initialize(values.Slice(m * _values, _values), ref random);
    }

    public override int Scratch(int rows) =>
        checked(rows * (Input.Count + Output.Count) + _members * (rows * Output.Count + _member.Scratch(rows)));

    public override void Forward(ReadOnlySpan<float> values, Matrix x, Matrix y, Span<float> scratch, Pass pass)
    {
        y.Span.Clear();
        for (int m = 0; m < _members; m++)
        {
            Matrix answer = AnswerOf(scratch, x.Rows, m);
            _member.Forward(values.Slice(m * _values, _values), x, answer, Own(scratch, x.Rows, m), At(pass, m));
            Elementwise.Map(default(Plus), y.Span, answer.Span, y.Span);
        }
        Elementwise.Map(new By(_share), y.Span, y.Span);
    }

    public override void Backward(in Flow flow)
    {
        int rows = flow.X.Rows;
        var dy = new Matrix(flow.Scratch, rows, Output.Count);
        var dx = new Matrix(flow.Scratch[dy.Span.Length..], rows, Input.Count);
        Elementwise.Map(new By(_share), flow.DY.Span, dy.Span);
        flow.DX.Span.Clear();
        for (int m = 0; m < _members; m++)
        {
            _member.Backward(
                new Flow
                {
                    Values = flow.Values.Slice(m * _values, _values),
                    X = flow.X,
                    Y = AnswerOf(flow.Scratch, rows, m),
                    DY = dy,
                    DX = flow.DX.IsEmpty ? default : dx,
                    Gradients = flow.Gradients.IsEmpty ? [] : flow.Gradients.Slice(m * _values, _values),
                    Scratch = Own(flow.Scratch, rows, m),
                    Pass = At(flow.Pass, m),
                }
            );
            if (!flow.DX.IsEmpty)
                Elementwise.Map(default(Plus), flow.DX.Span, dx.Span, flow.DX.Span);
        }
    }

    private Matrix AnswerOf(Span<float> scratch, int rows, int member) =>
        new(scratch[Start(rows, member)..], rows, Output.Count);

    private Span<float> Own(Span<float> scratch, int rows, int member) =>
        scratch.Slice(Start(rows, member) + rows * Output.Count, _member.Scratch(rows));

    private int Start(int rows, int member) =>
        rows * (Input.Count + Output.Count) + member * (rows * Output.Count + _member.Scratch(rows));

    private Pass At(Pass pass, int member) => pass with { Layer = pass.Layer + 1 + member * _member.Nodes };
}
