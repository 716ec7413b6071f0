using System.Runtime.InteropServices;
using System.Text.Json;
using Limpid.Drawing;
using Limpid.Files;

namespace Limpid.Lab;

/// <summary>The one network that the page looks at, and the picture before it. Every call wants a network, and says so
/// where there is none.</summary>
public sealed class ActiveModel
{
    private const int Pixels = 28 * 28;
    private readonly LabDigits _digits;
    private readonly Workers _workers;
    private EditableNetwork? _editable;

    internal ActiveModel(LabDigits digits, Workers workers) => (_digits, _workers) = (digits, workers);

    /// <summary>Puts a model on the desk.</summary>
    /// <param name="file">A model file, whole.</param>
    /// <returns>A <see cref="NetworkCard"/>.</returns>
    public string Load(ArraySegment<byte> file)
    {
        Model model = ComparisonModels.Read(file);
        int pixels = model.Network.Architecture.Input.Count;
        return pixels == Pixels
            ? Lay(model)
            : throw LimpidException.Mismatch($"The network looks at {pixels} pixels, but a picture here has {Pixels}.");
    }

    /// <summary>Puts a copy of a model on the desk: what trains goes on apart.</summary>
    public string Lay(Model model)
    {
        _editable = new(model, _workers);
        KnownDigitDetector = model.Rejection?.DigitDetector ?? KnownDigitDetector;
        return NetworkCards.Text(model);
    }

    /// <summary>The digit detector of the latest model that brought one; null before that.</summary>
    internal Network? KnownDigitDetector { get; private set; }

    /// <summary>The network as it stands, edits and all.</summary>
    internal Model Model => Now.Model;

    /// <summary>Looks at a picture: 784 bytes, 255 is ink.</summary>
    /// <returns>A <see cref="PictureReading"/>.</returns>
    public string Look(ArraySegment<byte> picture) => Text(Now.Look(picture));

    /// <summary>Makes pen strokes into a picture and looks at it: all that a page wants to know while somebody draws,
    /// in one answer.</summary>
    /// <param name="points">x and y of one point after the other, as the bytes of float32.</param>
    /// <param name="lengths">How many points each stroke has.</param>
    /// <param name="smallest">A drawing that reaches no further is a dot.</param>
    /// <returns>Four bytes, a length, the lowest first, and a <see cref="PictureReading"/>; the same with
    /// <see cref="Activations"/>; then of each stage of the picture its width and its height, two bytes each, and its
    /// pixels. The last stage is 28x28.</returns>
    public byte[] Draw(ArraySegment<byte> points, int[] lengths, double smallest)
    {
        NormalizedPicture drawn = LabDigits.Normalize(
            MemoryMarshal.Cast<byte, float>(points.AsSpan()),
            lengths,
            smallest
        );
        var bytes = new List<byte>();
        foreach (
            byte[] part in new[]
            {
                JsonSerializer.SerializeToUtf8Bytes(Now.Look(drawn.Pixels), Messages.Default.PictureReading),
                Now.Activations(),
            }
        )
            bytes.AddRange([.. BitConverter.GetBytes(part.Length), .. part]);
        foreach (PictureStage stage in drawn.Stages)
        {
            bytes.AddRange([
                (byte)stage.Image.Width,
                (byte)(stage.Image.Width >> 8),
                (byte)stage.Image.Height,
                (byte)(stage.Image.Height >> 8),
            ]);
            bytes.AddRange(stage.Image.Pixels.Span);
        }
        return [.. bytes];
    }

    /// <summary>What every layer answered to the picture: the 784 pixels from 0 to 1, then of each layer its z and its
    /// a.</summary>
    public byte[] Activations() => Now.Activations();

    /// <summary>Of each layer its weights, a neuron after the other, then its biases.</summary>
    public byte[] Weights()
    {
        var all = new List<byte>();
        foreach (Column column in Now.Network.Architecture.Columns())
            all.AddRange(FloatBytes.OfLayer(Now.Network, column.Number));
        return [.. all];
    }

    /// <summary>Changes a weight or, where input is −1, a bias, and runs the layers from there on again.</summary>
    /// <returns>A <see cref="PictureReading"/>.</returns>
    public string Edit(int column, int neuron, int input, double value) =>
        Text(Now.Edit(column, neuron, input, (float)value));

    /// <summary>Takes all edits back.</summary>
    /// <returns>A <see cref="PictureReading"/>.</returns>
    public string Restore() => Text(Now.Restore());

    /// <summary>Reads some of the test digits, from one on.</summary>
    /// <returns>For each its class and how sure it is of it.</returns>
    public byte[] Judge(int first, int count) => Now.Judge(_digits.Of(LabDigits.Test), first, count);

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
    /// <returns>For each its class, how sure the network is of it, and 0 for a digit, 1 for an unsure one, 2 for
    /// none.</returns>
    public byte[] Read(ArraySegment<byte> pictures) => Now.Read(pictures);

    /// <summary>Reads a page with several digits.</summary>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <param name="greys">width · height bytes, 0 = black and 255 = white.</param>
    /// <returns>A <see cref="PageCard"/>.</returns>
    public string Page(int width, int height, ArraySegment<byte> greys) =>
        PageCards.Read(Now.Recognizer, new(width, height, greys));

    /// <summary>The network on the desk.</summary>
    internal EditableNetwork Now =>
        _editable ?? throw LimpidException.Usage("No network has been loaded yet. Load a model first.");

    /// <summary>An answer on its way to the page.</summary>
    internal static string Text(PictureReading reading) =>
        JsonSerializer.Serialize(reading, Messages.Default.PictureReading);
}
