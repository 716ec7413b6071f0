using Limpid.Data;
using Limpid.Layers;
using Limpid.Losses;
using Limpid.Numerics;

namespace Limpid.Evaluation;

/// <summary>Runs a network over many samples. The workspaces are made once and used again.</summary>
public sealed class Evaluator
{
    private const int ChunkRows = 128;
    private readonly Network _network;
    private readonly Workers _workers;
    private readonly Workspace[] _workspaces;
    private readonly byte[][] _labels;

    /// <summary>Makes room.</summary>
    public Evaluator(Network network, Workers workers)
    {
        (_network, _workers) = (network, workers);
        _workspaces = new Workspace[workers.Count];
        _labels = new byte[workers.Count][];
        for (int i = 0; i < workers.Count; i++)
            (_workspaces[i], _labels[i]) = (new(network, ChunkRows), new byte[ChunkRows]);
    }

    /// <summary>What the network answers to the chosen samples.</summary>
    /// <param name="data">Where the samples are.</param>
    /// <param name="indices">Which, in order.</param>
    public Predictions Run(Dataset data, ReadOnlyMemory<int> indices)
    {
        var answers = new Predictions(indices.Length, _network.Body.Output.Count);
        Run(data, indices, answers);
        return answers;
    }

    /// <summary>The same, written over former answers: who asks again and again needs no new memory.</summary>
    /// <param name="data">Where the samples are.</param>
    /// <param name="indices">Which, in order.</param>
    /// <param name="answers">Answers of this network to as many samples, of any run before.</param>
    /// <exception cref="LimpidException"><see cref="Fault.Mismatch"/>: the answers have another size.</exception>
    public void Run(Dataset data, ReadOnlyMemory<int> indices, Predictions answers)
    {
        int classes = _network.Body.Output.Count;
        if (answers.Count != indices.Length || answers.Classes != classes)
            throw LimpidException.Mismatch(
                $"There are {indices.Length} samples and {classes} classes, but room for {answers.Count} "
                    + $"answers of {answers.Classes}. Bring answers of an earlier run over as many samples."
            );
        _workers.Run((indices.Length + ChunkRows - 1) / ChunkRows, (chunk, thread) =>
            Chunk(data, indices.Span, chunk * ChunkRows, thread, answers)
        );
    }

    /// <summary>What the network answers to all samples.</summary>
    public Predictions Run(Dataset data) => Run(data, Enumerable.Range(0, data.Count).ToArray());

    private void Chunk(Dataset data, ReadOnlySpan<int> indices, int first, int thread, Predictions answers)
    {
        int rows = Math.Min(ChunkRows, indices.Length - first);
        Workspace workspace = _workspaces[thread];
        data.Fill(indices.Slice(first, rows), workspace.Input(rows), _labels[thread]);
        Matrix outputs = workspace.Forward(Pass.Inference);
        int last = _network.Body.Layers.Length - 1;
        answers.Write(
            first,
            _labels[thread].AsSpan(0, rows),
            last == 0 ? workspace.Input(rows) : workspace.Activation(last - 1),
            outputs
        );
    }
}
