using Limpid.Data;
using Limpid.Kernels;
using Limpid.Numerics;

namespace Limpid.Augmentations;

/// <summary>
/// Draws changed pictures. What becomes of a picture depends on the seed and on its row in the batch alone, so any thread may draw it. It holds what one worker
/// needs, and allocates nothing once it has drawn.
/// </summary>
public sealed class Augmenter
{
    private const string Stream = "augmentation";
    private readonly ImmutableSequence<Augmentation> _augmentations;
    private readonly Warp? _warp;

    /// <summary>Prepares for pictures of a shape.</summary>
    /// <param name="augmentations">What to do; validated here.</param>
    /// <param name="item">The shape of one picture.</param>
    /// <exception cref="LimpidException"><see cref="Fault.Usage"/>: a member is out of its range.</exception>
    public Augmenter(ImmutableSequence<Augmentation> augmentations, Shape item)
    {
        foreach (Augmentation augmentation in augmentations) augmentation.Validate();
        _augmentations = augmentations;
        if (augmentations.Any(a => a.Bends)) _warp = new(item);
    }

    /// <summary>Draws one picture: y ← picture / 255, changed.</summary>
    /// <param name="picture">Its bytes.</param>
    /// <param name="seed">Of the training step.</param>
    /// <param name="row">Its place in the batch.</param>
    /// <param name="y">As many floats, 0..1.</param>
    public void Draw(ReadOnlySpan<byte> picture, ulong seed, int row, Span<float> y)
    {
        ulong sample = RandomStream.Named(seed, Stream, row).State;
        if (_warp is null)
        {
            Bytes.ToUnit(picture, y);
        }
        else
        {
            _warp.Clear();
            for (int i = 0; i < _augmentations.Count; i++)
            {
                RandomStream random = RandomStream.Named(sample, Stream, i);      // its own, so that none moves another's draws
                _augmentations[i].Bend(ref random, _warp);
            }
            _warp.Resample(picture, y);
        }
    }

    /// <summary>Draws the chosen pictures into rows of x, and writes their labels beside them.</summary>
    /// <param name="samples">Where they are.</param>
    /// <param name="indices">Which samples, in order.</param>
    /// <param name="seed">Of the training step.</param>
    /// <param name="firstRow">The place in the whole batch of the first of them.</param>
    /// <param name="x">indices.Length × Item.Count.</param>
    /// <param name="labels">At least indices.Length.</param>
    public void Fill(Dataset samples, ReadOnlySpan<int> indices, ulong seed, int firstRow, Matrix x, Span<byte> labels)
    {
        for (int row = 0; row < indices.Length; row++)
        {
            Draw(samples.Picture(indices[row]), seed, firstRow + row, x[row]);
            labels[row] = samples.Labels[indices[row]];
        }
    }
}
