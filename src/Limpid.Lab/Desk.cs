using System.Text.Json;
using Limpid.Data;
using Limpid.Evaluation;
using Limpid.Files;
using Limpid.Layers;
using Limpid.Numerics;
using Limpid.Recognition;

namespace Limpid.Lab;

/// <summary>The one network that the page looks at, and the picture before it. Every call wants a network, and says so where there is none.</summary>
public sealed class Desk
{
    private readonly Digits _digits;
    private readonly Workers _workers;
    private Lying? _lying;

    internal Desk(Digits digits, Workers workers) => (_digits, _workers) = (digits, workers);

    /// <summary>Puts a model on the desk.</summary>
    /// <param name="file">A model file, whole.</param>
    /// <returns>A <see cref="NetworkCard"/>.</returns>
    public string Load(ArraySegment<byte> file) => Lay(Shelf.Read(file));

    /// <summary>Puts a copy of a model on the desk: what trains goes on apart.</summary>
    public string Lay(Model model)
    {
        _lying = new(model, _workers);
        return NetworkCards.Text(model);
    }

    /// <summary>The network as it stands, edits and all.</summary>
    internal Model Model => Now.Model;

    /// <summary>Looks at a picture: 784 bytes, 255 is ink.</summary>
    /// <returns>A <see cref="Reading"/>.</returns>
    public string Look(ArraySegment<byte> picture) => Text(Now.Look(picture));

    /// <summary>What every layer answered to the picture: the 784 pixels from 0 to 1, then of each layer its z and its a.</summary>
    public byte[] Activations() => Now.Activations();

    /// <summary>The weights of a layer, a neuron after the other, then its biases.</summary>
    public byte[] Weights(int column) => Floats.OfLayer(Now.Network, column);

    /// <summary>Changes a weight or, where input is −1, a bias, and runs the layers from there on again.</summary>
    /// <returns>A <see cref="Reading"/>.</returns>
    public string Edit(int column, int neuron, int input, double value) => Text(Now.Edit(column, neuron, input, (float)value));

    /// <summary>Takes all edits back.</summary>
    /// <returns>A <see cref="Reading"/>.</returns>
    public string Restore() => Text(Now.Restore());

    /// <summary>Reads some of the test digits, from one on.</summary>
    /// <returns>For each its class and how sure it is of it.</returns>
    public byte[] Judge(int first, int count) => Now.Judge(_digits.Of(Digits.Test), first, count);

    /// <summary>The network as a model file, edits and all.</summary>
    public byte[] Save()
    {
        var file = new MemoryStream();
        ModelFile.Write(file, Now.Model);
        return file.ToArray();
    }

    /// <summary>The network as JSON: its layers, and every weight and bias.</summary>
    public string Json() => ModelJson.Write(Now.Model);

    /// <summary>Reads pictures that are not looked at, one after the other.</summary>
    /// <param name="pictures">Of each its 784 bytes.</param>
    /// <returns>For each its class, how sure the network is of it, and 0 for a digit, 1 for an unsure one, 2 for none.</returns>
    public byte[] Read(ArraySegment<byte> pictures) => Now.Read(pictures);

    /// <summary>Reads a page with several digits.</summary>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <param name="greys">width · height bytes, 0 = black and 255 = white.</param>
    /// <returns>A <see cref="PageCard"/>.</returns>
    public string Page(int width, int height, ArraySegment<byte> greys) => PageCards.Read(Now.Recognizer, new(width, height, greys));

    private Lying Now => _lying ?? throw LimpidException.Usage("No network has been loaded yet. Load a model first.");

    private static string Text(Reading reading) => JsonSerializer.Serialize(reading, Messages.Default.Reading);

    /// <summary>A network with a picture before it.</summary>
    private sealed class Lying
    {
        private readonly Model _model;
        private readonly Recognizer _recognizer;
        private readonly Workspace _workspace;
        private readonly byte[] _picture;
        private readonly float[] _original, _probabilities;
        private readonly Evaluator _evaluator;

        private bool _isEdited;

        public Lying(Model model, Workers workers)
        {
            _model = model with { Network = model.Network.Copy() };
            (_recognizer, _workspace, _evaluator) = (new(_model), new(Network, 1), new(Network, workers));
            (_picture, _original, _probabilities) = (new byte[_recognizer.Pixels], Network.Values.ToArray(), new float[_model.ClassNames.Count]);
            Forward(0);
        }

        public Network Network => _model.Network;

        public Recognizer Recognizer => _recognizer;

        /// <summary>An edited network has not been tested.</summary>
        public Model Model => _isEdited ? _model with { TestAccuracy = null } : _model;

        public Reading Look(ReadOnlySpan<byte> picture)
        {
            if (picture.Length != _picture.Length) throw LimpidException.Mismatch($"The network looks at {_picture.Length} pixels, but {picture.Length} came.");
            picture.CopyTo(_picture);
            return Forward(0);
        }

        public Reading Edit(int column, int neuron, int input, float value)
        {
            int place = Floats.Place(Network, column);
            string path = input < 0 ? $"{place}.bias" : $"{place}.weight";
            Parameter p = Network.Parameters.FirstOrDefault(p => p.Path == path) ?? throw LimpidException.Usage($"Layer {column} has nothing to change.");
            int at = Math.Max(0, input);
            if (neuron < 0 || neuron >= p.Rows || at >= p.Columns) throw LimpidException.Usage($"Layer {column} has {p.Rows} neurons of {p.Columns} weights, but neuron {neuron}, weight {at} was to be changed.");
            Network.Edit(p.IndexOf(neuron, at), value);
            _isEdited = true;
            return Forward(place);
        }

        public Reading Restore()
        {
            Network.Load(_original);
            _isEdited = false;
            return Forward(0);
        }

        public byte[] Activations()
        {
            var all = new List<byte>(Floats.Bytes(_workspace.Input(1).Span));
            foreach (Column column in Network.Architecture.Columns())
            {
                all.AddRange(Floats.Bytes(_workspace.Activation(column.First).Span));
                all.AddRange(Floats.Bytes(_workspace.Activation(column.Last).Span));
            }
            return [.. all];
        }

        public byte[] Judge(Dataset digits, int first, int count) => Judgement.Of(_evaluator, _model.Temperature, digits, first, count);

        public byte[] Read(ReadOnlySpan<byte> pictures)
        {
            if (pictures.Length % _picture.Length != 0) throw LimpidException.Mismatch($"The network reads pictures of {_picture.Length} pixels each, but {pictures.Length} bytes came.");
            var said = new List<float>();
            for (; pictures.Length > 0; pictures = pictures[_picture.Length..])
            {
                Prediction answer = _recognizer.Predict(pictures[.._picture.Length]);
                said.AddRange([answer.Class, answer.Confidence, (float)answer.Answer]);
            }
            return Floats.Bytes([.. said]);
        }

        /// <summary>Runs the layers from one on; below it nothing has changed.</summary>
        private Reading Forward(int from)
        {
            Span<float> x = _workspace.Input(1)[0];
            for (int i = 0; i < x.Length && from == 0; i++) x[i] = _picture[i] / 255f;
            _workspace.Forward(Pass.Inference, from);
            Prediction answer = _recognizer.Predict(_picture, _probabilities);
            return new(AnswerWords.Of(answer.Answer), answer.Class, answer.RunnerUp, [.. _probabilities]);
        }
    }
}
