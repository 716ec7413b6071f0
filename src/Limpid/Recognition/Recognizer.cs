using Limpid.Evaluation;
using Limpid.Files;
using Limpid.Kernels;
using Limpid.Layers;
using Limpid.Numerics;

namespace Limpid.Recognition;

/// <summary>
/// A trained network ready for use in another program. Safe from any number of threads; workspaces are pooled, and
/// after the first predictions
/// nothing is allocated. It answers a digit with its probability, or "unsure" with two candidates, or "not a digit":
/// see <see cref="Answer"/>.
/// </summary>
public sealed class Recognizer
{
    private const int MostPooled = 64;
    private readonly PooledWorkspaces?[] _pool;
    private readonly double _temperature;
    private readonly RejectionRule? _rule;

    /// <summary>Makes a model ready.</summary>
    /// <param name="model">A trained model. Its network must not be edited any more.</param>
    public Recognizer(Model model)
    {
        (Model, _temperature, _rule) = (model, model.Temperature, model.Rejection);
        _pool = new PooledWorkspaces?[MostPooled];
    }

    /// <summary>The model.</summary>
    public Model Model { get; }

    /// <summary>The names of the classes, by index.</summary>
    public ImmutableSequence<string> ClassNames => Model.ClassNames;

    /// <summary>How many pixels a picture has: 784.</summary>
    public int Pixels => Model.Network.Body.Input.Count;

    /// <summary>Reads a model file.</summary>
    /// <param name="stream">The file, whole; not closed.</param>
    /// <exception cref="LimpidException"><see cref="Fault.InvalidData"/>: not a sound model file.</exception>
    public static Recognizer Load(Stream stream) => new(ModelFile.Read(stream));

    /// <summary>Reads one picture.</summary>
    /// <param name="picture">Pixels bytes, row by row: 0 is paper, 255 is ink, centred as in MNIST.</param>
    /// <param name="probabilities">Written with the probability of each class; may be left empty.</param>
    /// <exception cref="LimpidException">The picture has another size, or there is no room for the
    /// probabilities.</exception>
    public Prediction Predict(ReadOnlySpan<byte> picture, Span<float> probabilities = default) =>
        Classify(picture, probabilities).Answer;

    /// <summary>
    /// How like a digit a picture is: z(digit) − z(not a digit) of the detector, less what is asked for. It depends on
    /// the
    /// picture alone, so who shows one picture to a network
    /// that changes asks for it once.
    /// </summary>
    /// <param name="picture">As <see cref="Predict"/> takes it.</param>
    /// <returns>Below 0: not a digit. Without a rule of rejection everything is one.</returns>
    public double DigitScore(ReadOnlySpan<byte> picture)
    {
        if (picture.Length != Pixels)
            throw LimpidException.Mismatch(
                $"The model reads pictures of {Pixels} pixels, but {picture.Length} came. Bring a picture to "
                    + "that size first."
            );
        PooledWorkspaces pooled = Rent();
        double digitScore = Measure(picture, pooled);
        Return(pooled);
        return digitScore;
    }

    /// <summary>What <see cref="Predict"/> says, from the scores that a pass of one's own gave.</summary>
    /// <param name="scores">z of each class.</param>
    /// <param name="digitScore"><see cref="DigitScore"/> of the picture.</param>
    /// <param name="probabilities">As <see cref="Predict"/> takes them.</param>
    public Prediction Read(ReadOnlySpan<float> scores, double digitScore, Span<float> probabilities = default)
    {
        if (scores.Length != ClassNames.Count)
            throw LimpidException.Mismatch($"There are {ClassNames.Count} classes, but {scores.Length} scores came.");
        return Read(scores, digitScore >= 0, probabilities);
    }

    /// <summary>The same, with how like a digit the picture is.</summary>
    internal ScoredPrediction Classify(ReadOnlySpan<byte> picture, Span<float> probabilities = default)
    {
        if (picture.Length != Pixels)
            throw LimpidException.Mismatch(
                $"The model reads pictures of {Pixels} pixels, but {picture.Length} came. Bring a picture to "
                    + "that size first."
            );
        if (!probabilities.IsEmpty && probabilities.Length < ClassNames.Count)
            throw LimpidException.Mismatch(
                $"There are {ClassNames.Count} classes, but room for {probabilities.Length} probabilities."
            );
        PooledWorkspaces pooled = Rent();
        double digitScore = Measure(picture, pooled);
        Bytes.ToUnit(picture, pooled.Network.Input(1)[0]);
        Prediction answer = Read(Scores(Model.Network, pooled.Network)[0], digitScore >= 0, probabilities);
        Return(pooled);
        return new(answer, digitScore);
    }

    private double Measure(ReadOnlySpan<byte> picture, PooledWorkspaces pooled)
    {
        if (_rule is null)
            return double.PositiveInfinity;
        if (!picture.ContainsAnyExcept((byte)0))
            return double.NegativeInfinity;
        Bytes.ToUnit(picture, pooled.DigitDetector!.Input(1)[0]);
        ReadOnlySpan<float> z = Scores(_rule.DigitDetector, pooled.DigitDetector)[0];
        return (double)z[1] - z[0] - _rule.MinDigitScore;
    }

    private static Matrix Scores(Network network, Workspace workspace) =>
        workspace.Forward(Pass.Inference, to: network.Architecture.ScoreLayers);

    private Prediction Read(ReadOnlySpan<float> scores, bool isDigit, Span<float> probabilities)
    {
        int best = Predictions.Highest(scores),
            second = best == 0 && scores.Length > 1 ? 1 : 0;
        for (int k = second + 1; k < scores.Length; k++)
            if (k != best && scores[k] > scores[second])
                second = k;
        Span<double> p = stackalloc double[scores.Length];
        Calibration.Probabilities(scores, _temperature, p);
        for (int k = 0; k < p.Length && !probabilities.IsEmpty; k++)
            probabilities[k] = (float)p[k];
        Answer answer =
            !isDigit ? Answer.NotADigit
            : p[best] < _rule?.MinConfidence ? Answer.Unsure
            : Answer.Digit;
        return new(best, (float)p[best], answer, second);
    }

    private PooledWorkspaces Rent()
    {
        for (int i = 0; i < _pool.Length; i++)
            if (_pool[i] is not null && Interlocked.Exchange(ref _pool[i], null) is { } free)
                return free;
        return new(new(Model.Network, 1), _rule is null ? null : new(_rule.DigitDetector, 1));
    }

    private void Return(PooledWorkspaces pooled)
    {
        for (int i = 0; i < _pool.Length; i++)
            if (_pool[i] is null && Interlocked.CompareExchange(ref _pool[i], pooled, null) is null)
                return;
    }

    /// <summary>What one prediction needs.</summary>
    private sealed record PooledWorkspaces(Workspace Network, Workspace? DigitDetector);
}
