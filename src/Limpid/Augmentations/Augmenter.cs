using Limpid.Data;
using Limpid.Kernels;
using Limpid.Losses;
using Limpid.Numerics;

namespace Limpid.Augmentations;

/// <summary>
/// Draws changed pictures. What becomes of a picture depends on the seed, its row in the batch and, where pictures are
/// blended, the rows beside it alone, so any
/// thread may draw it. It holds what one worker needs, and allocates nothing once it has drawn.
/// </summary>
public sealed class Augmenter
{
    private const string Stream = "augmentation";
    private readonly ImmutableSequence<Augmentation> _augmentations;
    private readonly Shape _item;
    private readonly Warp? _warp;
    private readonly float[] _scratch = [],
        _soft = [];
    private readonly Originals? _originals;
    private readonly int _classes;

    /// <summary>Prepares for pictures of a shape, one at a time: what blends pictures does nothing.</summary>
    /// <param name="augmentations">What to do; validated here.</param>
    /// <param name="item">The shape of one picture.</param>
    /// <exception cref="LimpidException"><see cref="Fault.Usage"/>: a member is out of its range.</exception>
    public Augmenter(ImmutableSequence<Augmentation> augmentations, Shape item)
    {
        foreach (Augmentation augmentation in augmentations)
            augmentation.Validate();
        (_augmentations, _item) = (augmentations, item);
        if (augmentations.Any(a => a.Bends))
            _warp = new(item);
        if (augmentations.Any(a => a.Redraws))
            _scratch = new float[Morphology.ScratchCount(item.Height, item.Width)];
    }

    /// <summary>Prepares for parts of batches.</summary>
    /// <param name="augmentations">What to do; validated here.</param>
    /// <param name="item">The shape of one picture.</param>
    /// <param name="rows">The most at a time.</param>
    /// <param name="classes">How many classes there are.</param>
    /// <exception cref="LimpidException"><see cref="Fault.Usage"/>: a member is out of its range.</exception>
    public Augmenter(ImmutableSequence<Augmentation> augmentations, Shape item, int rows, int classes)
        : this(augmentations, item)
    {
        _classes = classes;
        if (augmentations.Any(a => a.Blends))
            (_originals, _soft) = (new(rows, item.Count, classes), new float[rows * classes]);
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
            Bytes.ToUnit(picture, y);
        else
            Bend(picture, sample, _warp, y);
        for (int i = 0; i < _augmentations.Count; i++)
        {
            if (!_augmentations[i].Redraws)
                continue;
            RandomStream random = RandomStream.Named(sample, Stream, i);
            _augmentations[i].Redraw(ref random, _item, y, _scratch);
        }
    }

    /// <summary>Draws the chosen pictures into rows of x, and writes their labels beside them.</summary>
    /// <param name="samples">Where they are.</param>
    /// <param name="indices">Which samples, in order.</param>
    /// <param name="place">The seed of the training step, and the place in the whole batch of the first of
    /// them.</param>
    /// <param name="x">indices.Length × Item.Count.</param>
    /// <param name="labels">At least indices.Length; where pictures were blended, each its own picture's.</param>
    /// <returns>What the network should answer: the labels, or distributions where pictures were blended.</returns>
    public Targets Fill(
        Dataset samples,
        ReadOnlySpan<int> indices,
        (ulong Seed, int FirstRow) place,
        Matrix x,
        Span<byte> labels
    )
    {
        for (int row = 0; row < indices.Length; row++)
        {
            Draw(samples.Picture(indices[row]), place.Seed, place.FirstRow + row, x[row]);
            labels[row] = samples.Labels[indices[row]];
        }
        Blend(place, x, labels);
        return Targets(labels[..indices.Length]);
    }

    /// <summary>What the network should answer to the pictures drawn last.</summary>
    internal Targets Targets(ReadOnlySpan<byte> labels) => _originals is null ? new(labels) : new(Soft(labels.Length));

    private Matrix Soft(int rows) => new(_soft, rows, _classes);

    private void Bend(ReadOnlySpan<byte> picture, ulong sample, Warp warp, Span<float> y)
    {
        warp.Clear();
        for (int i = 0; i < _augmentations.Count; i++)
        {
            RandomStream random = RandomStream.Named(sample, Stream, i); // its own, so that none moves another's draws
            _augmentations[i].Bend(ref random, warp);
        }
        warp.Resample(picture, y);
    }

    /// <summary>Blends pictures that are drawn, where anything does.</summary>
    internal void Blend((ulong Seed, int FirstRow) place, Matrix x, ReadOnlySpan<byte> labels)
    {
        if (_originals is null)
            return;
        Matrix soft = Soft(x.Rows);
        soft.Span.Clear();
        for (int row = 0; row < x.Rows; row++)
            soft[row][labels[row]] = 1;
        for (int i = 0; i < _augmentations.Count; i++)
            _augmentations[i]
                .Blend(RandomStream.Named(place.Seed, Stream, -1 - i).State, place.FirstRow, x, soft, _originals);
    }
}
