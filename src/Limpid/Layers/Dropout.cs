using System.Text.Json.Serialization;
using Limpid.Kernels;
using Limpid.Numerics;

namespace Limpid.Layers;

/// <summary>
/// In training y = x·m / (1 − Rate) with m = 0 for a share Rate of the numbers, drawn anew for each sample of each
/// step, else 1;
/// dx = dy·m / (1 − Rate). In inference y = x (Srivastava et al. 2014).
/// </summary>
/// <param name="Rate">The share that is dropped, from 0 to below 1.</param>
public sealed record Dropout(double Rate = 0.5) : LayerSpec
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override bool IsCounted => false;

    /// <inheritdoc/>
    public override Layer Build(Shape input) =>
        Rate is >= 0 and < 1
            ? new DropoutLayer(input, Rate)
            : throw LimpidException.Usage($"rate must be from 0 to below 1, but is {Rate}.");
}

internal sealed class DropoutLayer(Shape shape, double rate) : Layer(shape, shape)
{
    private readonly float _kept = (float)(1 / (1 - rate));

    public override int Scratch(int rows) => rows * Input.Count;

    public override void Forward(ReadOnlySpan<float> values, Matrix x, Matrix y, Span<float> scratch, Pass pass)
    {
        if (pass.Mode == Mode.Inference)
        {
            scratch.Fill(1f);
            x.Span.CopyTo(y.Span);
            return;
        }
        for (int row = 0; row < x.Rows; row++)
            Draw(scratch.Slice(row * x.Columns, x.Columns), pass, row);
        Elementwise.Map(default(Times), x.Span, scratch, y.Span);
    }

    public override void Backward(in Flow flow)
    {
        if (!flow.DX.IsEmpty)
            Elementwise.Map(default(Times), flow.DY.Span, flow.Scratch, flow.DX.Span);
    }

    private void Draw(Span<float> mask, Pass pass, int row)
    {
        RandomStream random = RandomStream.Named(pass.Seed + (ulong)pass.Layer, "dropout", pass.FirstRow + row);
        for (int i = 0; i < mask.Length; i++)
            mask[i] = random.NextDouble() < rate ? 0f : _kept;
    }
}
