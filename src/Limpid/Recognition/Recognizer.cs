using Limpid.Evaluation;
using Limpid.Files;
using Limpid.Kernels;
using Limpid.Layers;
using Limpid.Numerics;

namespace Limpid.Recognition;

/// <summary>An answer.</summary>
/// <param name="Class">The index of the answered class.</param>
/// <param name="Confidence">Its probability, from softmax(z / T).</param>
public readonly record struct Prediction(int Class, float Confidence);

/// <summary>
/// A trained network ready for use in another program. Safe from any number of threads; workspaces are pooled, and after the first predictions
/// nothing is allocated.
/// </summary>
public sealed class Recognizer
{
    private const int MostPooled = 64;
    private readonly Workspace?[] _pool;
    private readonly double _temperature;

    /// <summary>Makes a model ready.</summary>
    /// <param name="model">A trained model. Its network must not be edited any more.</param>
    public Recognizer(Model model)
    {
        (Model, _temperature) = (model, model.Temperature);
        _pool = new Workspace?[MostPooled];
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
    /// <exception cref="LimpidException">The picture has another size, or there is no room for the probabilities.</exception>
    public Prediction Predict(ReadOnlySpan<byte> picture, Span<float> probabilities = default)
    {
        if (picture.Length != Pixels) throw LimpidException.Mismatch($"The model reads pictures of {Pixels} pixels, but {picture.Length} came. Bring a picture to that size first.");
        if (!probabilities.IsEmpty && probabilities.Length < ClassNames.Count) throw LimpidException.Mismatch($"There are {ClassNames.Count} classes, but room for {probabilities.Length} probabilities.");
        Workspace workspace = Rent();
        Bytes.ToUnit(picture, workspace.Input(1)[0]);
        Prediction answer = Answer(Scores(workspace)[0], probabilities);
        Return(workspace);
        return answer;
    }

    private Matrix Scores(Workspace workspace)
    {
        int last = Model.Network.Body.Layers.Length - 1;
        return Model.Network.Architecture.Last.IsCounted || last == 0 ? workspace.Forward(Pass.Inference) : workspace.Forward(Pass.Inference, to: last);
    }

    private Prediction Answer(ReadOnlySpan<float> scores, Span<float> probabilities)
    {
        int best = Answers.Highest(scores);
        Span<double> p = stackalloc double[scores.Length];
        Calibration.Probabilities(scores, _temperature, p);
        for (int k = 0; k < p.Length && !probabilities.IsEmpty; k++) probabilities[k] = (float)p[k];
        return new(best, (float)p[best]);
    }

    private Workspace Rent()
    {
        for (int i = 0; i < _pool.Length; i++)
            if (_pool[i] is not null && Interlocked.Exchange(ref _pool[i], null) is { } free) return free;
        return new(Model.Network, 1);
    }

    private void Return(Workspace workspace)
    {
        for (int i = 0; i < _pool.Length; i++)
            if (_pool[i] is null && Interlocked.CompareExchange(ref _pool[i], workspace, null) is null) return;
    }
}
