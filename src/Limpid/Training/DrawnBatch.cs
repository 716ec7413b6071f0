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

/// <summary>The pictures of a batch and what the network should answer, drawn shard by shard; any thread may draw any shard.</summary>
internal sealed class DrawnBatch
{
    private readonly Dataset _samples;
    private readonly int _rowsPerShard;
    private readonly Aligned[] _inputs;
    private readonly byte[][] _labels;
    private readonly Augmenter[] _augmenters;
    private readonly int[] _chosen;

    public DrawnBatch(Dataset samples, ImmutableSequence<Augmentation> augmentations, int batchSize, int rowsPerShard)
    {
        (_samples, _rowsPerShard, _chosen) = (samples, rowsPerShard, new int[batchSize]);
        int shards = (batchSize + rowsPerShard - 1) / rowsPerShard, capacity = Math.Min(batchSize, rowsPerShard);
        (_inputs, _labels) = (new Aligned[shards], new byte[shards][]);
        for (int i = 0; i < shards; i++) (_inputs[i], _labels[i]) = (new(capacity * samples.Item.Count), new byte[capacity]);
        _augmenters = augmentations.Count == 0 ? [] : [.. Enumerable.Range(0, shards).Select(_ => new Augmenter(augmentations, samples.Item, capacity, samples.ClassNames.Count))];
    }

    public int Rows { get; private set; }

    public ulong Seed { get; private set; }

    public int Shards => (Rows + _rowsPerShard - 1) / _rowsPerShard;

    /// <summary>Takes other samples; nothing is drawn yet.</summary>
    public void Choose(Choice choice)
    {
        choice.Samples.CopyTo(_chosen);
        (Rows, Seed) = (choice.Samples.Length, choice.Seed);
    }

    public bool Is(Choice choice) => Seed == choice.Seed && _chosen.AsSpan(0, Rows).SequenceEqual(choice.Samples);

    public void Draw(int shard)
    {
        ReadOnlySpan<int> samples = _chosen.AsSpan(shard * _rowsPerShard, RowsOf(shard));
        var x = new Matrix(_inputs[shard], samples.Length, _samples.Item.Count);
        if (_augmenters.Length > 0) _augmenters[shard].Fill(_samples, samples, (Seed, shard * _rowsPerShard), x, Labels(shard));
        else _samples.Fill(samples, x, Labels(shard));
    }

    public int RowsOf(int shard) => Math.Min(_rowsPerShard, Rows - shard * _rowsPerShard);

    public Aligned Input(int shard) => _inputs[shard];

    public Span<byte> Labels(int shard) => _labels[shard].AsSpan(0, RowsOf(shard));

    public Targets Targets(int shard) => _augmenters.Length > 0 ? _augmenters[shard].Targets(Labels(shard)) : new(Labels(shard));
}
