using Limpid.Data;
using Limpid.Evaluation;
using Limpid.Files;
using Limpid.Layers;
using Limpid.Numerics;
using Limpid.Recognition;

namespace Limpid.Lab;

/// <summary>
/// A network with a picture before it. It has original values; edited ones, by hand or by a step of learning; and noise
/// that lies on top of these. Whatever changes,
/// only the layers from there on run again, for the picture and for the test digits.
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
    private readonly HashSet<int> _byHand = []; // what was set to a number has that number, whatever the noise
    private readonly Evaluator? _evaluator; // where there are several threads
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

    /// <summary>The network as it stands, for a file; a changed one has not been tested. A neuron that is off has its
    /// weights still.</summary>
    public Model Model => Network.Values.SequenceEqual(_original) ? _model : _model with { TestAccuracy = null };

    public Recognizer Recognizer => _recognizer;

    /// <summary>What ran over the picture.</summary>
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
        int at = Place(column, neuron, input);
        Network.Edit(at, value);
        (_edited[at], _noise[at]) = (value, 0);
        _byHand.Add(at);
        return Changed(FloatBytes.Place(Network, column));
    }

    /// <summary>Puts other edited values in place of those that there are.</summary>
    public PictureReading Replace(ReadOnlySpan<float> values)
    {
        values.CopyTo(_edited);
        return Sum();
    }

    /// <summary>Adds to every weight w the number s·σ·n: σ is the standard deviation of its layer's weights, n is
    /// normal and drawn from a seed.</summary>
    public PictureReading Noise(double strength, ulong seed)
    {
        Array.Clear(_noise);
        foreach (Parameter p in Network.Parameters.Where(p => p.Kind == ParameterKind.Weight && strength > 0))
        {
            ReadOnlySpan<float> own = _original.AsSpan(p.Offset, p.Count);
            RandomStream random = RandomStream.Named(seed, p.Path);
            double deviation = Deviation(own);
            for (int i = 0; i < own.Length; i++)
                _noise[p.Offset + i] = (float)(strength * deviation * random.NextNormal());
        }
        foreach (int at in _byHand)
            _noise[at] = 0;
        return Sum();
    }

    /// <summary>Holds the activation of a hidden neuron at 0.</summary>
    public PictureReading SwitchOff(int column, int neuron)
    {
        (int layer, int first) = Hidden(column, neuron);
        if (!_off.Contains((layer, neuron)))
            _off.Add((layer, neuron));
        foreach (Workspace each in All())
            each.Clamp(layer, neuron, 0);
        return Changed(first);
    }

    /// <summary>Lets it go.</summary>
    public PictureReading SwitchOn(int column, int neuron)
    {
        (int layer, int first) = Hidden(column, neuron);
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

    public byte[] Activations()
    {
        var all = new List<byte>(FloatBytes.Bytes(_workspace.Input(1).Span));
        foreach (Column column in Network.Architecture.Columns())
        {
            all.AddRange(FloatBytes.Bytes(_workspace.Activation(column.First).Span));
            all.AddRange(FloatBytes.Bytes(_workspace.Activation(column.Last).Span));
        }
        return [.. all];
    }

    /// <summary>What it says to some of the digits.</summary>
    public byte[] Judge(Dataset digits, int first, int count)
    {
        if (_evaluator is not null && _off.Count == 0)
            return BatchPredictions.Of(_evaluator, _model.Temperature, digits, first, count);
        IncrementalEvaluation scoring = Score(digits);
        int n = BatchPredictions.Part(digits, first, count).Length;
        if (n == 0)
            return [];
        scoring.Bring(first, n);
        return FloatBytes.Bytes(
            scoring.Said.Slice(IncrementalEvaluation.Numbers * first, IncrementalEvaluation.Numbers * n)
        );
    }

    /// <summary>What it says to pictures that are not looked at: of each its class, how sure it is, and the kind of the
    /// answer.</summary>
    public byte[] Read(ReadOnlySpan<byte> pictures)
    {
        if (pictures.Length % _picture.Length != 0)
            throw LimpidException.Mismatch(
                $"The network reads pictures of {_picture.Length} pixels each, but {pictures.Length} bytes came."
            );
        var said = new List<float>();
        for (; pictures.Length > 0; pictures = pictures[_picture.Length..])
        {
            Prediction answer = _recognizer.Predict(pictures[.._picture.Length]);
            said.AddRange([answer.Class, answer.Confidence, (float)answer.Answer]);
        }
        return FloatBytes.Bytes([.. said]);
    }

    /// <summary>What it says to the digits as it stands.</summary>
    public IncrementalEvaluation Score(Dataset digits)
    {
        if (_scoring?.Digits == digits)
            return _scoring;
        _scoring = new(Network, _model.Temperature, digits);
        foreach ((int layer, int unit) in _off)
            _scoring.Workspace.Clamp(layer, unit, 0);
        return _scoring;
    }

    /// <summary>What it said to them before any change.</summary>
    public IncrementalEvaluation ScoreUntouched(Dataset digits)
    {
        if (_untouched?.Digits == digits)
            return _untouched;
        Network untouched = Network.Copy();
        untouched.Load(_original);
        return _untouched = new(untouched, _model.Temperature, digits);
    }

    /// <summary>Where in the flat buffer a weight stands, or a bias where input is −1.</summary>
    public int Place(int column, int neuron, int input)
    {
        int place = FloatBytes.Place(Network, column);
        string path = input < 0 ? $"{place}.bias" : $"{place}.weight";
        Parameter p = Network.Parameters.FirstOrDefault(p => p.Path == path)
            ?? throw LimpidException.Usage($"Layer {column} has nothing to change.");
        int at = Math.Max(0, input);
        if (neuron < 0 || neuron >= p.Rows || at >= p.Columns)
            throw LimpidException.Usage(
                $"Layer {column} has {p.Rows} neurons of {p.Columns} weights, but neuron {neuron}, weight "
                    + $"{at} was to be changed."
            );
        return p.IndexOf(neuron, at);
    }

    private static double Deviation(ReadOnlySpan<float> values)
    {
        double sum = 0,
            squares = 0;
        foreach (float value in values)
            (sum, squares) = (sum + value, squares + (double)value * value);
        double mean = sum / values.Length;
        return Math.Sqrt(Math.Max(0, squares / values.Length - mean * mean));
    }

    /// <summary>The layer of the body whose answer is a hidden neuron's activation, and where its column
    /// begins.</summary>
    private (int Layer, int First) Hidden(int column, int neuron)
    {
        IReadOnlyList<Column> columns = Network.Architecture.Columns();
        if (column < 1 || column >= columns.Count)
            throw LimpidException.Usage(
                $"The network has the hidden layers 1 to {columns.Count - 1}, but a neuron of layer {column} "
                    + "was to be switched."
            );
        int layer = columns[column - 1].Last,
            units = _workspace.Activation(layer).Columns;
        if (neuron < 0 || neuron >= units)
            throw LimpidException.Usage($"Layer {column} has {units} neurons, but neuron {neuron} was to be switched.");
        return (layer, columns[column - 1].First);
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

    /// <summary>Runs the layers from one on; below it nothing has changed.</summary>
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
