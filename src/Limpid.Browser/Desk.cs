using System.Runtime.InteropServices.JavaScript;
using System.Text.Json;
using Limpid.Data;
using Limpid.Evaluation;
using Limpid.Files;
using Limpid.Layers;
using Limpid.Numerics;
using Limpid.Recognition;

namespace Limpid.Browser;

/// <summary>The one network that the page looks at, and the picture before it. Every call wants a network, and says so where there is none.</summary>
internal static partial class Desk
{
    private static readonly Workers Inline = new(1);
    private static Lying? _lying;

    /// <summary>Puts a model on the desk.</summary>
    /// <param name="file">A model file, whole.</param>
    /// <returns>A <see cref="NetworkCard"/>.</returns>
    [JSExport]
    internal static string Load(byte[] file) => Lay(ModelFile.Read(new MemoryStream(file)));

    /// <summary>Puts a copy of a model on the desk: what trains goes on apart.</summary>
    internal static string Lay(Model model)
    {
        _lying = new(model);
        return JsonSerializer.Serialize(Card(model), Messages.Default.NetworkCard);
    }

    /// <summary>Looks at a picture: 784 bytes, 255 is ink.</summary>
    /// <returns>A <see cref="Reading"/>.</returns>
    [JSExport]
    internal static string Look(byte[] picture) => Text(Now.Look(picture));

    /// <summary>What every layer answered to the picture: the 784 pixels from 0 to 1, then of each layer its z and its a.</summary>
    [JSExport]
    internal static byte[] Activations() => Now.Activations();

    /// <summary>The weights of a layer, a neuron after the other, then its biases.</summary>
    [JSExport]
    internal static byte[] Weights(int column) => Floats.OfLayer(Now.Network, column);

    /// <summary>Changes a weight or, where input is −1, a bias, and runs the layers from there on again.</summary>
    /// <returns>A <see cref="Reading"/>.</returns>
    [JSExport]
    internal static string Edit(int column, int neuron, int input, double value) => Text(Now.Edit(column, neuron, input, (float)value));

    /// <summary>Takes all edits back.</summary>
    /// <returns>A <see cref="Reading"/>.</returns>
    [JSExport]
    internal static string Restore() => Text(Now.Restore());

    /// <summary>Reads some of the test digits, from one on.</summary>
    /// <returns>For each its class and how sure it is of it.</returns>
    [JSExport]
    internal static byte[] Judge(int first, int count) => Now.Judge(Digits.Of(Digits.Test), first, count);

    private static Lying Now => _lying ?? throw LimpidException.Usage("No network has been loaded yet. Load a model first.");

    private static string Text(Reading reading) => JsonSerializer.Serialize(reading, Messages.Default.Reading);

    private static NetworkCard Card(Model model)
    {
        Architecture architecture = model.Network.Architecture;
        var columns = new List<ColumnCard>();
        Shape shape = architecture.Input;
        foreach (Column column in architecture.Columns())
        {
            for (int i = column.First; i <= column.Last; i++) shape = architecture.Body.Layers[i].Build(shape).Output;
            string[] words = [.. Enumerable.Range(column.First, column.Last - column.First + 1).Select(i => Word(architecture.Body.Layers[i]))];
            int Count(string what) => model.Network.Parameters.FirstOrDefault(p => p.Path == $"{column.First}.{what}")?.Count ?? 0;
            columns.Add(new(column.Number, words[0], words.Length > 1 ? words[^1] : "", [shape.Channels, shape.Height, shape.Width], Count("weight"), Count("bias")));
        }
        return new(Notation.Write(architecture), model.Network.ParameterCount, [.. columns], [.. model.ClassNames], model.TestAccuracy, model.Rejection is not null);
    }

    private static string Word(LayerSpec spec) => (string)LimpidJson.ToNode(spec)["type"]!;

    /// <summary>A network with a picture before it.</summary>
    private sealed class Lying
    {
        private readonly Model _model;
        private readonly Recognizer _recognizer;
        private readonly Workspace _workspace;
        private readonly byte[] _picture;
        private readonly float[] _original, _probabilities;
        private readonly Evaluator _evaluator;

        public Lying(Model model)
        {
            _model = model with { Network = model.Network.Copy() };
            (_recognizer, _workspace, _evaluator) = (new(_model), new(Network, 1), new(Network, Inline));
            (_picture, _original, _probabilities) = (new byte[_recognizer.Pixels], Network.Values.ToArray(), new float[_model.ClassNames.Count]);
            Forward(0);
        }

        public Network Network => _model.Network;

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
            return Forward(place);
        }

        public Reading Restore()
        {
            Network.Load(_original);
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

        public byte[] Judge(Dataset digits, int first, int count)
        {
            int[] indices = [.. Enumerable.Range(first, Math.Min(count, digits.Count - first))];
            Answers answers = _evaluator.Run(digits, indices);
            var said = new float[2 * indices.Length];
            Span<double> p = stackalloc double[answers.Classes];
            for (int i = 0; i < indices.Length; i++)
            {
                int predicted = answers.Predicted(i);
                answers.Probabilities(i, _model.Temperature, p);
                (said[2 * i], said[2 * i + 1]) = (predicted, (float)p[predicted]);
            }
            return Floats.Bytes(said);
        }

        /// <summary>Runs the layers from one on; below it nothing has changed.</summary>
        private Reading Forward(int from)
        {
            Span<float> x = _workspace.Input(1)[0];
            for (int i = 0; i < x.Length && from == 0; i++) x[i] = _picture[i] / 255f;
            _workspace.Forward(Pass.Inference, from);
            Prediction answer = _recognizer.Predict(_picture, _probabilities);
            string word = answer.Answer switch { Answer.Digit => "digit", Answer.Unsure => "unsure", _ => "notADigit" };
            return new(word, answer.Class, answer.RunnerUp, [.. _probabilities]);
        }
    }
}
