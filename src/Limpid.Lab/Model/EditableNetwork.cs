using Limpid.Data;
using Limpid.Evaluation;
using Limpid.Files;
using Limpid.Layers;
using Limpid.Numerics;
using Limpid.Recognition;

namespace Limpid.Lab;

/// <summary>
/// A network that can be changed, and the picture that it reads. It keeps the original values, the edited ones (by hand
/// or by gradient steps), and noise that is added to these. After a change only the layers from there on run again, for
/// the picture and for the test digits.
/// </summary>
internal sealed class EditableNetwork
{
    private readonly Model _model;
    private readonly Recognizer _recognizer;
    private readonly Workspace _workspace;
    private readonly byte[] _picture;
    private readonly float[] _original,
        _edited,
        _noise,
        _probabilities;
    private readonly List<(int Layer, int Unit)> _off = [];
    private readonly HashSet<int> _byHand = []; // indices without noise, because somebody set their values
    private readonly Evaluator? _evaluator; // null with a single thread
    private double _digitScore;
    private IncrementalEvaluation? _scoring,
        _untouched;

    public EditableNetwork(Model model, Workers workers)
    {
        _model = model with { Network = model.Network.Copy() };
        (_recognizer, _workspace) = (new(_model), new(Network, 1));
        (_picture, _original, _probabilities) = (
            new byte[_recognizer.Pixels],
            Network.Values.ToArray(),
            new float[_model.ClassNames.Count]
        );
        (_edited, _noise) = ([.. _original], new float[_original.Length]);
        _evaluator = workers.Count > 1 ? new(Network, workers) : null;
        Look(new byte[_picture.Length]);
    }

    public Network Network => _model.Network;

    /// <summary>The network as it stands, for a file. A changed one has no test accuracy; a neuron that is off keeps
    /// its weights.</summary>
    public Model Model => Network.Values.SequenceEqual(_original) ? _model : _model with { TestAccuracy = null };

    public Recognizer Recognizer => _recognizer;

    /// <summary>The activations of the picture.</summary>
    public Workspace Workspace => _workspace;

    /// <summary>The edited values, without noise.</summary>
    public ReadOnlySpan<float> Edited => _edited;

    /// <summary>The neurons that are off: the layer of the body, and which.</summary>
    public IReadOnlyList<(int Layer, int Unit)> Off => _off;

    /// <summary>Whether a picture is the one that was looked at last.</summary>
    public bool Shows(ReadOnlySpan<byte> picture) => picture.SequenceEqual(_picture);

    public PictureReading Look(ReadOnlySpan<byte> picture)
    {
        if (picture.Length != _picture.Length)
            throw LimpidException.Mismatch(
                $"The network looks at {_picture.Length} pixels, but {picture.Length} came."
            );
        picture.CopyTo(_picture);
        _digitScore = _recognizer.DigitScore(_picture);
        return Forward(0);
    }

    public PictureReading Edit(int column, int neuron, int input, float value)
    {
        int at = NeuronLookup.ParameterIndex(Network, column, neuron, input);
        Network.Edit(at, value);
        (_edited[at], _noise[at]) = (value, 0);
        _byHand.Add(at);
        return Changed(FloatBytes.Place(Network, column));
    }

    /// <summary>Replaces all edited values.</summary>
    public PictureReading Replace(ReadOnlySpan<float> values)
    {
        values.CopyTo(_edited);
        return Sum();
    }

    /// <summary>Adds to every weight w the number s·σ·n: σ is the standard deviation of its layer's weights, n is
    /// normal and drawn from a seed.</summary>
    public PictureReading Noise(double strength, ulong seed)
    {
        WeightNoise.Draw(Network.Parameters, _original, strength, seed, _noise);
        foreach (int at in _byHand)
            _noise[at] = 0;
        return Sum();
    }

    /// <summary>Holds the activation of a hidden neuron at 0.</summary>
    public PictureReading SwitchOff(int column, int neuron)
    {
        (int layer, int first) = NeuronLookup.Hidden(Network, _workspace, column, neuron);
        if (!_off.Contains((layer, neuron)))
            _off.Add((layer, neuron));
        foreach (Workspace each in All())
            each.Clamp(layer, neuron, 0);
        return Changed(first);
    }

    /// <summary>Releases a neuron that was off.</summary>
    public PictureReading SwitchOn(int column, int neuron)
    {
        (int layer, int first) = NeuronLookup.Hidden(Network, _workspace, column, neuron);
        _off.Remove((layer, neuron));
        foreach (Workspace each in All())
            each.Release(layer, neuron);
        return Changed(first);
    }

    public PictureReading Restore()
    {
        foreach (Workspace each in All())
        foreach ((int layer, int unit) in _off)
            each.Release(layer, unit);
        _off.Clear();
        _byHand.Clear();
        Array.Clear(_noise);
        return Replace(_original);
    }

    /// <summary>Its answers to some of the digits: for each the class and the confidence.</summary>
    public byte[] Judge(Dataset digits, int first, int count) =>
        _evaluator is not null && _off.Count == 0
            ? BatchPredictions.Of(_evaluator, _model.Temperature, digits, first, count)
            : Score(digits).Answers(first, count);

    /// <summary>Reads other pictures: for each the class, the confidence and the kind of the answer.</summary>
    public byte[] Read(ReadOnlySpan<byte> pictures) => BatchPredictions.Of(_recognizer, pictures);

    /// <summary>The picture, then each column's pre-activations and activations.</summary>
    public byte[] Activations() => FloatBytes.OfActivations(Network, _workspace);

    /// <summary>Its answers to the digits as it stands.</summary>
    public IncrementalEvaluation Score(Dataset digits)
    {
        if (_scoring?.Digits == digits)
            return _scoring;
        _scoring = new(Network, _model.Temperature, digits);
        foreach ((int layer, int unit) in _off)
            _scoring.Workspace.Clamp(layer, unit, 0);
        return _scoring;
    }

    /// <summary>Its answers to the digits before any change.</summary>
    public IncrementalEvaluation ScoreUntouched(Dataset digits)
    {
        if (_untouched?.Digits == digits)
            return _untouched;
        Network untouched = Network.Copy();
        untouched.Load(_original);
        return _untouched = new(untouched, _model.Temperature, digits);
    }

    private IEnumerable<Workspace> All() => _scoring is null ? [_workspace] : [_workspace, _scoring.Workspace];

    /// <summary>Values = edited + noise.</summary>
    private PictureReading Sum()
    {
        var values = new float[_edited.Length];
        for (int i = 0; i < values.Length; i++)
            values[i] = _edited[i] + _noise[i];
        Network.Load(values);
        return Changed(0);
    }

    private PictureReading Changed(int from)
    {
        _scoring?.Spoil(from);
        return Forward(from);
    }

    /// <summary>Runs the layers from a given one on; nothing below it has changed.</summary>
    private PictureReading Forward(int from)
    {
        Span<float> x = _workspace.Input(1)[0];
        for (int i = 0; i < x.Length && from == 0; i++)
            x[i] = _picture[i] / (float)byte.MaxValue;
        _workspace.Forward(Pass.Inference, from);
        Prediction answer = _recognizer.Read(
            _workspace.Activation(Network.Architecture.ScoreLayers - 1)[0],
            _digitScore,
            _probabilities
        );
        return new(AnswerWords.Of(answer.Answer), answer.Class, answer.RunnerUp, [.. _probabilities]);
    }
}
