using System.Runtime.InteropServices.JavaScript;
using System.Text.Json;
using Limpid.Files;
using Limpid.Layers;
using Limpid.Numerics;

namespace Limpid.Browser;

/// <summary>The one network that the page looks at, and the picture before it. Every call wants a network, and says so where there is none.</summary>
internal static partial class Desk
{
    private static readonly string[] Quiet = ["dropout", "batch-norm", "layer-norm"];   // layers that are no activation
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

    /// <summary>The network on the desk.</summary>
    internal static Lying Now => _lying ?? throw LimpidException.Usage("No network has been loaded yet. Load a model first.");

    /// <summary>An answer on its way to the page.</summary>
    internal static string Text(Reading reading) => JsonSerializer.Serialize(reading, Messages.Default.Reading);

    /// <summary>What a model is.</summary>
    internal static NetworkCard Card(Model model)
    {
        Architecture architecture = model.Network.Architecture;
        var columns = new List<ColumnCard>();
        Shape shape = architecture.Input;
        foreach (Column column in architecture.Columns())
        {
            for (int i = column.First; i <= column.Last; i++) shape = architecture.Body.Layers[i].Build(shape).Output;
            string[] words = [.. Enumerable.Range(column.First, column.Last - column.First + 1).Select(i => Word(architecture.Body.Layers[i]))];
            int Count(string what) => model.Network.Parameters.FirstOrDefault(p => p.Path == $"{column.First}.{what}")?.Count ?? 0;
            columns.Add(new(column.Number, words[0], Array.FindLast(words[1..], word => !Quiet.Contains(word)) ?? "", [shape.Channels, shape.Height, shape.Width], Count("weight"), Count("bias")));
        }
        return new(Notation.Write(architecture), model.Network.ParameterCount, [.. columns], [.. model.ClassNames], model.TestAccuracy, model.Rejection is not null);
    }

    private static string Word(LayerSpec spec) => (string)LimpidJson.ToNode(spec)["type"]!;
}
