using Limpid.Augmentations;
using Limpid.Data;
using Limpid.Evaluation;
using Limpid.Kernels;
using Limpid.Layers;
using Limpid.Losses;
using Limpid.Numerics;

namespace Limpid.Training;

/// <summary>
/// The gradient of a batch's mean loss. The batch is cut into shards by its size alone; each shard has its own
/// gradients, so any thread may
/// take any shard, and <see cref="Updater"/> adds them in shard order. There are no more workspaces than shards run at
/// a time, and a thread takes the one that is still in its caches, where it is free.
/// A thread that finds no shard left draws the next batch, where pictures are changed.
/// </summary>
internal sealed class BatchGradient
{
    /// <summary>Fewer rows than this are not worth a second thread.</summary>
    private const int RowsPerShard = 64;

    /// <summary>More shards than this would only cost memory.</summary>
    private const int MostShards = 16;

    private readonly Loss _loss;
    private readonly Func<DrawnBatch> _room;
    private readonly int _rowsPerShard,
        _top;
    private readonly Func<Workspace> _workspace;
    private readonly Aligned[] _gradients;
    private readonly (double Loss, int Correct)[] _sums;
    private readonly Action<int, int> _piece;
    private DrawnBatch _now;
    private DrawnBatch? _next; // where a thread would have nothing else to do
    private Workspace?[] _free = []; // a shard that runs has taken its own out
    private bool _isDrawn,
        _isNextDrawn;

    public BatchGradient(
        Network network,
        Loss loss,
        bool fused,
        Dataset samples,
        ImmutableSequence<Augmentation> augmentations,
        int batchSize
    )
    {
        _loss = loss;
        _top = network.Body.Layers.Length - (fused ? 1 : 0);
        _rowsPerShard = Math.Max(RowsPerShard, (batchSize + MostShards - 1) / MostShards);
        _workspace = () => new(network, Math.Min(batchSize, _rowsPerShard));
        _gradients = new Aligned[(batchSize + _rowsPerShard - 1) / _rowsPerShard];
        for (int i = 0; i < _gradients.Length; i++)
            _gradients[i] = new(network.Values.Length);
        _sums = new (double, int)[_gradients.Length];
        _room = () => new(samples, augmentations, batchSize, _rowsPerShard);
        (_now, _piece) = (_room(), Piece);
    }

    /// <summary>How many shards the last batch had.</summary>
    public int Shards => _now.Shards;

    /// <summary>A shard's part of the gradient of the last batch.</summary>
    public Span<float> Gradients(int shard) => _gradients[shard];

    /// <summary>A shard's share of the rows of the last batch.</summary>
    public float Share(int shard) => (float)_now.RowsOf(shard) / _now.Rows;

    /// <summary>Measures a batch: the sum of its losses, how many answers were right, and the gradients.</summary>
    /// <param name="choice">The batch.</param>
    /// <param name="next">The batch that comes next, to be drawn meanwhile where that is dear and there are more
    /// threads than shards, and else asked of memory; empty where it is not known.</param>
    /// <param name="workers">The threads.</param>
    public (double Loss, int Correct) Measure(Choice choice, Choice next, Workers workers)
    {
        int together = Math.Min(workers.Count, _gradients.Length);
        if (_free.Length < together)
            _free = [.. _free, .. Enumerable.Range(_free.Length, together - _free.Length).Select(_ => _workspace())];
        _isDrawn = _isNextDrawn && _next!.Is(choice);
        if (_isDrawn)
            (_now, _next) = (_next!, _now);
        else
            _now.Choose(choice);
        _now.Expect(next.Samples);
        int ahead =
            _now.IsDear && workers.Count > Shards && !next.Samples.IsEmpty ? (_next ??= _room()).ChooseAhead(next) : 0;
        _isNextDrawn = false;
        workers.Run(Shards + ahead, _piece);
        _isNextDrawn = ahead > 0;
        double loss = 0;
        int correct = 0;
        foreach ((double l, int c) in _sums.AsSpan(0, Shards))
            (loss, correct) = (loss + l, correct + c);
        return (loss, correct);
    }

    /// <summary>The shards of this batch come first: whoever has none left draws.</summary>
    private void Piece(int piece, int thread)
    {
        if (piece < Shards)
            Shard(piece, thread);
        else
            _next!.DrawAhead(piece - Shards);
    }

    private void Shard(int shard, int thread)
    {
        int place = thread % _free.Length;
        Workspace? workspace;
        while ((workspace = Interlocked.Exchange(ref _free[place], null)) is null)
            place = (place + 1) % _free.Length;
        try
        {
            Shard(shard, workspace);
        }
        finally
        {
            Volatile.Write(ref _free[place], workspace);
        }
    }

    private void Shard(int shard, Workspace workspace)
    {
        if (_isDrawn)
            _now.Finish(shard);
        else
            _now.Draw(shard);
        Span<byte> labels = _now.Labels(shard);
        workspace.Read(_now.Room(shard), labels.Length);
        workspace.Write(_gradients[shard]);
        Matrix scores = workspace.Forward(
            new Pass(Mode.Training, _now.Seed, FirstRow: shard * _rowsPerShard),
            to: _top
        );
        double loss = _loss.Measure(scores, _now.Targets(shard), 1f / _now.Rows, workspace.Derivative(_top - 1));
        workspace.Backward(_top);
        int correct = 0;
        for (int row = 0; row < labels.Length; row++)
            correct += Predictions.IsHighest(scores[row], labels[row]) ? 1 : 0;
        _sums[shard] = (loss, correct);
    }
}
