using Limpid.Data;
using Limpid.Evaluation;
using Limpid.Layers;
using Limpid.Losses;
using Limpid.Numerics;

namespace Limpid.Training;

/// <summary>
/// The gradient of a batch's mean loss. The batch is cut into shards by its size alone; each shard has its own workspace, so any thread may
/// take any shard, and <see cref="Updater"/> adds them in shard order.
/// </summary>
internal sealed class BatchGradient
{
    /// <summary>Fewer rows than this are not worth a second thread.</summary>
    private const int RowsPerShard = 64;

    /// <summary>More shards than this would only cost memory.</summary>
    private const int MostShards = 16;

    private readonly Loss _loss;
    private readonly Dataset _samples;
    private readonly int _rowsPerShard, _top;
    private readonly Workspace[] _workspaces;
    private readonly byte[][] _labels;
    private readonly (double Loss, int Correct)[] _sums;
    private readonly int[] _batch;
    private readonly Action<int> _shard;
    private int _rows;
    private ulong _seed;

    public BatchGradient(Network network, Loss loss, bool fused, Dataset samples, int batchSize)
    {
        (_loss, _samples) = (loss, samples);
        _top = network.Body.Layers.Length - (fused ? 1 : 0);
        _rowsPerShard = Math.Max(RowsPerShard, (batchSize + MostShards - 1) / MostShards);
        int shards = (batchSize + _rowsPerShard - 1) / _rowsPerShard, capacity = Math.Min(batchSize, _rowsPerShard);
        _workspaces = new Workspace[shards];
        _labels = new byte[shards][];
        for (int i = 0; i < shards; i++) (_workspaces[i], _labels[i]) = (new(network, capacity), new byte[capacity]);
        _sums = new (double, int)[shards];
        _batch = new int[batchSize];
        _shard = Shard;
    }

    /// <summary>How many shards the last batch had.</summary>
    public int Shards { get; private set; }

    /// <summary>A shard's part of the gradient of the last batch.</summary>
    public Span<float> Gradients(int shard) => _workspaces[shard].GradientsToReduce;

    /// <summary>A shard's share of the rows of the last batch.</summary>
    public float Share(int shard) => (float)Math.Min(_rowsPerShard, _rows - shard * _rowsPerShard) / _rows;

    /// <summary>Measures a batch: the sum of its losses, how many answers were right, and the gradients.</summary>
    public (double Loss, int Correct) Measure(ReadOnlySpan<int> batch, ulong seed, Workers workers)
    {
        batch.CopyTo(_batch);
        (_rows, _seed, Shards) = (batch.Length, seed, (batch.Length + _rowsPerShard - 1) / _rowsPerShard);
        workers.Run(Shards, _shard);
        double loss = 0;
        int correct = 0;
        foreach ((double l, int c) in _sums.AsSpan(0, Shards)) (loss, correct) = (loss + l, correct + c);
        return (loss, correct);
    }

    private void Shard(int shard)
    {
        int first = shard * _rowsPerShard, rows = Math.Min(_rowsPerShard, _rows - first);
        Workspace workspace = _workspaces[shard];
        Span<byte> labels = _labels[shard].AsSpan(0, rows);
        _samples.Fill(_batch.AsSpan(first, rows), workspace.Input(rows), labels);
        Matrix scores = workspace.Forward(new Pass(Mode.Training, _seed, FirstRow: first), to: _top);
        double loss = _loss.Measure(scores, new Targets(labels), 1f / _rows, workspace.Derivative(_top - 1));
        workspace.Backward(_top);
        int correct = 0;
        for (int row = 0; row < rows; row++) correct += Answers.Highest(scores[row]) == labels[row] ? 1 : 0;
        _sums[shard] = (loss, correct);
    }
}
