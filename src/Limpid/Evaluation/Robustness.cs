using Limpid.Data;
using Limpid.Data.Corruptions;

namespace Limpid.Evaluation;

/// <summary>How many samples are answered right once their pictures have gone bad in one way.</summary>
/// <param name="Corruption">The way.</param>
/// <param name="Correct">Right answers.</param>
/// <param name="Count">Samples.</param>
public readonly record struct CorruptedAccuracy(string Corruption, int Correct, int Count)
{
    /// <summary>Correct / Count.</summary>
    public double Accuracy => Count == 0 ? 0 : (double)Correct / Count;
}

/// <summary>How well a network bears pictures that have gone bad. The kinds are those of <see cref="Corruption.All"/>:
/// in the manner of MNIST-C, but not that set.</summary>
public sealed class Robustness
{
    private Robustness(double clean, CorruptedAccuracy[] kinds) => (Clean, Kinds) = (clean, kinds);

    /// <summary>The accuracy on the pictures as they are.</summary>
    public double Clean { get; }

    /// <summary>One for each corruption, in the list's order.</summary>
    public IReadOnlyList<CorruptedAccuracy> Kinds { get; }

    /// <summary>The mean accuracy over the kinds.</summary>
    public double Mean => Kinds.Average(kind => kind.Accuracy);

    /// <summary>Mean / Clean: the share of its skill that the network keeps.</summary>
    public double Kept => Clean == 0 ? 0 : Mean / Clean;

    /// <summary>Measures a network.</summary>
    /// <param name="network">Whose answers.</param>
    /// <param name="samples">The data.</param>
    /// <param name="indices">Which of them.</param>
    /// <param name="seed">Of the corruptions' chances.</param>
    /// <param name="workers">The threads.</param>
    /// <exception cref="LimpidException"><see cref="Fault.Mismatch"/>: the pictures cannot be corrupted.</exception>
    public static Robustness Measure(
        Network network,
        Dataset samples,
        ReadOnlyMemory<int> indices,
        ulong seed,
        Workers workers
    )
    {
        var evaluator = new Evaluator(network, workers);
        double clean = evaluator.Run(samples, indices).Correct() / (double)Math.Max(1, indices.Length);
        return new(
            clean,
            [
                .. Corruption.All.Select(kind => new CorruptedAccuracy(
                    kind.Name,
                    evaluator.Run(kind.Apply(samples, indices, seed, workers)).Correct(),
                    indices.Length
                )),
            ]
        );
    }
}
