using Limpid.Augmentations;
using Limpid.Data;
using Limpid.Kernels;
using Limpid.Losses;
using Limpid.Numerics;

namespace Limpid.Training;

/// <summary>Which samples a step learns from, and the seed by which they are changed.</summary>
internal readonly ref struct Choice(ReadOnlySpan<int> samples, ulong seed)
{
    public ReadOnlySpan<int> Samples { get; } = samples;

    public ulong Seed { get; } = seed;
}

/// <summary>
/// The pictures of a batch and what the network should answer. Any thread may draw any shard of it; where pictures are
/// changed, threads may also draw it
/// ahead, a few rows each. Bytes to numbers alone are done sooner than they are handed from one thread to another.
/// </summary>
internal sealed class DrawnBatch
{
    private const int RowsPerPart = 8;

    private readonly Dataset _samples;
    private readonly int _rowsPerShard,
        _partsPerShard;
    private readonly Aligned[] _inputs;
    private readonly byte[][] _labels;
    private readonly ImmutableSequence<Augmentation> _augmentations;
    private readonly Augmenter[] _augmenters; // one a shard
    private readonly int[] _chosen,
        _expected;
    private int _expectedRows;
    private Augmenter[]? _ahead; // one a part, of one picture at a time: they blend none

    public DrawnBatch(Dataset samples, ImmutableSequence<Augmentation> augmentations, int batchSize, int rowsPerShard)
    {
        (_samples, _augmentations, _rowsPerShard, _chosen, _expected) = (
            samples,
            augmentations,
            rowsPerShard,
            new int[batchSize],
            new int[batchSize]
        );
        _partsPerShard = (rowsPerShard + RowsPerPart - 1) / RowsPerPart;
        int shards = (batchSize + rowsPerShard - 1) / rowsPerShard,
            capacity = Math.Min(batchSize, rowsPerShard);
        (_inputs, _labels) = (new Aligned[shards], new byte[shards][]);
        for (int i = 0; i < shards; i++)
            (_inputs[i], _labels[i]) = (new(capacity * samples.Item.Count), new byte[capacity]);
        _augmenters =
            augmentations.Count == 0
                ? []
                :
                [
                    .. Enumerable
                        .Range(0, shards)
                        .Select(_ => new Augmenter(augmentations, samples.Item, capacity, samples.ClassNames.Count)),
                ];
    }

    public int Rows { get; private set; }

    public ulong Seed { get; private set; }

    public int Shards => (Rows + _rowsPerShard - 1) / _rowsPerShard;

    /// <summary>Whether drawing takes longer than to hand pictures from one thread to another.</summary>
    public bool IsDear => _augmenters.Length > 0;

    /// <summary>Takes other samples; nothing is drawn yet.</summary>
    public void Choose(Choice choice)
    {
        choice.Samples.CopyTo(_chosen);
        (Rows, Seed) = (choice.Samples.Length, choice.Seed);
    }

    /// <summary>Takes other samples, to be drawn part by part.</summary>
    /// <returns>How many parts there are.</returns>
    public int ChooseAhead(Choice choice)
    {
        Choose(choice);
        _ahead ??=
        [
            .. Enumerable
                .Range(0, _inputs.Length * _partsPerShard)
                .Select(_ => new Augmenter(_augmentations, _samples.Item)),
        ];
        return (Shards - 1) * _partsPerShard + (RowsOf(Shards - 1) + RowsPerPart - 1) / RowsPerPart;
    }

    public bool Is(Choice choice) => Seed == choice.Seed && _chosen.AsSpan(0, Rows).SequenceEqual(choice.Samples);

    /// <summary>Says which samples come next: drawing a shard asks memory for its own of them.</summary>
    public void Expect(ReadOnlySpan<int> samples)
    {
        samples.CopyTo(_expected);
        _expectedRows = samples.Length;
    }

    /// <summary>Draws a shard.</summary>
    public void Draw(int shard)
    {
        if (IsDear)
        {
            _augmenters[shard]
                .Fill(_samples, Chosen(shard), (Seed, shard * _rowsPerShard), Input(shard), Labels(shard));
            return;
        }
        _samples.Fill(Chosen(shard), Input(shard), Labels(shard));
        int first = Math.Min(shard * _rowsPerShard, _expectedRows);
        _samples.Prefetch(_expected.AsSpan(first, Math.Min(_rowsPerShard, _expectedRows - first)));
    }

    /// <summary>Draws a part of a shard, but for what blends pictures: <see cref="Finish"/> does that when all are
    /// drawn.</summary>
    public void DrawAhead(int part)
    {
        (int shard, int within) = Math.DivRem(part, _partsPerShard);
        int first = within * RowsPerPart,
            rows = Math.Min(RowsPerPart, RowsOf(shard) - first),
            pixels = _samples.Item.Count;
        var x = new Matrix(Input(shard).Span.Slice(first * pixels, rows * pixels), rows, pixels);
        _ahead!
            [part]
            .Fill(
                _samples,
                Chosen(shard).Slice(first, rows),
                (Seed, shard * _rowsPerShard + first),
                x,
                Labels(shard)[first..]
            );
    }

    /// <summary>Ends the drawing of a shard whose parts were drawn ahead.</summary>
    public void Finish(int shard) =>
        _augmenters[shard].Blend((Seed, shard * _rowsPerShard), Input(shard), Labels(shard));

    public int RowsOf(int shard) => Math.Min(_rowsPerShard, Rows - shard * _rowsPerShard);

    public Aligned Room(int shard) => _inputs[shard];

    public Span<byte> Labels(int shard) => _labels[shard].AsSpan(0, RowsOf(shard));

    public Targets Targets(int shard) =>
        _augmenters.Length > 0 ? _augmenters[shard].Targets(Labels(shard)) : new(Labels(shard));

    private ReadOnlySpan<int> Chosen(int shard) => _chosen.AsSpan(shard * _rowsPerShard, RowsOf(shard));

    private Matrix Input(int shard) => new(_inputs[shard], RowsOf(shard), _samples.Item.Count);
}
