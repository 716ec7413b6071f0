using Limpid.Numerics;

namespace Limpid.Losses;

/// <summary>What the network should have answered: a class a row, or a whole distribution a row (mixup,
/// distillation).</summary>
public readonly ref struct Targets
{
    /// <summary>One class index a row.</summary>
    public Targets(ReadOnlySpan<byte> labels) => Labels = labels;

    /// <summary>One distribution over the classes a row.</summary>
    public Targets(Matrix soft) => Soft = soft;

    /// <summary>One class index a row; empty where <see cref="Soft"/> stands.</summary>
    public ReadOnlySpan<byte> Labels { get; }

    /// <summary>Rows × classes; empty where <see cref="Labels"/> stand.</summary>
    public Matrix Soft { get; }

    /// <summary>y of one row: one-hot or soft, then smoothed: y ← (1 − s)·y + s/K (Szegedy et al. 2016).</summary>
    internal void Write(int row, double smoothing, Span<float> y)
    {
        if (Labels.IsEmpty)
            Soft[row].CopyTo(y);
        else
        {
            y.Clear();
            y[Labels[row]] = 1;
        }
        if (smoothing == 0)
            return;
        float keep = (float)(1 - smoothing),
            share = (float)(smoothing / y.Length);
        foreach (ref float v in y)
            v = MathF.FusedMultiplyAdd(v, keep, share);
    }
}
